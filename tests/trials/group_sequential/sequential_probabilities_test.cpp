// Crossing probabilities against gsDesign's, for bounds made here.
#include "trials/group_sequential/sequential_probabilities.hpp"

#include <gtest/gtest.h>

#include "kernels/plan/bound_table.hpp"
#include "tests/support/csv.hpp"
#include "tests/trials/group_sequential/known_designs.hpp"
#include "trials/group_sequential/spending_bounds.hpp"

namespace vtrial::trials::group_sequential {
namespace {

TEST(SequentialProbabilities, AreThoseOfGsDesign) {
    support::CsvTable const oracle("gs_power.csv");
    StoppingProbabilities probabilities;
    for (std::size_t line = 0; line < oracle.size(); ++line) {
        auto const look = static_cast<std::size_t>(oracle.number(line, "look")) - 1;
        if (look == 0) {
            auto const information = known::numbers_between_bars(oracle.text(line, "timing"));
            auto const function = known::spending_named(oracle.text(line, "spending"));
            auto const bounds = efficacy_bounds(information, {function, known::alpha});
            probabilities =
                stopping_probabilities(information, {bounds, {}}, oracle.number(line, "drift"));
        }
        // gsDesign stops at 1e-6; fractions are given with six digits
        EXPECT_NEAR(probabilities.upper[look], oracle.number(line, "p_reject_stage"), 1e-6) << line;
    }
    EXPECT_EQ(oracle.size(), 560u);
}

TEST(SequentialProbabilities, OfAllEndsSumToOne) {
    std::vector<double> const information{0.3, 0.55, 0.8, 1.0};
    Boundaries const boundaries{{3.0, 2.6, 2.4, 2.0}, {-0.5, 0.4, 1.0, 2.0}};
    for (double const drift : {-2.0, 0.0, 1.0, 3.3, 6.0}) {
        auto const ends = stopping_probabilities(information, boundaries, drift);
        EXPECT_NEAR(ends.upper_total() + ends.lower_total(), 1.0, 1e-10) << drift;
    }
}

TEST(SequentialProbabilities, MirrorWithTheSignOfZ) {
    std::vector<double> const information{10.0, 17.0, 30.0};
    auto const ends = stopping_probabilities(information, {{2.9, 2.5, 2.1}, {-1.0, 0.2, 0.9}}, 0.2);
    auto const mirrored =
        stopping_probabilities(information, {{1.0, -0.2, -0.9}, {-2.9, -2.5, -2.1}}, -0.2);
    for (std::size_t look = 0; look < information.size(); ++look) {
        EXPECT_NEAR(ends.upper[look], mirrored.lower[look], 1e-10);
        EXPECT_NEAR(ends.lower[look], mirrored.upper[look], 1e-10);
    }
}

TEST(SequentialProbabilities, SeeOnlyRatiosOfInformation) {
    Boundaries const boundaries{{3.1, 2.4, 2.0}, {}};
    auto const ends = stopping_probabilities({0.5, 0.75, 1.0}, boundaries, 2.8);
    auto const scaled = stopping_probabilities({200.0, 300.0, 400.0}, boundaries, 0.14);
    for (std::size_t look = 0; look < 3; ++look) {
        EXPECT_NEAR(ends.upper[look], scaled.upper[look], 1e-13);
    }
}

TEST(SequentialProbabilities, DriftForPowerHasThatPower) {
    std::vector<double> const information{195.0, 292.0, 390.0};
    ErrorSpending const spending{known::spending_named("LDOF"), known::alpha};
    Boundaries const boundaries{efficacy_bounds(information, spending), {}};
    for (double const power : {0.5, 0.8, 0.9, 0.99}) {
        double const drift = drift_for_power(information, boundaries, power);
        EXPECT_NEAR(stopping_probabilities(information, boundaries, drift).upper_total(), power,
                    1e-10);
    }
    // one look: z_alpha + z_beta
    EXPECT_NEAR(drift_for_power({4.0}, {{1.959963984540054}, {}}, 0.8),
                (1.959963984540054 + 0.8416212335729143) / 2.0, 1e-10);
}

TEST(SequentialProbabilities, PowerOfThreeLooksIsThatOfRpact) {
    // rpact 3.3.4: hazard ratio 0.75, 195, 292 and 390 events, O'Brien-Fleming spending
    std::vector<double> const events{195.0, 292.0, 390.0};
    ErrorSpending const spending{known::spending_named("LDOF"), known::alpha};
    double const log_hazard_ratio = -0.28768207245178093;
    auto const ends = stopping_probabilities(events, {efficacy_bounds(events, spending), {}},
                                             -0.5 * log_hazard_ratio);
    EXPECT_NEAR(ends.upper_total(), 0.8033, 5e-5);  // the digits at hand
    EXPECT_NEAR(ends.upper[0], 0.1701, 5e-5);
    EXPECT_NEAR(ends.upper[1], 0.3721, 5e-5);
    EXPECT_NEAR(ends.upper[2], 0.2611, 5e-5);
}

}  // namespace
}  // namespace vtrial::trials::group_sequential
