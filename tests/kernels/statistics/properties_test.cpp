// What must hold for any data, on made-up data full of ties, and against the reference.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

/// Patients with few different days, so that most events are tied; day 0 is censored at once.
DataSet made_up_data(unsigned seed, int patients, int days) {
    std::mt19937 random(seed);
    DataSet data;
    for (int i = 0; i < patients; ++i) {
        int const day = static_cast<int>(random() % static_cast<unsigned>(days + 1));
        data.push_back({day, day > 0 && random() % 3 != 0, static_cast<int>(random() % 2),
                        static_cast<int>(random() % 4)});
    }
    return data;
}

DataSet with_arms_swapped(DataSet data) {
    for (FollowedPatient& patient : data) {
        patient.arm = 1 - patient.arm;
    }
    return data;
}

DataSet with_days_times(int factor, DataSet data) {
    for (FollowedPatient& patient : data) {
        patient.day *= factor;
    }
    return data;
}

void expect_same_tests(EstimandOutcome const& a, EstimandOutcome const& b) {
    for (int kind = 0; kind < stratification_count; ++kind) {
        EXPECT_EQ(a.test[kind].z, b.test[kind].z);
        EXPECT_EQ(a.test[kind].log_hr, b.test[kind].log_hr);
        EXPECT_EQ(a.test[kind].standard_error, b.test[kind].standard_error);
        EXPECT_EQ(a.test[kind].hr_exists, b.test[kind].hr_exists);
    }
}

TEST(KernelStatistics, AgreeWithTheReferenceOnTiedData) {
    int existing = 0;
    for (unsigned seed = 0; seed < 2000; ++seed) {
        int const patients = 1 + static_cast<int>(seed % 300);
        DataSet const data = made_up_data(seed, patients, 1 + static_cast<int>(seed % 17));
        auto const observations = for_reference(data);
        EstimandOutcome const outcome = Analysis(data, 1 + static_cast<int>(seed % 4)).outcome();
        SCOPED_TRACE(seed);
        for (int kind = 0; kind < stratification_count; ++kind) {
            auto const stratification = static_cast<reference::Stratification>(kind);
            TestOutcome const& test = outcome.test[kind];
            EXPECT_NEAR(test.z, reference::logrank(observations, stratification).z, 1e-6);
            auto const fit = reference::cox_efron(observations, stratification);
            ASSERT_EQ(test.hr_exists, fit.exists ? 1 : 0);
            // few events in small strata: the maximum can be flat
            double const tolerance = 1e-6 * std::max(1.0, std::pow(fit.standard_error, 2.0));
            EXPECT_NEAR(test.log_hr, fit.log_hazard_ratio, tolerance);
            EXPECT_NEAR(test.standard_error, fit.standard_error, tolerance);
            existing += test.hr_exists;
        }
        for (int arm = 0; arm < arm_count; ++arm) {
            auto const median = reference::kaplan_meier(observations, arm).median();
            EXPECT_EQ(outcome.twice_median_days[arm], median ? 2.0 * *median : -1.0);
        }
    }
    EXPECT_GT(existing, 3600);
}

TEST(KernelStatistics, SwappingTheArmsChangesTheSign) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        DataSet const data = made_up_data(seed, 150, 60);
        EstimandOutcome const outcome = Analysis(data).outcome();
        EstimandOutcome const swapped = Analysis(with_arms_swapped(data)).outcome();
        SCOPED_TRACE(seed);
        for (int kind = 0; kind < stratification_count; ++kind) {
            // each term of a sum is rounded down, which does not mirror: 2^-30 for each event
            EXPECT_NEAR(swapped.test[kind].z, -outcome.test[kind].z, 1e-6);
            EXPECT_NEAR(swapped.test[kind].log_hr, -outcome.test[kind].log_hr, 1e-6);
            EXPECT_NEAR(swapped.test[kind].standard_error, outcome.test[kind].standard_error, 1e-6);
        }
        EXPECT_EQ(swapped.events[0], outcome.events[1]);
        EXPECT_EQ(swapped.twice_median_days[0], outcome.twice_median_days[1]);
        EXPECT_EQ(swapped.twice_median_days[1], outcome.twice_median_days[0]);
    }
}

