// Responses of the disease model: read, refused, written back.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/host/config/study_text.hpp"
#include "trials/validate.hpp"

namespace vtrial::host::test {
namespace {

/// From line 51 on: the study before has 50 lines.
std::string const text = myeloma_study() + R"(
[[responses]]
name = "VGPR or better"
measure = "response_vgpr"

[[responses]]
name = "MRD"
measure = "mrd_negative"
sustained_months = 12
)";

std::string spoilt(std::size_t line, std::string const& by) { return with_line(line, by, text); }

TEST(MeasuredResponses, AreRead) {
    ASSERT_EQ(std::count(text.begin(), text.end(), '\n'), 59);
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    auto const& responses = reading.file->scenarios.front().study.responses;
    ASSERT_EQ(responses.size(), 2U);
    EXPECT_EQ(responses[0].name, "VGPR or better");
    EXPECT_EQ(responses[0].measure, trials::ResponseMeasure::very_good_partial);
    EXPECT_FALSE(responses[0].sustained_months);
    EXPECT_EQ(responses[1].measure, trials::ResponseMeasure::mrd_negative);
    EXPECT_EQ(responses[1].sustained_months, 12.0);
}

TEST(MeasuredResponses, AreWrittenBackTheSame) { expect_round_trip(text); }

TEST(MeasuredResponses, MayHaveToComeWithinSomeMonths) {
    std::string const within = spoilt(54, "measure = \"response_sd\"\nwithin_months = 6");
    Reading const reading = read(within);
    ASSERT_TRUE(reading.file) << reading.text();
    auto const& response = reading.file->scenarios.front().study.responses[0];
    EXPECT_EQ(response.measure, trials::ResponseMeasure::stable);
    EXPECT_EQ(response.within_months, 6.0);
    expect_round_trip(within);
}

TEST(MeasuredResponses, CanBeOverridden) {
    ReadOptions options;
    options.overrides.emplace_back("responses.MRD.sustained_months=18");
    Reading const reading = read(text, options);
    ASSERT_TRUE(reading.file) << reading.text();
    EXPECT_EQ(reading.file->scenarios.front().study.responses[1].sustained_months, 18.0);
}

TEST(MeasuredResponses, ThereMayBeTwelveOfThem) {
    std::string more = text;
    for (int number = 3; number <= 12; ++number) {
        more += "[[responses]]\nname = \"R" + std::to_string(number) +
                "\"\nmeasure = \"response_cr\"\n";
    }
    EXPECT_TRUE(read(more).file) << read(more).text();
    Reading const further =
        read(more + "[[responses]]\nname = \"R13\"\nmeasure = \"response_cr\"\n");
    std::vector<std::string> const expected{
        "study.toml:52:1: error: responses must be at most 12, got 13"};
    EXPECT_EQ(further.messages(Severity::error), expected);
}

class BadMeasuredResponses : public testing::TestWithParam<BadInput> {};

TEST_P(BadMeasuredResponses, AreRefusedAtTheirPlace) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Of, BadMeasuredResponses,
    testing::Values(
        BadInput{"unknown_measure", spoilt(54, "measure = \"response_vgp\""),
                 "study.toml:54:11: error: responses.VGPR or better.measure must be "
                 "\"response_mr\", \"response_pr\", \"response_vgpr\", \"response_cr\", "
                 "\"response_scr\", \"mrd_negative\" or \"response_sd\", got "
                 "\"response_vgp\""},
        BadInput{"within_days", spoilt(54, "measure = \"response_cr\"\nwithin_months = 0.5"),
                 "study.toml:55:17: error: responses.VGPR or better.within_months must be 1 ... "
                 "100, got 0.5; at most design.maximum_months"},
        BadInput{"misspelt_key", spoilt(54, "mesure = \"response_vgpr\""),
                 "study.toml:54:1: error: unknown key \"mesure\" in responses.VGPR or better; did "
                 "you mean \"measure\"?"},
        BadInput{"no_measure", spoilt(54, ""),
                 "study.toml:52:1: error: responses.VGPR or better.measure is missing: with "
                 "model.type = \"myeloma\" response follows from the course of patients"},
        BadInput{"rate", spoilt(54, "measure = \"response_vgpr\"\ncontrol_rate = 0.5"),
                 "study.toml:55:16: error: responses.VGPR or better.control_rate does not go with "
                 "measure, which follows from the course of patients; drop it"},
        BadInput{"sustained_response", spoilt(58, "measure = \"response_cr\""),
                 "study.toml:59:20: error: responses.MRD.sustained_months belongs to measure = "
                 "\"mrd_negative\"; drop it"},
        BadInput{"sustained_for_days", spoilt(59, "sustained_months = 0.5"),
                 "study.toml:59:20: error: responses.MRD.sustained_months must be 1 ... 100, got "
                 "0.5; at most design.maximum_months"},
        BadInput{"sustained_beyond_the_study", spoilt(59, "sustained_months = 101"),
                 "study.toml:59:20: error: responses.MRD.sustained_months must be 1 ... 100, got "
                 "101; at most design.maximum_months"},
        BadInput{"not_a_number", spoilt(59, "sustained_months = \"a year\""),
                 "study.toml:59:20: error: responses.MRD.sustained_months must be a number, got "
                 "\"a year\""},
        BadInput{"other_model",
                 plain_study + "[[responses]]\nname = \"CR\"\nmeasure = \"response_cr\"\n",
                 "study.toml:45:11: error: responses.CR.measure is of the disease model; with "
                 "another one state control_rate, experimental_rate and assessed_months instead"}),
    name_of_bad_input);

