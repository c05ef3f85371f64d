// Tests of response rates against R: prop.test, mantelhaen.test, metafor, and the closed form of
// Farrington and Manning.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "kernels/statistics/mantel_haenszel.hpp"
#include "tests/support/csv.hpp"

namespace vtrial::kernels::test {
namespace {

using support::CsvTable;

ResponseCounts counts_of(CsvTable const& table, std::size_t line) {
    auto const count = [&](char const* column) { return std::stoi(table.text(line, column)); };
    return {{count("n0"), count("n1")}, {count("x0"), count("x1")}};
}

TEST(KernelRateDifference, AgreesWithR) {
    CsvTable const oracle("response_rates.csv");
    ASSERT_EQ(oracle.size(), 24u);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        ArmDifference const test = compare_rates(counts_of(oracle, i), oracle.number(i, "margin"));
        double const z = oracle.number(i, "z");
        ASSERT_EQ(test.exists, 1);
        EXPECT_NEAR(test.estimate, oracle.number(i, "difference"), 1e-15);
        EXPECT_NEAR(test.z, z, 1e-10 * std::max(1.0, std::abs(z))) << "line " << i + 2;
    }
}

TEST(KernelRateDifference, ATinyMarginIsNone) {
    ResponseCounts const counts{{100, 120}, {40, 60}};
    EXPECT_NEAR(compare_rates(counts, 1e-12).z, compare_rates(counts, 0.0).z, 1e-9);
}

TEST(KernelRateDifference, SwappingTheArmsChangesTheSign) {
    ResponseCounts const counts{{100, 120}, {40, 60}};
    ResponseCounts const swapped{{120, 100}, {60, 40}};
    EXPECT_NEAR(compare_rates(swapped, 0.0).z, -compare_rates(counts, 0.0).z, 1e-14);
}

TEST(KernelRateDifference, OfCertaintiesIsDefined) {
    EXPECT_EQ(compare_rates({{10, 10}, {0, 0}}, 0.0).exists, 0);
    EXPECT_EQ(compare_rates({{10, 10}, {10, 10}}, 0.0).exists, 0);
    EXPECT_EQ(compare_rates({{0, 10}, {0, 4}}, 0.0).exists, 0);
    // likeliest with a difference of -0.1: rates 1 and 0.9, then 0.1 and 0
    EXPECT_NEAR(compare_rates({{10, 10}, {10, 10}}, 0.1).standard_error, std::sqrt(0.009), 1e-12);
    EXPECT_NEAR(compare_rates({{10, 10}, {0, 0}}, 0.1).standard_error, std::sqrt(0.009), 1e-12);
    EXPECT_LT(compare_rates({{10, 10}, {10, 10}}, 0.1).z, 0.0);
}

/// The strata of the trials of an oracle, each with a line that holds its results.
struct StratifiedTrial {
    std::vector<ResponseCounts> strata;
    std::size_t line;

    View<ResponseCounts const> view() const {
        return {strata.data(), static_cast<std::int64_t>(strata.size())};
    }
};

std::vector<StratifiedTrial> read_trials(CsvTable const& oracle) {
    std::vector<StratifiedTrial> trials;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        bool const is_first = i == 0 || oracle.text(i, "trial") != oracle.text(i - 1, "trial");
        if (is_first) {
            trials.push_back({{}, i});
        }
        trials.back().strata.push_back(counts_of(oracle, i));
    }
    return trials;
}

TEST(KernelMantelHaenszel, AgreesWithR) {
    CsvTable const oracle("response_strata.csv");
    auto const trials = read_trials(oracle);
    ASSERT_EQ(trials.size(), 6u);
    for (StratifiedTrial const& trial : trials) {
        SCOPED_TRACE(testing::Message() << "line " << trial.line + 2);
        EXPECT_NEAR(cochran_mantel_haenszel(trial.view()).z, oracle.number(trial.line, "cmh"),
                    1e-12);
        double const margin = 0.07;
        ArmDifference const difference = mantel_haenszel_difference(trial.view(), margin);
        EXPECT_NEAR(difference.estimate, oracle.number(trial.line, "difference"), 1e-13);
        EXPECT_NEAR(difference.standard_error, oracle.number(trial.line, "standard_error"), 1e-13);
        EXPECT_NEAR(difference.z, -(difference.estimate + margin) / difference.standard_error,
                    1e-13);
    }
}

TEST(KernelMantelHaenszel, OfEmptyStrataIsDefined) {
    std::vector<ResponseCounts> const strata{{{0, 0}, {0, 0}}, {{1, 0}, {1, 0}}};
    View<ResponseCounts const> const view{strata.data(), 2};
    EXPECT_EQ(cochran_mantel_haenszel(view).exists, 0);
    EXPECT_EQ(cochran_mantel_haenszel(view).z, 0.0);
    EXPECT_EQ(mantel_haenszel_difference(view, 0.0).exists, 0);
}

}  // namespace
}  // namespace vtrial::kernels::test
