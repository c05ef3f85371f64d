#include "host/analyze/analysis.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace vtrial::host::test {
namespace {

/// Patients with ties, two strata, some censored; arm 1 lives longer.
PatientData simulated(int patients, unsigned seed) {
    std::mt19937 random(seed);
    PatientData data;
    data.arm_labels = {"A", "B"};
    data.strata = 2;
    for (int i = 0; i < patients; ++i) {
        data.arm.push_back(static_cast<std::int16_t>(i % 2));
        data.stratum.push_back(static_cast<std::int16_t>(random() % 2));
        data.time.push_back(static_cast<double>(random() % (i % 2 == 0 ? 40 : 70)) / 4.0);
        data.event.push_back(random() % 4 == 0 ? 0 : 1);
    }
    return data;
}

AnalysisRequest everything() {
    AnalysisRequest request;
    request.rmst_horizon = 8.0;
    request.milestones = {3.0};
    request.weights = {{0.5, 2.0}};
    request.max_combo = true;
    return request;
}

TEST(Analysis, SwappingTheArmsTurnsTheSigns) {
    PatientData data = simulated(200, 1);
    AnalysisResult const result = analyse(data, everything());
    for (std::int16_t& arm : data.arm) {
        arm = static_cast<std::int16_t>(1 - arm);
    }
    AnalysisResult const swapped = analyse(data, everything());
    // sums are rounded down, term by term, to 2^-42
    constexpr double rounding = 1e-9;
    EXPECT_LT(*result.log_rank.z, -1.0);
    EXPECT_NEAR(*swapped.log_rank.z, -*result.log_rank.z, rounding);
    EXPECT_NEAR(*swapped.cox.log_hazard_ratio, -*result.cox.log_hazard_ratio, rounding);
    EXPECT_LT(*result.rmst->test.z, 0.0);
    EXPECT_NEAR(*swapped.rmst->test.z, -*result.rmst->test.z, rounding);
    EXPECT_LT(*result.milestones[0].test.z, 0.0);
    EXPECT_NEAR(*swapped.milestones[0].test.z, -*result.milestones[0].test.z, rounding);
    EXPECT_NEAR(*swapped.weighted[0].test.z, -*result.weighted[0].test.z, rounding);
    EXPECT_LT(*result.max_combo->p, *swapped.max_combo->p);
}

TEST(Analysis, TheUnitOfTimeDoesNotMatter) {
    PatientData data = simulated(200, 2);
    AnalysisResult const result = analyse(data, everything());
    for (double& time : data.time) {
        time *= 1024.0;
    }
    AnalysisRequest request = everything();
    request.rmst_horizon = 8.0 * 1024.0;
    request.milestones = {3.0 * 1024.0};
    AnalysisResult const scaled = analyse(data, request);
    EXPECT_EQ(*scaled.log_rank.z, *result.log_rank.z);
    EXPECT_EQ(*scaled.cox.log_hazard_ratio, *result.cox.log_hazard_ratio);
    EXPECT_EQ(*scaled.arms[0].median, *result.arms[0].median * 1024.0);
    EXPECT_EQ(*scaled.rmst->difference, *result.rmst->difference * 1024.0);
    EXPECT_EQ(*scaled.rmst->test.z, *result.rmst->test.z);
    EXPECT_EQ(*scaled.milestones[0].test.p, *result.milestones[0].test.p);
    EXPECT_EQ(*scaled.max_combo->p, *result.max_combo->p);
}

TEST(Analysis, CensoringAfterTheLastEventMovesNothing) {
    PatientData data = simulated(200, 3);
    data.event[1] = 0;
    data.time[1] = 17.25;
    AnalysisResult const result = analyse(data, everything());
    double last_event = 0.0;
    for (std::size_t i = 0; i < data.time.size(); ++i) {
        last_event = data.event[i] != 0 ? std::max(last_event, data.time[i]) : last_event;
    }
    int moved = 0;
    for (std::size_t i = 0; i < data.time.size(); ++i) {
        bool const is_after = data.event[i] == 0 && data.time[i] >= last_event;
        data.time[i] += is_after ? 100.0 : 0.0;
        moved += is_after ? 1 : 0;
    }
    EXPECT_GT(moved, 0);
    AnalysisResult const later = analyse(data, everything());
    EXPECT_EQ(*later.log_rank.z, *result.log_rank.z);
    EXPECT_EQ(*later.rmst->test.z, *result.rmst->test.z);
}

TEST(Analysis, EqualWeightsAreTheLogRankTest) {
    AnalysisRequest request;
    request.weights = {{0.0, 0.0}};
    AnalysisResult const result = analyse(simulated(300, 4), request);
    EXPECT_EQ(*result.weighted[0].test.z, *result.log_rank.z);
}

TEST(Analysis, WithoutEventsNothingExists) {
    PatientData data = simulated(60, 5);
    data.event.assign(60, 0);
    AnalysisResult const result = analyse(data, everything());
    EXPECT_FALSE(result.log_rank.z);
    EXPECT_FALSE(result.log_rank.p);
    EXPECT_FALSE(result.cox.log_hazard_ratio);
    EXPECT_FALSE(result.arms[0].median);
    EXPECT_FALSE(result.arms[0].median_limits.lower);
    EXPECT_FALSE(result.weighted[0].test.z);
    EXPECT_FALSE(result.max_combo->p);
    EXPECT_EQ(*result.milestones[0].difference, 0.0);  // both curves are at 1
    EXPECT_FALSE(result.milestones[0].test.z);
    EXPECT_EQ(*result.rmst->arms[0].estimate, 8.0);
    EXPECT_EQ(result.notes.size(), 1U);
}

TEST(Analysis, EventsInOneArmOnlyGiveNoHazardRatio) {
    PatientData data = simulated(60, 6);
    for (std::size_t i = 0; i < data.time.size(); ++i) {
        data.event[i] = data.arm[i] == 0 ? 1 : 0;
    }
    AnalysisResult const result = analyse(data, {});
    EXPECT_LT(*result.log_rank.z, 0.0);
    EXPECT_FALSE(result.cox.log_hazard_ratio);
    EXPECT_FALSE(hazard_ratio_of(result.cox).limits.upper);
    EXPECT_EQ(result.notes, std::vector<std::string>{
                                "the Cox model has no estimate: its likelihood has no maximum"});
}

TEST(Analysis, BeyondTheFollowUpNothingIsKnown) {
    PatientData data;
    data.arm_labels = {"A", "B"};
    data.time = {1, 2, 3, 1, 4, 5};
    data.event = {1, 1, 1, 1, 1, 0};
    data.arm = {0, 0, 0, 1, 1, 1};
    data.stratum.assign(6, 0);
    AnalysisRequest request;
    request.rmst_horizon = 6.0;
    request.milestones = {4.0, 6.0};
    AnalysisResult const result = analyse(data, request);
    // arm A has come down to 0 and stays there; arm B is lost sight of at 5
    EXPECT_NEAR(*result.rmst->arms[0].estimate, 2.0, 1e-11);
    EXPECT_FALSE(result.rmst->arms[1].estimate);
    EXPECT_FALSE(result.rmst->difference);
    EXPECT_NEAR(*result.milestones[0].difference, 1.0 / 3.0, 1e-11);
    EXPECT_FALSE(result.milestones[0].arms[0].limits.lower);
    EXPECT_EQ(*result.milestones[1].arms[0].estimate, 0.0);
    EXPECT_FALSE(result.milestones[1].test.z);
    EXPECT_EQ(result.notes, (std::vector<std::string>{
                                "no restricted mean up to 6: the follow-up of arm \"B\" ends at 5",
                                "no survival at 6: the follow-up of arm \"B\" ends at 5"}));
}

TEST(Analysis, TimeZeroIsATimeLikeOthers) {
    // R: coxph(Surv(c(0,0,1,2,3,4), c(1,0,1,1,0,1)) ~ c(0,1,0,1,0,1), control =
    // coxph.control(eps = 1e-15, iter.max = 50)), survdiff and quantile(survfit(...))
    PatientData data;
    data.arm_labels = {"0", "1"};
    data.time = {0, 0, 1, 2, 3, 4};
    data.event = {1, 0, 1, 1, 0, 1};
    data.arm = {0, 1, 0, 1, 0, 1};
    data.stratum.assign(6, 0);
    AnalysisResult const result = analyse(data, {});
    EXPECT_NEAR(*result.cox.log_hazard_ratio, -0.940613642107209, 1e-9);
    EXPECT_NEAR(*result.log_rank.z * *result.log_rank.z, 8.0 / 13.0, 1e-9);
    EXPECT_EQ(*result.arms[0].median, 1.0);
    EXPECT_EQ(*result.arms[1].median, 3.0);
}

}  // namespace
}  // namespace vtrial::host::test
