// The log-rank test in float and in double, with and without a margin.
#include "kernels/statistics/log_rank.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

using support::CsvTable;

/// The test of a line of an oracle, on tables of either width.
template <class Number, class Packed>
LogRank test_of(CsvTable const& oracle, std::size_t line, Number margin) {
    AnalysisOf<Packed> const analysis(read_data(oracle.text(line, "data")));
    return log_rank<Number>(Team{}, analysis.rows(stratification_of(oracle, line)),
                            analysis.outcome().events[1], margin);
}

TEST(KernelLogRank, InDoubleEqualsSurvdiff) {
    CsvTable const oracle("surv_logrank.csv");
    int compared = 0;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        if (oracle.text(i, "rho") != "0") {
            continue;
        }
        LogRank const test = test_of<double, std::uint32_t>(oracle, i, 1.0);
        double const z = oracle.number(i, "z");
        EXPECT_NEAR(test.z, z, 1e-8 * std::abs(z));
        EXPECT_NEAR(test.variance, oracle.number(i, "V"), 1e-8 * oracle.number(i, "V"));
        ++compared;
    }
    EXPECT_EQ(compared, 8);
}

/// Against the formula in R; float's terms are some 1e-7 from exact.
template <class Number, class Packed>
void expect_margins(double tolerance) {
    CsvTable const oracle("surv_margin.csv");
    ASSERT_EQ(oracle.size(), 32u);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        auto const margin = static_cast<Number>(oracle.number(i, "margin"));
        LogRank const test = test_of<Number, Packed>(oracle, i, margin);
        SCOPED_TRACE(oracle.text(i, "data") + " " + oracle.text(i, "margin"));
        EXPECT_NEAR(test.z, oracle.number(i, "z"), tolerance);
        EXPECT_NEAR(test.variance, oracle.number(i, "V"), tolerance * oracle.number(i, "V"));
    }
}

TEST(KernelLogRank, WithAMarginIsTheScoreTest) {
    expect_margins<double, std::uint32_t>(1e-9);
    expect_margins<double, std::uint64_t>(1e-9);
    expect_margins<float, std::uint32_t>(1e-6);
    expect_margins<float, std::uint64_t>(1e-6);
}

TEST(KernelLogRank, AMarginOfOneIsTheTestItself) {
    Analysis const analysis(read_data("colon_rec"));
    auto const& rows = analysis.rows(Stratification::plain);
    LogRank const test = log_rank(Team{}, rows, analysis.outcome().events[1], 1.0f);
    EXPECT_EQ(test.z, analysis.plain().z);
}

}  // namespace
}  // namespace vtrial::kernels::test
