// A study with one arm: read, refused, written back.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"
#include "trials/validate.hpp"

namespace vtrial::host::test {
namespace {

std::string const arm = "[[arms]]\nlabel = \"D\"\nrole = \"experimental\"\n";
std::string const response =
    "[[responses]]\nname = \"CR\"\nexperimental_rate = 0.2\nassessed_months = 6\n";

/// plain_study with one arm, without what compares.
std::string single_arm(std::string const& more) {
    std::string text = with_line(17, "");  // the effect
    text = with_line(36, "", text);        // the levels
    return text + arm + more;
}

TEST(SingleArmText, IsRead) {
    Reading const reading = read(single_arm(response + "[dropout]\nby_arm = { D = 0.1 }\n"));
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.front().study;
    EXPECT_TRUE(is_single_arm(study));
    EXPECT_EQ(study.arms[1].label, "D");
    EXPECT_EQ(study.responses[0].control_rate, 0.2);
    EXPECT_EQ(study.dropout.control_per_year, 0.1);
    EXPECT_TRUE(trials::has_no_effect(study));
}

TEST(SingleArmText, IsWrittenBackTheSame) {
    expect_round_trip(single_arm(response + "[assessments]\nevery_days = 28\nmissed_share = 0.1\n"
                                            "[dropout]\nper_year = 0.1\n"));
}

/// CR as an endpoint that decides.
std::string decided_response(std::string const& test) {
    return "[[endpoints]]\nname = \"CR\"\ndecides = " + test +
           "\nlevels_one_sided = { final = 0.025 }\n";
}

TEST(SingleArmText, HasTestsOfItsOwn) {
    std::string const text =
        single_arm(response + decided_response("{ test = \"exact_binomial\", null_rate = 0.1 }") +
                   "[[endpoints]]\nname = \"OS\"\ndecides = \"one_sample_logrank(9.5)\"\n"
                   "levels_one_sided = { final = 0.025 }\n");
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    auto const& endpoints = reading.file->scenarios.front().study.endpoints;
    EXPECT_EQ(name_of(endpoints[1].deciding_test), "exact_binomial(0.1)");
    EXPECT_EQ(endpoints[2].deciding_test.null_value, 9.5);
    expect_round_trip(text);
}

TEST(SingleArmText, TheDiseaseModelHasOneRegimen) {
    std::string text = myeloma_study() + arm;
    std::string const effect = "levels_one_sided = { final = 0.025 }";
    text.replace(text.find(effect), effect.size(), "");
    Reading const both = read(text);
    EXPECT_FALSE(both.file);
    EXPECT_NE(both.text().find("model.regimens.control is of a control arm"), std::string::npos)
        << both.text();
    std::size_t const begin = text.find("[model.regimens.control");
    ASSERT_NE(begin, std::string::npos) << text;
    std::size_t const end = text.find("[model.", begin + 1);
    text.erase(begin, end - begin);
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::MyelomaModel const& model = *reading.file->scenarios.front().study.myeloma;
    EXPECT_EQ(model.regimens[0], model.regimens[1]);
    expect_round_trip(text);
}

class BadSingleArm : public testing::TestWithParam<BadInput> {};

TEST_P(BadSingleArm, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Of, BadSingleArm,
    testing::Values(
        BadInput{"id23_effect", with_line(36, "") + arm,
                 "study.toml:17:10: error: model.progression.effect compares arms, but there is "
                 "one; state its hazard itself"},
        BadInput{"id23_levels", with_line(17, "") + arm,
                 "study.toml:36:20: error: endpoints.PFS.levels_one_sided decides between arms, "
                 "but there is one; drop it, or let it be decided by "
                 "\"one_sample_logrank(MONTHS)\""},
        BadInput{"id23_null_rate",
                 single_arm(response + decided_response("{ test = \"exact_binomial\" }")),
                 "study.toml:52:11: error: endpoints.CR.decides.null_rate is missing"},
        BadInput{"id23_null_rate_of_all",
                 single_arm(response + decided_response("\"exact_binomial(1)\"")),
                 "study.toml:52:11: error: endpoints.CR.decides.null_rate must be above 0 and "
                 "below 1, got 1"},
        BadInput{"id23_null_median",
                 single_arm(response + decided_response("{ test = \"exact_binomial\", null_rate = "
                                                        "0.1, null_median_months = 9 }")),
                 "study.toml:52:76: error: endpoints.CR.decides.null_median_months does not belong "
                 "to the test \"exact_binomial\"; drop it"},
        BadInput{"id23_control_rate",
                 single_arm("[[responses]]\nname = \"CR\"\nexperimental_rate = 0.2\n"
                            "assessed_months = 6\ncontrol_rate = 0.1\n"),
                 "study.toml:50:16: error: responses.CR.control_rate is of a control arm, which a "
                 "single-arm study has not; drop it"}),
    name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
