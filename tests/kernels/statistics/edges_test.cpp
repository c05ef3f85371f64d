// The least data there can be, and likelihoods without a maximum.
#include <gtest/gtest.h>

#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

constexpr FollowedPatient control_event(int day, int stratum = 0) {
    return {day, true, 0, stratum};
}
constexpr FollowedPatient experimental_event(int day, int stratum = 0) {
    return {day, true, 1, stratum};
}
constexpr FollowedPatient censored(int day, int arm, int stratum = 0) {
    return {day, false, arm, stratum};
}

void expect_no_estimate(TestOutcome const& test) {
    EXPECT_EQ(test.hr_exists, 0);
    EXPECT_EQ(test.log_hr, 0.0);
    EXPECT_EQ(test.standard_error, 0.0);
}

TEST(KernelEdges, WithoutEventsNothingIsSaid) {
    Analysis const analysis({censored(0, 0), censored(5, 1), censored(9, 0, 1)});
    for (TestOutcome const* test : {&analysis.plain(), &analysis.stratified()}) {
        EXPECT_EQ(test->z, 0.0);
        expect_no_estimate(*test);
    }
    EXPECT_EQ(analysis.outcome().events[0], 0);
    EXPECT_EQ(analysis.outcome().twice_median_days[0], -1);
    EXPECT_EQ(analysis.outcome().twice_median_days[1], -1);
}

TEST(KernelEdges, OnePatientAloneComparesNothing) {
    Analysis const analysis({experimental_event(7)});
    EXPECT_EQ(analysis.plain().z, 0.0);
    expect_no_estimate(analysis.plain());
    EXPECT_EQ(analysis.outcome().events[1], 1);
    EXPECT_EQ(analysis.outcome().twice_median_days[1], 14);
    EXPECT_EQ(analysis.outcome().twice_median_days[0], -1);  // an arm without patients
}

TEST(KernelEdges, EachStratumWithOneArmHasNoVariance) {
    Analysis const analysis(
        {control_event(1), control_event(2), experimental_event(3, 1), experimental_event(4, 1)});
    EXPECT_EQ(analysis.stratified().z, 0.0);
    expect_no_estimate(analysis.stratified());
    EXPECT_NE(analysis.plain().z, 0.0);
}

TEST(KernelEdges, AllEventsOnOneDayHaveNoVariance) {
    // all die at once: the number of experimental deaths is known beforehand
    Analysis const analysis({control_event(3), control_event(3), experimental_event(3)});
    EXPECT_EQ(analysis.plain().z, 0.0);
}

TEST(KernelEdges, MonotoneLikelihoodsHaveNoEstimate) {
    // events in one arm only, and all events of one arm before all of the other
    DataSet const without_maximum[] = {
        {control_event(1), censored(4, 1)},
        {control_event(1), control_event(2), censored(4, 1), censored(1, 1)},
        {experimental_event(1), experimental_event(1), censored(1, 0)},
        {control_event(1), control_event(2), experimental_event(3), experimental_event(4)},
        {experimental_event(1), control_event(2)},
    };
    for (DataSet const& data : without_maximum) {
        expect_no_estimate(Analysis(data).plain());
        EXPECT_FALSE(
            reference::cox_efron(for_reference(data), reference::Stratification::plain).exists);
    }
}

TEST(KernelEdges, OneEventOutOfOrderMakesAnEstimate) {
    DataSet const with_maximum[] = {
        {control_event(1), experimental_event(1)},
        {control_event(1), experimental_event(2), control_event(3)},
        {experimental_event(1), control_event(1), control_event(2)},
    };
    for (DataSet const& data : with_maximum) {
        auto const fit =
            reference::cox_efron(for_reference(data), reference::Stratification::plain);
        TestOutcome const test = Analysis(data).plain();
        ASSERT_TRUE(fit.exists);
        ASSERT_EQ(test.hr_exists, 1);
        EXPECT_NEAR(test.log_hr, fit.log_hazard_ratio, 1e-6);
        EXPECT_NEAR(test.standard_error, fit.standard_error, 1e-6);
    }
}

TEST(KernelEdges, AnEstimateFarFromZeroIsFound) {
    // of 402 patients 400 of control fail first, then the only experimental one; one is left
    DataSet data{experimental_event(401), censored(402, 0)};
    for (int day = 1; day <= 400; ++day) {
        data.push_back(control_event(day));
    }
    auto const fit = reference::cox_efron(for_reference(data), reference::Stratification::plain);
    for (int swapped = 0; swapped < 2; ++swapped) {
        TestOutcome const test = Analysis(data).plain();
        ASSERT_EQ(test.hr_exists, 1);
        double const sign = swapped != 0 ? -1.0 : 1.0;
        EXPECT_NEAR(test.log_hr, sign * fit.log_hazard_ratio, 1e-6);
        EXPECT_NEAR(test.standard_error, fit.standard_error, 1e-6);
        for (FollowedPatient& patient : data) {
            patient.arm = 1 - patient.arm;
        }
    }
}

TEST(KernelEdges, MedianOfAFlatHalfIsItsMiddle) {
    auto const twice_median = [](DataSet const& data) {
        return Analysis(data).outcome().twice_median_days[0];
    };
    EXPECT_EQ(
        twice_median({control_event(1), control_event(2), control_event(5), control_event(6)}), 7);
    EXPECT_EQ(twice_median({control_event(1), control_event(2), censored(5, 0), control_event(6)}),
              8);
    EXPECT_EQ(twice_median({control_event(1), control_event(2), censored(5, 0), censored(9, 0)}),
              11);
    EXPECT_EQ(twice_median({control_event(1), censored(2, 0)}), 3);
    EXPECT_EQ(twice_median({control_event(2), control_event(2), control_event(2)}), 4);
    EXPECT_EQ(twice_median({control_event(1), censored(2, 0), censored(3, 0)}), -1);
    // the other arm's later follow-up does not count
    EXPECT_EQ(twice_median({control_event(1), censored(2, 0), experimental_event(50)}), 3);
}

TEST(KernelEdges, AHalfReachedByManyStepsIsStillAHalf) {
    // 2 n patients without censoring: after n deaths the curve is 1/2 but for roundings
    for (int n = 1; n <= 400; ++n) {
        DataSet data;
        for (int day = 1; day <= 2 * n; ++day) {
            data.push_back(control_event(day));
        }
        EXPECT_EQ(Analysis(data).outcome().twice_median_days[0], 2 * n + 1) << n;
    }
}

}  // namespace
}  // namespace vtrial::kernels::test
