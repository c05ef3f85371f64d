// What is known of daratumumab, and must be so whatever the model's parameters: facts of direction
// and size, not figures. Each holds by so many Monte Carlo standard errors of its simulation; how
// near single published numbers are is what `vtrial validate` tells.
//
// Infusion reactions by number and route, quality of life and the harms in MAIA are in
// myeloma/safety_facts_test.cpp, the figures of daratumumab alone in the validation page's test.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/validation/known_trials.hpp"

namespace vtrial::test {
namespace {

using host::Measure;
using host::SimulatedQuantity;
using trials::ArmRole;

constexpr double errors = 4.0;  ///< standard errors by which a fact holds

/// An estimate with its Monte Carlo standard error.
struct Value {
    double value;
    double error;

    double least() const { return value - errors * error; }
    double most() const { return value + errors * error; }
};

Value value_of(SimulatedQuantity const& quantity) {
    return {quantity.value.value(), quantity.mcse.value()};
}

Value difference(Value const& a, Value const& b) {
    return {a.value - b.value, std::hypot(a.error, b.error)};
}

Value log_of(SimulatedQuantity const& ratio) {
    return {std::log(*ratio.value), *ratio.mcse / *ratio.value};
}

/// By how much the log hazard ratio of PFS falls from the first published data cut to the last.
/// The cuts share their patients, so that the error is smaller than this one.
Value fall_with_follow_up(std::string const& name) {
    auto const ratios = known_trial(name).hazard_ratios("PFS");
    return difference(log_of(ratios.front().simulated), log_of(ratios.back().simulated));
}

/// ALCYONE .50 -> .43, CASTOR .39 -> .31: the control's treatment ends, daratumumab goes on.
TEST(DaratumumabFactsSlow, ControlsOfFixedDurationLoseWithFollowUp) {
    for (std::string const name : {"alcyone", "castor"}) {
        EXPECT_GT(fall_with_follow_up(name).least(), 0.0) << name;
    }
}

/// MAIA .56 -> .55, POLLUX .37 -> .44: both arms are treated until progression.
TEST(DaratumumabFactsSlow, ControlsUntilProgressionDoNot) {
    for (std::string const steady : {"maia", "pollux"}) {
        for (std::string const falling : {"alcyone", "castor"}) {
            Value const more =
                difference(fall_with_follow_up(falling), fall_with_follow_up(steady));
            EXPECT_GT(more.least(), 0.0) << falling << " against " << steady;
        }
    }
}

TEST(DaratumumabFactsSlow, TheNextLineKeepsTheBenefit) {
    std::size_t published = 0;
    for (std::string const name : {"maia", "alcyone", "pollux", "castor"}) {
        for (host::Target const& next : known_trial(name).hazard_ratios("PFS2")) {
            ++published;
            Value const pfs2 = log_of(next.simulated);
            EXPECT_LT(pfs2.most(), 0.0) << name << " " << next.analysis;
            // 95 % of single trials are below: an upper limit of their own
            EXPECT_LT(next.simulated.upper.value(), 1.0) << name << " " << next.analysis;
            for (host::Target const& first : known_trial(name).hazard_ratios("PFS")) {
                if (first.analysis == next.analysis) {
                    Value const pfs = log_of(first.simulated);
                    EXPECT_GT(difference(pfs2, pfs).least(), 0.0) << name << " " << next.analysis;
                }
            }
        }
    }
    EXPECT_GE(published, 5U);  // ALCYONE published two
}

TEST(DaratumumabFactsSlow, ResidualDiseaseIsLostEverMoreAndMoreThanInTheControlArm) {
    for (std::string const name : {"maia", "alcyone", "pollux", "castor"}) {
        KnownTrial const& trial = known_trial(name);
        Value before{0.0, 0.0};
        Value gain_before{0.0, 0.0};
        for (int const months : months_of_residual_disease) {
            Value const negative =
                value_of(trial.residual_disease_negative(months, ArmRole::experimental));
            Value const gain = difference(
                negative, value_of(trial.residual_disease_negative(months, ArmRole::control)));
            EXPECT_GT(difference(negative, before).least(), 0.0) << name << " month " << months;
            EXPECT_GT(difference(gain, gain_before).least(), 0.0) << name << " month " << months;
            before = negative;
            gain_before = gain;
        }
    }
}

/// 18.5 months after MR or SD on daratumumab alone (Usmani et al., Blood 2016), 9 months before
/// there was daratumumab (Kumar et al., Leukemia 2012), whatever the response. Half of the way
/// between at least; no effect of treatment, since the patients are others.
TEST(DaratumumabFactsSlow, SurvivalAfterAMinimalResponseIsWellAboveTheHistoricalControls) {
    auto const median_survival = [](std::string const& subgroup) {
        host::QuantityPath path = path_to("OS", Measure::median, {});
        path.subgroup = subgroup;
        return path;
    };
    Value const minimal = value_of(known_trial("gen501_sirius").ask(median_survival("MR_or_SD")));
    Value const historical = value_of(known_trial("kumar2012").ask(median_survival("")));
    EXPECT_GT(minimal.least(), 1.5 * historical.most());
    Value const all = value_of(known_trial("gen501_sirius").ask(median_survival("")));
    EXPECT_GT(all.least(), minimal.most());  // responders live longer
}

/// MAIA's neutropenia 54 against 37 %, the other trials' less apart; infections likewise.
TEST(DaratumumabFactsSlow, NeutropeniaAndInfectionAreSomewhatMoreFrequent) {
    for (std::string const name : {"maia", "alcyone", "pollux", "castor", "cassiopeia"}) {
        KnownTrial const& trial = known_trial(name);
        for (std::string const published : {"G34_neutropenia", "infection_G34"}) {
            auto const share = [&](ArmRole arm) {
                return value_of(
                    trial.ask(path_to(published, Measure::adverse_event_per_cent, arm)));
            };
            Value const more = difference(share(ArmRole::experimental), share(ArmRole::control));
            EXPECT_GT(more.least(), 0.0) << name << " " << published;
            EXPECT_LT(more.most(), 30.0) << name << " " << published;
        }
    }
}

/// 45 % in GEN501 and SIRIUS and near that in all; in COLUMBA 34.5 % intravenously against 12.7 %
/// under the skin.
TEST(DaratumumabFactsSlow, ReactionsToInfusionsAreFewUnderTheSkin) {
    auto const reactions = [](std::string const& trial, ArmRole arm) {
        return value_of(
            known_trial(trial).ask(path_to("IRR_any", Measure::adverse_event_per_cent, arm)));
    };
    for (std::string const name : {"maia", "alcyone", "pollux", "castor"}) {
        Value const share = reactions(name, ArmRole::experimental);
        EXPECT_GT(share.least(), 35.0) << name;
        EXPECT_LT(share.most(), 60.0) << name;
        EXPECT_EQ(reactions(name, ArmRole::control).value, 0.0) << name;
    }
    // 4 points, as a published rate without an interval is judged
    EXPECT_NEAR(reactions("columba", ArmRole::control).value, 34.5, 4.0);
    EXPECT_NEAR(reactions("columba", ArmRole::experimental).value, 12.7, 4.0);
}

}  // namespace
}  // namespace vtrial::test
