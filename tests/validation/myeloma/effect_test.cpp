// CD38, the immune state, escape and the kill, against small steps and by hand.
#include "validation/reference/myeloma/effect.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "validation/reference/myeloma/time.hpp"

namespace vtrial::reference::myeloma {
namespace {

constexpr int steps = 200000;
constexpr double step_months = cycle_months / steps;
constexpr double step_error = 1e-5;  ///< of Euler steps of a 200,000th of a cycle

struct Stepped {
    double mean = 0.0;
    double end = 0.0;
};

/// dy/dt = rate * (target - y) over a cycle.
Stepped step_through_cycle(double start, double target, double rate_per_month) {
    Stepped stepped{0.0, start};
    for (int step = 0; step < steps; ++step) {
        stepped.mean += stepped.end / steps;
        stepped.end += step_months * rate_per_month * (target - stepped.end);
    }
    return stepped;
}

TEST(MyelomaEffect, Cd38FollowsItsEquation) {
    trials::Cd38Turnover const turnover;
    Cd38 cd38;
    double level = 1.0;
    for (double const occupancy : {0.97, 0.99, 0.4, 0.0}) {
        double const rate = occupancy / 0.30 + (1.0 - occupancy) / 2.6;
        auto const expected = step_through_cycle(level, 1.0 - 0.85 * occupancy, rate);
        EXPECT_NEAR(cd38.follow(turnover, occupancy), expected.mean, step_error);
        EXPECT_NEAR(cd38.level, expected.end, step_error);
        level = cd38.level;
    }
}

TEST(MyelomaEffect, Cd38FallsToItsFloorAndComesBack) {
    trials::Cd38Turnover const turnover;
    Cd38 cd38;
    for (int cycle = 0; cycle < 6; ++cycle) cd38.follow(turnover, 1.0);
    EXPECT_NEAR(cd38.level, turnover.floor, 1e-6);  // exp(-6 * 0.92 / 0.30)
    for (int cycle = 0; cycle < 7; ++cycle) cd38.follow(turnover, 0.0);
    EXPECT_GT(cd38.level, 0.9);  // six months after the last dose
}

TEST(MyelomaEffect, TheImmuneStateBuildsUpFasterThanItGoes) {
    trials::ImmuneKill const kill;
    ImmuneState state;
    auto const up = step_through_cycle(0.0, 0.9, 1.0 / 2.04);
    EXPECT_NEAR(state.follow(kill, 0.9), up.mean, step_error);
    EXPECT_NEAR(state.slow, up.end, step_error);
    auto const down = step_through_cycle(state.slow, 0.0, 1.0 / 46.0);
    EXPECT_NEAR(state.follow(kill, 0.0), down.mean, step_error);
    EXPECT_NEAR(state.slow, down.end, step_error);
}

TEST(MyelomaEffect, ARapidShareBuildsUpAtItsOwnSpeed) {
    trials::ImmuneKill kill;
    kill.rapid_share = 0.25;
    ImmuneState state;
    double const mean = state.follow(kill, 1.0);
    double const slow = step_through_cycle(0.0, 1.0, 1.0 / kill.onset_months).mean;
    double const rapid = step_through_cycle(0.0, 1.0, 1.0 / kill.rapid_onset_months).mean;
    EXPECT_NEAR(mean, 0.75 * slow + 0.25 * rapid, step_error);
}

TEST(MyelomaEffect, EscapeTakesTheEffectAwayOnceItsTimeHasCome) {
    trials::Escape const escape;
    Escape state;
    state.follow(escape, 1.5 * cycle_months, true);
    EXPECT_EQ(state.effect_left, 1.0);
    state.follow(escape, 1.5 * cycle_months, false);
    EXPECT_EQ(state.effect_left, 1.0);  // only months on the drug count
    state.follow(escape, 1.5 * cycle_months, true);
    EXPECT_DOUBLE_EQ(state.effect_left, std::exp(-cycle_months / 6.0));
}

PatientConstants patient_with_rates(double fast, double slow) {
    PatientConstants patient;
    patient.fast_kill_rate = fast;
    patient.immune_kill_rate = slow;
    return patient;
}

TEST(MyelomaEffect, TheFastKillEndsAtTheFloorAndTheSlowOneDoesNot) {
    trials::Daratumumab drug;
    auto const patient = patient_with_rates(3.0, 0.1);
    KillConditions const at_floor{{0.9, 0.99}, drug.cd38.floor, 0.8, 1.0, 1.0};
    EXPECT_DOUBLE_EQ(daratumumab_kill_rate(drug, patient, at_floor), 0.1 * 0.8);
    drug.fast_kill.at_floor = trials::FastKillAtCd38Floor::continues;
    EXPECT_DOUBLE_EQ(daratumumab_kill_rate(drug, patient, at_floor), 3.0 * 0.9 * 0.15 + 0.1 * 0.8);
}

TEST(MyelomaEffect, TheFastKillNeedsImmunomodulationForItsFullStrength) {
    trials::Daratumumab const drug;
    auto const patient = patient_with_rates(3.0, 0.1);
    KillConditions const alone{{0.9, 0.99}, 1.0, 0.0, 0.0, 0.5};
    EXPECT_DOUBLE_EQ(daratumumab_kill_rate(drug, patient, alone), 0.5 * 3.0 * 0.9 * 0.65);
}

TEST(MyelomaEffect, ImmunomodulationRestoresPartOfTheLostFitness) {
    trials::Daratumumab const drug;
    auto patient = patient_with_rates(0.0, 0.1);
    patient.log_fitness = -0.5;
    KillConditions now{{0.9, 0.99}, 1.0, 1.0, 0.0, 1.0};
    EXPECT_DOUBLE_EQ(daratumumab_kill_rate(drug, patient, now), 0.1 * std::exp(-0.5));
    now.immunomodulation = 1.0;
    EXPECT_DOUBLE_EQ(daratumumab_kill_rate(drug, patient, now), 0.1 * std::exp(-0.5 * 0.32));
}

}  // namespace
}  // namespace vtrial::reference::myeloma
