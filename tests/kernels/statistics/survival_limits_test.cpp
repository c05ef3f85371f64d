// Confidence limits of quantiles against R's quantile.survfit.
#include "kernels/statistics/survival_limits.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

using support::CsvTable;

void expect_time(SurvivalTime const& found, double expected) {
    ASSERT_EQ(found.exists == 0, std::isnan(expected));
    if (found.exists != 0) {
        EXPECT_EQ(found.time, expected);
    }
}

TEST(KernelSurvivalLimits, OfQuantilesAgreeWithSurvfit) {
    CsvTable const oracle("surv_km_quantiles.csv");
    ASSERT_EQ(oracle.size(), 72u);
    std::map<std::string, LimitScale> const scales{
        {"plain", LimitScale::plain}, {"log", LimitScale::log}, {"log-log", LimitScale::log_log}};
    double const z = normal_quantile(0.975);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        Analysis const analysis(read_data(oracle.text(i, "data")));
        int const arm = std::stoi(oracle.text(i, "arm"));
        auto const quantile =
            survival_quantile(analysis.plan(), analysis.rows(Stratification::plain), arm,
                              analysis.last_day(arm), oracle.number(i, "prob"), z,
                              scales.at(oracle.text(i, "conf.type")), DayTimes<double>{});
        expect_time(quantile.estimate, oracle.number(i, "q"));
        expect_time(quantile.lower, oracle.number(i, "lo"));
        expect_time(quantile.upper, oracle.number(i, "hi"));
    }
}

TEST(KernelSurvivalLimits, OfTheMedianAreAroundTheReplicatesMedian) {
    for (char const* const name : {"lung", "ovarian", "veteran", "colon_rec"}) {
        Analysis const analysis(read_data(name));
        for (int arm = 0; arm < arm_count; ++arm) {
            auto const median = survival_quantile(
                analysis.plan(), analysis.rows(Stratification::plain), arm, analysis.last_day(arm),
                0.5, 1.96, LimitScale::log_log, DayTimes<double>{});
            int const twice = analysis.outcome().twice_median_days[arm];
            ASSERT_EQ(median.estimate.exists, twice < 0 ? 0 : 1);
            EXPECT_EQ(2.0 * median.estimate.time, twice < 0 ? 0.0 : twice);
        }
    }
}

TEST(KernelSurvivalLimits, ACurveThatEndsAtTheShareGoesOnToTheLastDay) {
    Analysis const analysis({{1, true, 0, 0}, {2, true, 0, 0}, {5, false, 0, 0}, {9, false, 0, 0}});
    auto const median = survival_quantile(analysis.plan(), analysis.rows(Stratification::plain), 0,
                                          9, 0.5, 1.96, LimitScale::log_log, DayTimes<double>{});
    EXPECT_EQ(median.estimate.time, 5.5);  // between days 2 and 9
    EXPECT_EQ(median.upper.exists, 0);
}

TEST(KernelSurvivalLimits, OfCertainSurvivalAreCertain) {
    for (auto const scale : {LimitScale::plain, LimitScale::log, LimitScale::log_log}) {
        Limits const limits = limits_of(1.0, 0.0, 1.96, scale);
        EXPECT_EQ(limits.exist, 1);
        EXPECT_EQ(limits.lower, 1.0);
        EXPECT_EQ(limits.upper, 1.0);
    }
    EXPECT_EQ(log_log_limits(0.0, 0.0, 1.96).exist, 0);
}

}  // namespace
}  // namespace vtrial::kernels::test