/// What is analysed in those who respond; from line 61 on.
std::string const by_response = text + R"(
[[subgroups]]
name = "negative"
response = "MRD"
[[subgroups]]
name = "not_negative"
response = "MRD"
has_response = false
[[endpoints]]
name = "DOR"
[[endpoints]]
name = "OS"
subgroups = ["negative", "not_negative"]
)";

std::string spoilt_by_response(std::size_t line, std::string const& by) {
    return with_line(line, by, by_response);
}

TEST(AnalysesByResponse, AreReadAndWrittenBackTheSame) {
    Reading const reading = read(by_response);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.front().study;
    ASSERT_EQ(study.subgroups.size(), 2U);
    EXPECT_EQ(study.subgroups[0], (trials::Subgroup{"negative", {}, "MRD", true}));
    EXPECT_EQ(study.subgroups[1], (trials::Subgroup{"not_negative", {}, "MRD", false}));
    ASSERT_EQ(study.endpoints.size(), 5U);
    EXPECT_EQ(study.endpoints[1].kind, trials::EndpointKind::DOR);
    EXPECT_EQ(study.endpoints[4].population, "not_negative");
    expect_round_trip(by_response);
}

TEST(AnalysesByResponse, MayLeaveOutThoseWithAResponse) {
    std::string const without =
        spoilt_by_response(63, "response = \"VGPR or better\"\nwithout_response = \"MRD\"");
    Reading const reading = read(without);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Subgroup const& subgroup = reading.file->scenarios.front().study.subgroups[0];
    EXPECT_EQ(subgroup.response, "VGPR or better");
    EXPECT_EQ(subgroup.without_response, "MRD");
    expect_round_trip(without);
    std::string const alone = spoilt_by_response(63, "without_response = \"MRD\"");
    EXPECT_TRUE(read(alone).file) << read(alone).text();
    expect_round_trip(alone);
}

TEST(AnalysesByResponse, HasResponseNeedsOne) {
    std::vector<std::string> const expected{
        "study.toml:64:1: error: subgroups.not_negative.where is missing",
        "study.toml:67:16: error: subgroups.not_negative.has_response belongs to response, which "
        "is missing"};
    EXPECT_EQ(read(spoilt_by_response(66, "")).messages(Severity::error), expected);
}

class BadAnalysesByResponse : public testing::TestWithParam<BadInput> {};

TEST_P(BadAnalysesByResponse, AreRefusedAtTheirPlace) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Of, BadAnalysesByResponse,
    testing::Values(
        BadInput{"misspelt_response", spoilt_by_response(63, "response = \"MDR\""),
                 "study.toml:63:12: error: subgroups.negative.response names no response, got "
                 "\"MDR\"; did you mean \"MRD\"?"},
        BadInput{"misspelt_other_response", spoilt_by_response(63, "without_response = \"MDR\""),
                 "study.toml:63:20: error: subgroups.negative.without_response names no response, "
                 "got \"MDR\"; did you mean \"MRD\"?"},
        BadInput{"neither_where_nor_response", spoilt_by_response(63, ""),
                 "study.toml:61:1: error: subgroups.negative.where is missing"},
        BadInput{"decided_in_responders",
                 spoilt_by_response(72,
                                    "population = \"negative\"\n"
                                    "levels_one_sided = { final = 0.01 }"),
                 "study.toml:72:14: error: endpoints.OS in negative.population is a subgroup by "
                 "response, which comes after randomisation: in it an endpoint can be described "
                 "and not decided; drop its levels or spending"},
        BadInput{"decided_duration",
                 spoilt_by_response(69, "name = \"DOR\"\nlevels_one_sided = { final = 0.01 }"),
                 "study.toml:69:8: error: endpoints.DOR.name is DOR, which only responders have: "
                 "it is described and does not decide; drop its levels or spending"},
        BadInput{"trigger_by_duration",
                 by_response + "[[analyses]]\nname = \"later\"\nendpoint = \"DOR\"\n"
                               "events = 100\n",
                 "study.toml:76:10: error: analyses.later.events is DOR, which only responders "
                 "have; wait for events of PFS instead"},
        BadInput{"other_model",
                 plain_study + "[[subgroups]]\nname = \"R\"\nresponse = \"CR\"\n[[responses]]\n"
                               "name = \"CR\"\ncontrol_rate = 0.3\nexperimental_rate = 0.4\n"
                               "assessed_months = 6\n",
                 "study.toml:45:12: error: subgroups.R.response needs the disease model, which "
                 "tells when a response comes; drop it"}),
    name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
