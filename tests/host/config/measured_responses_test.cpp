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

TEST(MeasuredResponses, CanBeOverridden) {
    ReadOptions options;
    options.overrides.emplace_back("responses.MRD.sustained_months=18");
    Reading const reading = read(text, options);
    ASSERT_TRUE(reading.file) << reading.text();
    EXPECT_EQ(reading.file->scenarios.front().study.responses[1].sustained_months, 18.0);
}

TEST(MeasuredResponses, ThereMayBeEightOfThem) {
    std::string more = text;
    for (int number = 3; number <= 8; ++number) {
        more += "[[responses]]\nname = \"R" + std::to_string(number) +
                "\"\nmeasure = \"response_cr\"\n";
    }
    EXPECT_TRUE(read(more).file) << read(more).text();
    Reading const nine = read(more + "[[responses]]\nname = \"R9\"\nmeasure = \"response_cr\"\n");
    std::vector<std::string> const expected{
        "study.toml:52:1: error: responses must be at most 8, got 9"};
    EXPECT_EQ(nine.messages(Severity::error), expected);
}

class BadMeasuredResponses : public testing::TestWithParam<BadInput> {};

TEST_P(BadMeasuredResponses, AreRefusedAtTheirPlace) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Of, BadMeasuredResponses,
    testing::Values(
        BadInput{"unknown_measure", spoilt(54, "measure = \"response_vgp\""),
                 "study.toml:54:11: error: responses.VGPR or better.measure must be "
                 "\"response_mr\", \"response_pr\", \"response_vgpr\", \"response_cr\", "
                 "\"response_scr\" or \"mrd_negative\", got \"response_vgp\""},
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

}  // namespace
}  // namespace vtrial::host::test
