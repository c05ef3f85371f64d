// Survival at a milestone against R.
#include "kernels/statistics/milestone.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/statistics/survival_limits.hpp"
#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

using support::CsvTable;

template <class Number, class Packed>
ArmEstimate survival_of_arm(AnalysisOf<Packed> const& analysis, int arm, double day) {
    return survival_at(Team{}, analysis.plan(), analysis.rows(Stratification::plain), arm,
                       analysis.last_day(arm), static_cast<Number>(day), DayTimes<Number>{});
}

template <class Number, class Packed>
void expect_agreement(double tolerance) {
    CsvTable const oracle("surv_km_milestone.csv");
    ASSERT_EQ(oracle.size(), 32u);
    double const z = normal_quantile(0.975);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        AnalysisOf<Packed> const analysis(read_data(oracle.text(i, "data")));
        int const arm = std::stoi(oracle.text(i, "arm"));
        auto const estimate = survival_of_arm<Number>(analysis, arm, oracle.number(i, "time"));
        double const survival = oracle.number(i, "surv");
        double const error = oracle.number(i, "se");
        ASSERT_EQ(estimate.exists, 1);
        EXPECT_NEAR(estimate.value, survival, tolerance * survival);
        EXPECT_NEAR(std::sqrt(estimate.variance), error, tolerance * error);
        Limits const limits = log_log_limits(estimate.value, std::sqrt(estimate.variance), z);
        ASSERT_EQ(limits.exist, 1);
        EXPECT_NEAR(limits.lower, oracle.number(i, "lo"), 2.0 * tolerance);
        EXPECT_NEAR(limits.upper, oracle.number(i, "hi"), 2.0 * tolerance);
    }
}

TEST(KernelMilestone, AgreesWithSurvfit) {
    expect_agreement<double, std::uint32_t>(1e-9);
    expect_agreement<double, std::uint64_t>(1e-9);
    expect_agreement<float, std::uint32_t>(1e-6);
    expect_agreement<float, std::uint64_t>(1e-6);
}

TEST(KernelMilestone, WithoutCensoringIsARate) {
    // 3 of 10 are left after day 5
    DataSet data;
    for (int i = 0; i < 10; ++i) {
        data.push_back({i < 7 ? 1 + i / 2 : 8, true, i % 2, 0});
        data.back().arm = 0;
    }
    ArmEstimate const rate = survival_of_arm<double>(Analysis(data), 0, 5.0);
    EXPECT_NEAR(rate.value, 0.3, 1e-11);
    EXPECT_NEAR(rate.variance, 0.3 * 0.7 / 10.0, 1e-11);
}

TEST(KernelMilestone, CountsTheEventsOfItsDay) {
    Analysis const analysis({{4, true, 0, 0}, {9, false, 0, 0}, {9, false, 1, 0}});
    EXPECT_NEAR(survival_of_arm<float>(analysis, 0, 4.0).value, 0.5, 1e-7);
    EXPECT_EQ(survival_of_arm<float>(analysis, 0, 3.9).value, 1.0);
}

TEST(KernelMilestone, EndsWithTheFollowUp) {
    Analysis const analysis({{4, true, 0, 0}, {9, false, 0, 0}, {3, true, 1, 0}});
    EXPECT_EQ(survival_of_arm<double>(analysis, 0, 9.0).exists, 1);
    EXPECT_EQ(survival_of_arm<double>(analysis, 0, 9.5).exists, 0);
    EXPECT_EQ(survival_of_arm<double>(analysis, 1, 9.5).exists, 1);  // the curve is at 0
    EXPECT_EQ(survival_of_arm<double>(analysis, 1, 9.5).value, 0.0);
    // neither arm has a variance
    EXPECT_EQ(compare_arms(survival_of_arm<double>(analysis, 0, 2.0),
                           survival_of_arm<double>(analysis, 1, 2.0), 0.0)
                  .exists,
              0);
}

}  // namespace
}  // namespace vtrial::kernels::test
