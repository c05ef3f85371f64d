// A second randomisation: read, refused, written back.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"
#include "trials/validate.hpp"

namespace vtrial::host::test {
namespace {

/// From line 43 on; plain_study has 42 lines.
std::string const second = R"([second_randomisation]
name = "maintenance"
months = 8.3
consent_share = 0.93
arms = [
{ label = "observation", role = "control" },
{ label = "Dara", role = "experimental", ratio = 2 }]
[second_randomisation.effect]
hazard_ratio_by_transition = { progression = 0.5 }
[[subgroups]]
name = "first_control"
where = { arm = ["control"] }
[[endpoints]]
name = "PFS"
from = "maintenance"
subgroups = ["first_control"]
)";

std::string const text = plain_study + second;

std::string spoilt(std::size_t line, std::string const& by) { return with_line(line, by, text); }

TEST(SecondRandomisationText, IsRead) {
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.front().study;
    ASSERT_TRUE(study.second_randomisation);
    trials::SecondRandomisation const expected{
        "maintenance",
        8.3,
        0.93,
        "",
        {trials::Arm{"observation", trials::ArmRole::control, 1},
         trials::Arm{"Dara", trials::ArmRole::experimental, 2}},
        {{"progression", 0.5}}};
    EXPECT_EQ(*study.second_randomisation, expected);
    ASSERT_EQ(study.endpoints.size(), 3u);
    EXPECT_EQ(name_of(study.endpoints[1]), "PFS_from_maintenance");
    EXPECT_EQ(name_of(study.endpoints[2]), "PFS_from_maintenance in first_control");
    EXPECT_EQ(study.subgroups.front().arm, "control");
    EXPECT_TRUE(study.subgroups.front().where.empty());
}

TEST(SecondRandomisationText, ScenarioWithoutEffectHasNone) {
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study study = reading.file->scenarios[1].study;
    EXPECT_TRUE(trials::has_no_effect(study));
    study.second_randomisation->hazard_ratio_by_transition["progression"] = 0.9;
    EXPECT_FALSE(trials::has_no_effect(study));
}

TEST(SecondRandomisationText, IsWrittenBackTheSame) { expect_round_trip(text); }

TEST(SecondRandomisationText, ItsEndpointsMayBeNamed) {
    Reading const reading =
        read(text, {{"endpoints.PFS_from_maintenance.levels_one_sided.final=0.01",
                     "design.hierarchy=[\"PFS\", \"PFS_from_maintenance\"]"},
                    false});
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.front().study;
    EXPECT_EQ(study.endpoints[1].levels_one_sided.at("final"), 0.01);
}

/// Without a second randomisation nobody is of an arm in a way that an analysis may choose.
TEST(SecondRandomisationText, AnArmIsNoFactorWithoutIt) {
    Reading const reading =
        read(plain_study + "[[subgroups]]\nname = \"a\"\nwhere = { arm = [\"control\"] }\n");
    EXPECT_FALSE(reading.file);
    EXPECT_NE(reading.text().find("subgroups.a.where.arm names no factor"), std::string::npos)
        << reading.text();
}

class BadSecondRandomisation : public testing::TestWithParam<BadInput> {};

TEST_P(BadSecondRandomisation, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Of, BadSecondRandomisation,
    testing::Values(
        BadInput{"id4_no_months", spoilt(45, ""),
                 "study.toml:43:1: error: second_randomisation.months is missing"},
        BadInput{"id17_consent", spoilt(46, "consent_share = 1.2"),
                 "study.toml:46:17: error: second_randomisation.consent_share must be above 0 and "
                 "at most 1, got 1.2"},
        BadInput{"id23_one_arm", spoilt(48, ""),
                 "study.toml:47:8: error: second_randomisation.arms must be two, one \"control\" "
                 "and one \"experimental\", got 1"},
        BadInput{"id29_no_transition", spoilt(51, "hazard_ratio_by_transition = { relapse = 1 }"),
                 "study.toml:51:42: error: "
                 "second_randomisation.effect.hazard_ratio_by_transition.relapse names no "
                 "transition; there are \"progression\", \"death_before_progression\", "
                 "\"next_line_start\", \"death_before_next_line\", \"second_progression\", "
                 "\"death_on_next_line\", \"death_after_second_progression\""},
        BadInput{"id29_arm_of_no_name", spoilt(54, "where = { arm = [\"Dara\"] }"),
                 "study.toml:54:17: error: subgroups.first_control.where.arm must name one arm of "
                 "the first randomisation, \"control\" or \"experimental\""},
        BadInput{"id29_from_nothing", spoilt(57, "from = \"consolidation\""),
                 "study.toml:57:8: error: endpoints.PFS_from_consolidation.from must be the second "
                 "randomisation, \"maintenance\", got \"consolidation\""}),
    name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
