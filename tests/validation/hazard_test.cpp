#include "validation/reference/hazard.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/example_studies.hpp"
#include "validation/reference/profiles.hpp"

namespace vtrial::reference {
namespace {

using examples::transition;
using trials::Transition;

TEST(ReferenceHazard, WeibullReachesLogTwoAtItsMedian) {
    trials::Study study = examples::simple_study(1.0);
    transition(study, Transition::second_progression).control = examples::with_median(10.0, 1.7);
    CumulativeHazard const hazard(study, Transition::second_progression, 0, 0);
    EXPECT_NEAR(hazard.at(10.0), std::log(2.0), 1e-15);
    EXPECT_NEAR(hazard.at(20.0), std::log(2.0) * std::pow(2.0, 1.7), 1e-14);
    EXPECT_FALSE(hazard.is_constant());
}

TEST(ReferenceHazard, ShareAndHazardRatioMultiply) {
    trials::Study const study = examples::simple_study(0.5);
    CumulativeHazard const control(study, Transition::progression, 0, 0);
    CumulativeHazard const experimental(study, Transition::progression, 1, 0);
    EXPECT_NEAR(control.at(31.9), 0.9 * std::log(2.0), 1e-15);
    EXPECT_NEAR(experimental.at(31.9), 0.45 * std::log(2.0), 1e-15);
    EXPECT_TRUE(control.is_constant());
    EXPECT_TRUE(experimental.is_constant());
}

TEST(ReferenceHazard, DelayAndWaningStepsAddUp) {
    trials::Study study = examples::simple_study(0.5);
    auto& model = transition(study, Transition::progression);
    model.control = examples::with_rates({0.0}, {0.1});
    model.effect.delay_months = 2.0;
    model.effect.waning_starts_months = 6.0;
    model.effect.waning_ends_months = 7.5;  // two steps of 0.75 months: 0.625 and 0.875
    CumulativeHazard const hazard(study, Transition::progression, 1, 0);
    EXPECT_NEAR(hazard.at(2.0), 0.2, 1e-15);
    EXPECT_NEAR(hazard.at(6.0), 0.2 + 0.05 * 4.0, 1e-15);
    EXPECT_NEAR(hazard.at(6.75), 0.4 + 0.0625 * 0.75, 1e-15);
    EXPECT_NEAR(hazard.at(7.5), 0.4 + 0.15 * 0.75, 1e-15);
    EXPECT_NEAR(hazard.at(10.0), 0.4 + 0.15 * 0.75 + 0.25, 1e-15);
    EXPECT_NEAR(CumulativeHazard(study, Transition::progression, 0, 0).at(10.0), 1.0, 1e-15);
}

TEST(ReferenceHazard, ModifiersChangeTheRatioAndPrognosisBothArms) {
    trials::Study study = examples::rich_study();
    auto& model = transition(study, Transition::progression);
    model.control = examples::with_rates({0.0}, {0.1});
    model.effect = {};
    model.effect.hazard_ratio = 0.6;
    model.effect.modifiers_by_level = {{"risk", {1.0, 1.3}}};
    int const stage_three_high_risk = 2 * 2 + 1;
    CumulativeHazard const control(study, Transition::progression, 0, stage_three_high_risk);
    CumulativeHazard const experimental(study, Transition::progression, 1, stage_three_high_risk);
    EXPECT_NEAR(control.at(1.0), 0.1 * 1.5 * 1.8, 1e-15);
    EXPECT_NEAR(experimental.at(1.0), 0.1 * 1.5 * 1.8 * 0.6 * 1.3, 1e-15);
}

TEST(ReferenceHazard, PiecesOfRateZeroAreWaitedOutOrNeverEnd) {
    trials::Study study = examples::simple_study(1.0);
    auto& model = transition(study, Transition::progression);
    model.control = examples::with_rates({0.0, 3.0, 24.0, 30.0}, {0.1, 0.0, 0.2, 0.0});
    CumulativeHazard const hazard(study, Transition::progression, 0, 0);
    EXPECT_NEAR(hazard.inverse(0.2), 2.0, 1e-14);
    EXPECT_NEAR(hazard.inverse(0.4), 24.5, 1e-13);
    EXPECT_EQ(hazard.inverse(1.6), std::numeric_limits<double>::infinity());
}

TEST(ReferenceHazard, InverseUndoesTheCumulativeHazard) {
    trials::Study const study = examples::rich_study();
    for (std::size_t i = 0; i < trials::transition_count; ++i) {
        for (int arm = 0; arm < 2; ++arm) {
            CumulativeHazard const hazard(study, static_cast<Transition>(i), arm, 3);
            for (double target = 0.001; target < 3.0; target *= 1.37) {
                EXPECT_NEAR(hazard.at(hazard.inverse(target)), target, 1e-12)
                    << trials::transition_names[i] << " arm " << arm;
            }
        }
    }
}

TEST(ReferenceStrata, AreTheCombinationsOfLevelsLastFactorFastest) {
    trials::Study const study = examples::rich_study();
    auto const prevalences = profile_prevalences(study);
    ASSERT_EQ(prevalences.size(), 6u);
    EXPECT_NEAR(prevalences[0], 0.3 * 0.7, 1e-15);
    EXPECT_NEAR(prevalences[1], 0.3 * 0.3, 1e-15);
    EXPECT_NEAR(prevalences[2], 0.4 * 0.7, 1e-15);
    EXPECT_EQ(profile_multiplier(study, 4, {{"stage", {1, 2, 3}}, {"risk", {10, 20}}}), 30.0);
    EXPECT_EQ(profile_multiplier(study, 1, {{"risk", {10, 20}}}), 20.0);
}

}  // namespace
}  // namespace vtrial::reference
