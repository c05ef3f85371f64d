// Published numbers against rows of results made by hand: which row answers, and in which unit.
#include "host/validate/confront.hpp"

#include <gtest/gtest.h>

#include "tests/host/validate/made_trial.hpp"

namespace vtrial::host::test {
namespace {

class Confronted : public testing::Test {
  protected:
    Confrontation run(std::vector<PublishedNumber> const& published) const {
        SimulatedTrial const simulated(study, made_replicates, made_estimates(), made_curves());
        return confront(simulated, published);
    }

    SimulatedQuantity simulated(std::string const& quantity) const {
        Confrontation const result = run({made_number(quantity, 1.0)});
        EXPECT_EQ(result.targets.size(), 1U)
            << (result.left_out.empty() ? "" : result.left_out[0].reason);
        return result.targets.empty() ? SimulatedQuantity{} : result.targets[0].simulated;
    }

    std::string reason(std::string const& quantity) const {
        Confrontation const result = run({made_number(quantity, 1.0)});
        EXPECT_EQ(result.left_out.size(), 1U);
        return result.left_out.empty() ? "" : result.left_out[0].reason;
    }

    trials::Study study = made_study();
};

TEST_F(Confronted, HazardRatio) {
    SimulatedQuantity const ratio = simulated("cuts/first cut/PFS/HR");
    EXPECT_EQ(ratio.value, 0.55);
    EXPECT_EQ(ratio.lower, 0.45);
    EXPECT_EQ(ratio.upper, 0.67);
}

TEST_F(Confronted, HazardRatioIsStratifiedWhereTheRandomisationIs) {
    study.factors = {{"stage", {"I", "II"}, {0.5, 0.5}}};
    EXPECT_EQ(reason("cuts/first cut/PFS/HR"), "the study does not analyse it");
}

TEST_F(Confronted, Medians) {
    SimulatedQuantity const control = simulated("cuts/first cut/PFS/median/C");
    EXPECT_EQ(control.value, 33.0);
    EXPECT_EQ(control.lower, 28.0);
    EXPECT_EQ(control.upper, std::nullopt);
    EXPECT_EQ(control.not_reached_share, 0.06);
    SimulatedQuantity const experimental = simulated("cuts/first cut/PFS/median/D");
    EXPECT_EQ(experimental.value, std::nullopt);
    EXPECT_EQ(experimental.not_reached_share, 0.8);
}

TEST_F(Confronted, LandmarksArePerCent) {
    SimulatedQuantity const survival = simulated("cuts/first cut/PFS/landmarks/t=30/C");
    EXPECT_DOUBLE_EQ(survival.value.value(), 55.0);
    EXPECT_DOUBLE_EQ(survival.lower.value(), 50.0);
    EXPECT_DOUBLE_EQ(survival.upper.value(), 60.0);
}

TEST_F(Confronted, EventsAndTheirShare) {
    SimulatedQuantity const events = simulated("cuts/first cut/PFS/events/D");
    EXPECT_EQ(events.value, 30.0);
    // 0.2 over 400 trials is a standard deviation of 4; 90 % of a normal lie within 1.645 of them
    EXPECT_NEAR(events.lower.value(), 30.0 - 6.5794, 1e-4);
    EXPECT_NEAR(events.upper.value(), 30.0 + 6.5794, 1e-4);
    EXPECT_DOUBLE_EQ(simulated("cuts/first cut/PFS/events_pct/D").value.value(), 30.0)
        << "of 100 patients";
}

TEST_F(Confronted, Responses) {
    EXPECT_DOUBLE_EQ(simulated("cuts/first cut/response/ORR/D").value.value(), 92.0);
    EXPECT_DOUBLE_EQ(simulated("cuts/first cut/MRD_1e5/D").value.value(), 25.0);
    EXPECT_DOUBLE_EQ(simulated("cuts/first cut/MRD_sust12/D").value.value(), 15.0);
    EXPECT_DOUBLE_EQ(simulated("cuts/first cut/response/ge_CR/D").value.value(), 50.0)
        << "a response of another model, by its name";
    EXPECT_EQ(reason("cuts/first cut/MRD_sust18/D"), "the study has no such response");
    EXPECT_EQ(reason("cuts/first cut/response/sCR/D"), "the study has no such response");
}

TEST_F(Confronted, SubgroupsByTheMedianFollowUpOfTheCut) {
    std::vector<PublishedNumber> const published{
        made_number("cuts/first cut/median_followup", 28.0),
        made_number("subgroups/PFS|28mo|age >=75/HR", 0.63),
        made_number("subgroups/PFS|29mo|age >=75/HR", 0.63),
        made_number("subgroups/PFS|28mo|frail/HR", 0.6),
    };
    Confrontation const result = run(published);
    ASSERT_EQ(result.targets.size(), 1U);
    EXPECT_EQ(result.targets[0].simulated.value, 0.7);
    EXPECT_TRUE(result.targets[0].holds);
    ASSERT_EQ(result.left_out.size(), 3U);
    EXPECT_EQ(result.left_out[1].reason, "no data cut has this median follow-up");
    EXPECT_EQ(result.left_out[2].reason, "no subgroup has published = \"frail\"");
}

TEST_F(Confronted, AdverseEventsByTheNameThatTheStudyStates) {
    study.safety = {{.name = "reactions",
                     .event = trials::SafetyEvent::infusion_reaction,
                     .published = {"IRR_any", "IRR"},
                     .published_analysis = "early"},
                    {.name = "reactions",
                     .event = trials::SafetyEvent::infusion_reaction,
                     .population = "old",
                     .published = {"IRR_old"}}};
    EXPECT_DOUBLE_EQ(simulated("cuts/first cut/safety/IRR_any/D").value.value(), 44.0);
    EXPECT_DOUBLE_EQ(simulated("safety/IRR/D").value.value(), 44.0)
        << "at the analysis for numbers without a cut";
    EXPECT_EQ(reason("cuts/first cut/safety/IRR_old/D"), "the study does not analyse it")
        << "of the subgroup there is no row";
    EXPECT_EQ(reason("safety/IRR_old/D"), "its adverse event has no published_analysis");
    EXPECT_EQ(reason("safety/SAE/D"), no_adverse_event);
}

TEST_F(Confronted, ResponsesOfASubgroup) {
    std::vector<PublishedNumber> const published{
        made_number("cuts/first cut/median_followup", 28.0),
        made_number("subgroups/PFS|28mo|age >=75/ORR/D", 85.0),
        made_number("subgroups/PFS|28mo|age >=75/MRD/D", 20.0),
    };
    Confrontation const result = run(published);
    ASSERT_EQ(result.targets.size(), 1U);
    EXPECT_DOUBLE_EQ(result.targets[0].simulated.value.value(), 85.0);
    ASSERT_EQ(result.left_out.size(), 2U);
    EXPECT_EQ(result.left_out[1].reason, "the study has no such response");
}

TEST_F(Confronted, ResponsesFromTheSecondRandomisationByBothArms) {
    study.second_randomisation.emplace();
    study.second_randomisation->name = "maintenance";
    study.second_randomisation->arms = {trials::Arm{"O", trials::ArmRole::control, 1},
                                        trials::Arm{"D", trials::ArmRole::experimental, 1}};
    study.subgroups.push_back({.name = "after_rd", .where = {}, .published = "within Rd"});
    study.responses = {{.name = "MRD", .from = "maintenance", .published = {"MRD_neg_maint"}},
                       {.name = "MRD after Rd",
                        .population = "after_rd",
                        .from = "maintenance",
                        .published = {"MRD_1e5_blood"},
                        .published_analysis = "early"}};
    study.analyses[0].published_cut = "part 2, from R2";
    EXPECT_DOUBLE_EQ(simulated("cuts/part 2, from R2/MRD_neg_maint/D").value.value(), 60.0);
    EXPECT_DOUBLE_EQ(simulated("four_arm/MRD_1e5_blood/Rd/dara").value.value(), 50.0);
    EXPECT_EQ(reason("four_arm/MRD_1e6_blood/Rd/dara"),
              "no response of the study with a published_analysis is published so");
}

TEST_F(Confronted, MeasurementsByTheNameThatTheStudyStates) {
    study.measurements = {{.name = "trough", .week = 8, .published = {"Ctrough_C3D1"}}};
    EXPECT_DOUBLE_EQ(simulated("cuts/first cut/Ctrough_C3D1/D").value.value(), 520.0);
    EXPECT_TRUE(run({made_number("cuts/first cut/Ctrough_C3D1/D", 475.0)}).targets[0].holds)
        << "within a tenth of 475";
    EXPECT_FALSE(run({made_number("cuts/first cut/Ctrough_C3D1/D", 470.0)}).targets[0].holds);
    EXPECT_EQ(reason("cuts/first cut/treatment_duration/D"),
              "no measurement of the study is published under this name");
}

TEST_F(Confronted, NothingIsDropped) {
    PublishedNumber other = made_number("cuts/first cut/PFS/HR", 0.5);
    other.trial = "OTHER";
    Confrontation const result = run({
        made_number("cuts/first cut/PFS/HR", 0.56),
        made_number("cuts/second cut/PFS/HR", 0.56),
        made_number("cuts/last cut/PFS/HR", 0.56),
        made_number("cuts/first cut/PFS/median/C", std::nullopt, PublishedStatus::missing),
        made_number("safety/IRR/D", 40.0),
        other,
    });
    EXPECT_EQ(result.trial, "MADE");
    ASSERT_EQ(result.targets.size(), 1U);
    ASSERT_EQ(result.left_out.size(), 4U);
    EXPECT_EQ(result.left_out[0].reason, "no analysis has this published_cut");
    EXPECT_EQ(result.left_out[1].reason, "the study does not analyse it");
    EXPECT_EQ(result.left_out[2].reason, "published, but the number is not at hand");
}

TEST_F(Confronted, OnlySourcedTargetsAreCounted) {
    SourcedTargets const counted = sourced_targets(run({
        made_number("cuts/first cut/PFS/HR", 0.56),
        made_number("cuts/first cut/PFS/HR", 0.9),
        made_number("cuts/first cut/PFS/HR", 0.56, PublishedStatus::unverified),
        made_number("cuts/first cut/PFS/HR", 0.56, PublishedStatus::derived),
    }));
    EXPECT_EQ(counted.all, 2U);
    EXPECT_EQ(counted.holding, 1U);
    EXPECT_EQ(counted.share(), 0.5);
    EXPECT_EQ(sourced_targets({}).share(), 0.0);
}

}  // namespace
}  // namespace vtrial::host::test
