// Daratumumab in the body: dose tables, and the weekly recursion against a differential equation.
#include "validation/reference/myeloma/exposure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace vtrial::reference::myeloma {
namespace {

constexpr double clearance = 0.15;
constexpr double volume = 6.0;
constexpr double target_mediated = 30.0;

PatientConstants median_patient() {
    PatientConstants patient;
    patient.clearance_litres_per_day = clearance;
    patient.target_mediated_mg_per_day = target_mediated;
    return patient;
}

/// dA/dt = -CL / V A - V_max where there is drug, by small Euler steps: an error of the order of
/// the step.
double amount_after_week(double amount_mg, double target_mediated_mg_per_day) {
    constexpr int steps_per_day = 20000;
    for (int step = 0; step < 7 * steps_per_day; ++step) {
        double const slope = -clearance / volume * amount_mg - target_mediated_mg_per_day;
        amount_mg = std::max(0.0, amount_mg + slope / steps_per_day);
    }
    return amount_mg;
}

std::vector<int> dose_weeks(trials::DaratumumabDosing const& dosing, int until) {
    std::vector<int> weeks;
    for (int week = 0; week < until; ++week) {
        if (is_dose_week(dosing, week)) weeks.push_back(week);
    }
    return weeks;
}

TEST(MyelomaExposure, DosesAreWeeklyThenEverySecondThenEveryFourthWeek) {
    EXPECT_EQ(dose_weeks({}, 33), (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18,
                                                    20, 22, 24, 28, 32}));
}

TEST(MyelomaExposure, ThreeWeeklyDosesCountFromTheirPhase) {
    trials::DaratumumabDosing dosing;
    dosing.phases = {{0, 1}, {6, 3}, {54, 4}};  // ALCYONE, CASTOR-like
    EXPECT_EQ(dose_weeks(dosing, 16), (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 9, 12, 15}));
}

TEST(MyelomaExposure, ALastWeekEndsTreatment) {
    trials::DaratumumabDosing dosing;
    dosing.last_week = 6;
    EXPECT_EQ(dose_weeks(dosing, 40), (std::vector<int>{0, 1, 2, 3, 4, 5}));
}

TEST(MyelomaExposure, TheWeeklyRecursionSolvesTheEquation) {
    trials::DaratumumabExposure const drug;
    Exposure exposure(drug, median_patient());
    double amount = 0.0;
    double elimination = target_mediated;
    // weekly, then stopping: the last cycles see the drug run out
    std::vector<std::array<double, 4>> const cycles{
        {1200.0, 1200.0, 1200.0, 1200.0}, {1200.0, 0.0, 1200.0, 0.0}, {}, {}, {}};
    for (auto const& doses : cycles) {
        double effect = 0.0;
        for (double const dose : doses) {
            amount = amount_after_week(amount + dose, elimination);
            double const concentration = amount / volume;
            effect += concentration / (concentration + 30.0) / 4.0;
        }
        elimination *= std::exp(-0.025 * 28.0);
        CycleExposure const mean = exposure.treat_for_cycle(doses);
        EXPECT_NEAR(exposure.amount_mg(), amount, 0.05);  // of 3,000 mg; Euler steps of 4 s
        EXPECT_NEAR(mean.effect, effect, 1e-4);           // likewise
    }
}

TEST(MyelomaExposure, WithoutADoseTheTargetDoesNotShrink) {
    trials::DaratumumabExposure const drug;
    Exposure late(drug, median_patient());
    for (int cycle = 0; cycle < 10; ++cycle) {
        CycleExposure const none = late.treat_for_cycle({});
        EXPECT_EQ(none.effect, 0.0);
        EXPECT_EQ(none.occupancy, 0.0);
    }
    Exposure early(drug, median_patient());
    EXPECT_EQ(late.treat_for_cycle({1200.0, 0.0, 0.0, 0.0}).effect,
              early.treat_for_cycle({1200.0, 0.0, 0.0, 0.0}).effect);
}

TEST(MyelomaExposure, WeeklyTroughIsThatOfTheTrials) {
    trials::DaratumumabExposure const drug;
    Exposure exposure(drug, median_patient());
    exposure.treat_for_cycle({1200.0, 1200.0, 1200.0, 1200.0});
    exposure.treat_for_cycle({1200.0, 1200.0, 1200.0, 1200.0});
    // COLUMBA, before the first dose of cycle 3: 496 mg/L, standard deviation 231
    EXPECT_NEAR(exposure.amount_mg() / volume, 496.0, 231.0);
}

}  // namespace
}  // namespace vtrial::reference::myeloma
