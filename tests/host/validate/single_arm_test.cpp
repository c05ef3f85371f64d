// Published numbers of a single arm and of a second randomisation against rows made by hand.
#include <gtest/gtest.h>

#include "tests/host/validate/made_trial.hpp"

namespace vtrial::host::test {
namespace {

class SingleArm : public testing::Test {
  protected:
    SingleArm() {
        study.arms[0] = {"", trials::ArmRole::control, 0};
        study.arms[1].label = "D";
        study.responses = {{.name = "SD", .measure = trials::ResponseMeasure::stable},
                           {.name = "PR", .measure = trials::ResponseMeasure::partial}};
        study.subgroups = {{.name = "responders", .where = {}, .response = "PR"},
                           {.name = "stable", .where = {}, .response = "SD"},
                           {.name = "progressive", .where = {}}};
        study.subgroups[0].published = "responders";
        study.subgroups[1].without_response = "PR";
        study.subgroups[1].published = "MR_or_SD";
        study.subgroups[2].without_response = "SD";
        study.subgroups[2].published = "PD_or_NE";
    }

    Confrontation run(PublishedNumber const& number) const {
        SimulatedTrial const simulated(
            study, made_replicates,
            {made_row({"SD", "", "D", "", "response_sd", {}}, 0.85, 0.001),
             made_row({"PR", "", "D", "", "response_pr", {}}, 0.31, 0.002),
             made_row({"VGPR", "", "D", "", "response_vgpr", {}}, 0.14, 0.003),
             made_row({"OS", "stable", "D", "", "median", {}}, 18.5, 0.1),
             made_row({"PFS", "", "D", "", "median", {}}, 4.0, 0.1)},
            {});
        return confront(simulated, {number});
    }

    double simulated(std::string const& quantity, std::string const& unit = "%") const {
        PublishedNumber number = made_number(quantity, 1.0);
        number.unit = unit;
        Confrontation const result = run(number);
        EXPECT_EQ(result.targets.size(), 1U)
            << (result.left_out.empty() ? "" : result.left_out[0].reason);
        return result.targets.empty() ? 0.0 : result.targets[0].simulated.value.value();
    }

    trials::Study study = made_study();
};

TEST_F(SingleArm, IsMeantWhereNoArmIsNamed) {
    EXPECT_EQ(simulated("cuts/first cut/PFS_median"), 4.0);
    EXPECT_EQ(simulated("cuts/first cut/EFS_median"), 4.0);
    EXPECT_DOUBLE_EQ(simulated("cuts/first cut/ORR"), 31.0);
    EXPECT_DOUBLE_EQ(simulated("cuts/first cut/ge_VGPR"), 14.0);
    study.arms = made_study().arms;
    Confrontation const of_two = run(made_number("cuts/first cut/ORR", 1.0));
    ASSERT_EQ(of_two.left_out.size(), 1U);
    EXPECT_EQ(of_two.left_out[0].reason, "it is of no arm, and the study has two");
}

TEST_F(SingleArm, OneDepthAloneIsADifference) {
    EXPECT_NEAR(simulated("cuts/first cut/PR"), 31.0 - 14.0, 1e-9);
    EXPECT_NEAR(simulated("cuts/first cut/n_PR"), (0.31 - 0.14) * 200, 1e-9);
    Confrontation const no_deeper = run(made_number("cuts/first cut/VGPR", 1.0));
    ASSERT_EQ(no_deeper.left_out.size(), 1U);
    EXPECT_EQ(no_deeper.left_out[0].reason, "the study has no such response");
}

TEST_F(SingleArm, SharesOfSubgroupsByResponseFollowFromItsResponses) {
    EXPECT_NEAR(simulated("cuts/first cut/by_response/responders/share"), 31.0, 1e-9);
    EXPECT_NEAR(simulated("cuts/first cut/by_response/MR_or_SD/share"), 85.0 - 31.0, 1e-9);
    EXPECT_NEAR(simulated("cuts/first cut/by_response/PD_or_NE/share"), 15.0, 1e-9);
    EXPECT_EQ(simulated("cuts/first cut/by_response/MR_or_SD/OS_median"), 18.5);
}

TEST_F(SingleArm, SharesOfTheTreatedLeaveOutTheOthers) {
    study.myeloma.emplace();
    study.myeloma->regimens[1].untreated_share = 0.25;
    EXPECT_DOUBLE_EQ(simulated("cuts/first cut/ORR", "% of treated"), 31.0 / 0.75);
    EXPECT_DOUBLE_EQ(simulated("cuts/first cut/ORR", "%"), 31.0);
}

TEST(SecondRandomisation, HasItsOwnEndpointsAndArms) {
    trials::Study study = made_study();
    study.analyses[0].published_cut = "first cut, from R2";
    study.second_randomisation.emplace();
    study.second_randomisation->name = "maintenance";
    study.second_randomisation->arms = {trials::Arm{"observation", trials::ArmRole::control, 1},
                                        trials::Arm{"D", trials::ArmRole::experimental, 1}};
    SimulatedTrial const simulated(
        study, made_replicates,
        {made_row({"PFS", "", "", "cox", "hazard_ratio", {}}, 0.5),
         made_row({"PFS_from_maintenance", "", "", "cox", "hazard_ratio", {}}, 0.6),
         made_row({"PFS_from_maintenance", "", "observation", "", "median", {}}, 45.0)},
        {});
    Confrontation const found =
        confront(simulated, {made_number("cuts/first cut, from R2/PFS/HR", 0.6),
                             made_number("cuts/first cut, from R2/PFS/median/C", 45.0)});
    ASSERT_EQ(found.targets.size(), 2U);
    EXPECT_EQ(found.targets[0].simulated.value, 0.6);
    EXPECT_EQ(found.targets[1].simulated.value, 45.0);
}

}  // namespace
}  // namespace vtrial::host::test
