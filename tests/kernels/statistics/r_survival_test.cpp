// Log-rank, Cox and Kaplan-Meier of the kernels against R survival 3.5-3, on the data of
// tests/data/README.md; their times are days.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

using support::CsvTable;

/// What the kernels promise beside R; sums of terms in float are some 1e-7 from exact.
constexpr double promised = 1e-6;

TestOutcome const& test_of(Analysis const& analysis, CsvTable const& oracle, std::size_t line) {
    return oracle.text(line, "stratified") == "TRUE" ? analysis.stratified() : analysis.plain();
}

TEST(KernelLogRank, AgreesWithSurvdiff) {
    CsvTable const oracle("surv_logrank.csv");
    int compared = 0;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        if (oracle.text(i, "rho") != "0") {
            continue;
        }
        Analysis const analysis(read_data(oracle.text(i, "data")));
        SCOPED_TRACE(oracle.text(i, "data") + " " + oracle.text(i, "stratified"));
        EXPECT_NEAR(test_of(analysis, oracle, i).z, oracle.number(i, "z"), promised);
        EXPECT_EQ(analysis.outcome().events[1], oracle.number(i, "O1"));
        EXPECT_EQ(analysis.outcome().events[0] + analysis.outcome().events[1],
                  oracle.number(i, "events"));
        ++compared;
    }
    EXPECT_EQ(compared, 8);
}

TEST(KernelCox, AgreesWithCoxphIteratedFurther) {
    CsvTable const oracle("surv_cox_converged.csv");
    ASSERT_EQ(oracle.size(), 8u);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        Analysis const analysis(read_data(oracle.text(i, "data")));
        TestOutcome const& test = test_of(analysis, oracle, i);
        SCOPED_TRACE(oracle.text(i, "data") + " " + oracle.text(i, "stratified"));
        EXPECT_EQ(test.hr_exists, 1);
        EXPECT_NEAR(test.log_hr, oracle.number(i, "beta"), promised);
        EXPECT_NEAR(test.standard_error, oracle.number(i, "se"), promised);
    }
}

TEST(KernelKaplanMeier, MediansAgreeWithSurvfit) {
    CsvTable const oracle("surv_km_quantiles.csv");
    int compared = 0;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        if (oracle.number(i, "prob") != 0.5 || oracle.text(i, "conf.type") != "log") {
            continue;
        }
        Analysis const analysis(read_data(oracle.text(i, "data")));
        int const arm = std::stoi(oracle.text(i, "arm"));
        double const expected = oracle.number(i, "q");
        EXPECT_EQ(analysis.outcome().twice_median_days[arm],
                  std::isnan(expected) ? -1.0 : 2.0 * expected)
            << oracle.text(i, "data") << " arm " << arm;
        ++compared;
    }
    EXPECT_EQ(compared, 8);
}

TEST(KernelKaplanMeier, SurvivalAgreesWithSurvfit) {
    CsvTable const oracle("surv_km_milestone.csv");
    ASSERT_EQ(oracle.size(), 32u);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        Analysis const analysis(read_data(oracle.text(i, "data")));
        // logarithms are rounded to 2^-40, of up to some hundred event days
        EXPECT_NEAR(
            analysis.survival_at(oracle.number(i, "time"), std::stoi(oracle.text(i, "arm"))),
            oracle.number(i, "surv"), 1e-10);
    }
}

TEST(KernelStratifiedTable, IsTheSameInAnyNumberOfPasses) {
    for (char const* const name : {"lung", "ovarian", "veteran", "colon_rec"}) {
        DataSet const data = read_data(name);
        TestOutcome const expected = Analysis(data).stratified();
        for (int strata_a_pass = 1; strata_a_pass <= 3; ++strata_a_pass) {
            TestOutcome const test = Analysis(data, strata_a_pass).stratified();
            EXPECT_EQ(test.z, expected.z) << name;
            EXPECT_EQ(test.log_hr, expected.log_hr) << name;
            EXPECT_EQ(test.standard_error, expected.standard_error) << name;
        }
    }
}

/// The data with each time replaced by its rank among the distinct times.
DataSet ranked(DataSet data) {
    std::set<int> times;
    for (FollowedPatient const& patient : data) {
        times.insert(patient.day);
    }
    for (FollowedPatient& patient : data) {
        auto const rank = std::distance(times.begin(), times.find(patient.day));
        patient.day = static_cast<int>(rank) + 1;
    }
    return data;
}

TEST(KernelTests, SeeOnlyTheOrderOfTimes) {
    for (char const* const name : {"lung", "ovarian", "veteran", "colon_rec"}) {
        Analysis const by_days(read_data(name));
        Analysis const by_ranks(ranked(read_data(name)));
        for (int kind = 0; kind < stratification_count; ++kind) {
            TestOutcome const& expected = by_days.outcome().test[kind];
            TestOutcome const& test = by_ranks.outcome().test[kind];
            EXPECT_EQ(test.z, expected.z) << name;
            EXPECT_EQ(test.log_hr, expected.log_hr) << name;
            EXPECT_EQ(test.standard_error, expected.standard_error) << name;
        }
    }
}

}  // namespace
}  // namespace vtrial::kernels::test