TEST(KernelStatistics, TwiceTheDaysGiveTwiceTheMediansAndTheSameTests) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        DataSet const data = made_up_data(seed, 90, 40);
        EstimandOutcome const outcome = Analysis(data).outcome();
        EstimandOutcome const doubled = Analysis(with_days_times(2, data)).outcome();
        SCOPED_TRACE(seed);
        expect_same_tests(outcome, doubled);
        for (int arm = 0; arm < arm_count; ++arm) {
            int const median = outcome.twice_median_days[arm];
            EXPECT_EQ(doubled.twice_median_days[arm], median < 0 ? -1 : 2 * median);
        }
    }
}

TEST(KernelStatistics, TheLargestNarrowTrialFits) {
    DataSet const data = made_up_data(8, most_narrow_patients, 3000);
    DataSet all_in_one_arm = data;
    for (FollowedPatient& patient : all_in_one_arm) {
        patient.arm = 1;
        patient.day = 17;
    }
    auto const observations = for_reference(data);
    TestOutcome const test = Analysis(data).plain();
    EXPECT_NEAR(test.z, reference::logrank(observations, reference::Stratification::plain).z, 1e-6);
    EXPECT_NEAR(
        test.log_hr,
        reference::cox_efron(observations, reference::Stratification::plain).log_hazard_ratio,
        1e-6);
    EstimandOutcome const one_arm = Analysis(all_in_one_arm).outcome();
    EXPECT_GT(one_arm.events[1], 40000);
    EXPECT_EQ(one_arm.twice_median_days[1], 34);
    EXPECT_EQ(one_arm.test[0].z, 0.0);
    EXPECT_EQ(one_arm.test[0].hr_exists, 0);
}

TEST(KernelStatistics, WideTablesGiveTheSameBits) {
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
        DataSet const data = made_up_data(seed, 2000, 700);
        EXPECT_TRUE(WideAnalysis(data).outcome() == Analysis(data).outcome());
    }
}

TEST(KernelStatistics, BeyondNarrowTablesTheTestsStillHold) {
    // three in four are in one arm: its count does not fit 16 bits
    DataSet data = made_up_data(8, 120000, 3000);
    for (std::size_t i = 0; i < data.size(); i += 2) {
        data[i].arm = 1;
    }
    auto const observations = for_reference(data);
    for (int kind = 0; kind < stratification_count; ++kind) {
        auto const stratification = static_cast<reference::Stratification>(kind);
        TestOutcome const test = WideAnalysis(data).outcome().test[kind];
        EXPECT_NEAR(test.z, reference::logrank(observations, stratification).z, 1e-6);
        EXPECT_NEAR(test.log_hr,
                    reference::cox_efron(observations, stratification).log_hazard_ratio, 1e-6);
    }
}

TEST(KernelStatistics, TheOrderOfPatientsDoesNotMatter) {
    DataSet data = made_up_data(5, 300, 50);
    EstimandOutcome const outcome = Analysis(data).outcome();
    std::shuffle(data.begin(), data.end(), std::mt19937(6));
    expect_same_tests(outcome, Analysis(data).outcome());
}

TEST(KernelStatistics, OneStratumIsNoStratification) {
    DataSet data = made_up_data(7, 200, 50);
    for (FollowedPatient& patient : data) {
        patient.stratum = 2;  // of three, the others empty
    }
    EstimandOutcome const outcome = Analysis(data).outcome();
    EXPECT_EQ(outcome.test[0].z, outcome.test[1].z);
    EXPECT_EQ(outcome.test[0].log_hr, outcome.test[1].log_hr);
    for (FollowedPatient& patient : data) {
        patient.stratum = 0;
    }
    expect_same_tests(outcome, Analysis(data).outcome());
}

}  // namespace
}  // namespace vtrial::kernels::test
