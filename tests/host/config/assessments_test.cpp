// The tables [assessments] and the rules of PFS: what is read, refused and written back.
#include <gtest/gtest.h>

#include "host/config/resolved.hpp"
#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

using trials::CensoringRule;

/// The plain study with assessments before its accrual, and rules of its PFS.
std::string assessed(std::string const& table, std::string const& rules = "[\"fda\"]") {
    std::string const text =
        with_line(36, "levels_one_sided = { final = 0.025 }\nrules = " + rules);
    return with_line(11, "[assessments]\n" + table, text);
}

class BadAssessment : public testing::TestWithParam<BadInput> {};

TEST_P(BadAssessment, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

std::vector<BadInput> bad_assessments() {
    return {
        {"id37_interval_zero", assessed("every_days = 0"),
         "study.toml:12:14: error: assessments.every_days must be 1 ... 3653, got 0"},
        {"id37_interval_negative", assessed("every_days = -28"),
         "study.toml:12:14: error: assessments.every_days must be 1 ... 3653, got -28"},
        {"id37_interval_of_a_phase",
         assessed("phases = [{ every_days = 28, until_months = 12 }, { every_days = 0 }]"),
         "study.toml:12:66: error: assessments.phases[1].every_days must be 1 ... 3653, got 0"},
        {"id37_interval_fractional", assessed("every_days = 28.5"),
         "study.toml:12:14: error: assessments.every_days must be an integer (no point, no "
         "exponent), got 28.5"},
        {"no_schedule", assessed("missed_share = 0.1"),
         "study.toml:11:1: error: assessments must state every_days, or phases"},
        {"two_schedules", assessed("every_days = 28\nphases = [{ every_days = 28 }]"),
         "study.toml:12:14: error: assessments.every_days contradicts phases; keep one of them"},
        {"missed_share", assessed("every_days = 28\nmissed_share = 1"),
         "study.toml:13:16: error: assessments.missed_share must be 0 ... 0.9, got 1"},
        {"missed_share_of_no_arm",
         assessed("every_days = 28\nmissed_share_by_arm = { controll = 0.1 }"),
         "study.toml:13:36: error: assessments.missed_share_by_arm.controll names no arm; did you "
         "mean \"control\"?"},
        {"new_therapy", assessed("every_days = 28\nnew_therapy_before_progression_per_year = -1"),
         "study.toml:13:43: error: assessments.new_therapy_before_progression_per_year must be at "
         "least 0 and below 1, got -1"},
        {"unknown_key", assessed("every_day = 28"),
         "study.toml:12:1: error: unknown key \"every_day\" in assessments; did you mean "
         "\"every_days\"?"},
        {"unknown_rule", assessed("every_days = 28", "[\"ema\"]"),
         "study.toml:38:9: error: endpoints.PFS.rules must be among \"fda\" and "
         "\"treatment_policy\", got \"ema\"; did you mean \"fda\"?"},
        {"rule_twice", assessed("every_days = 28", "[\"fda\", \"fda\"]"),
         "study.toml:38:9: error: endpoints.PFS.rules must differ, got \"fda\" twice"},
        {"rules_without_visits",
         with_line(36, "levels_one_sided = { final = 0.025 }\nrules = [\"fda\"]"),
         "study.toml:37:9: error: endpoints.PFS.rules need [assessments]: without visits "
         "progression is seen when it comes"},
    };
}

INSTANTIATE_TEST_SUITE_P(BadAssessments, BadAssessment, testing::ValuesIn(bad_assessments()),
                         name_of_bad_input);

TEST(ReadAssessments, ReadsEveryKey) {
    Reading const reading =
        read(assessed("phases = [{ every_days = 28, until_months = 12 }, { every_days = 56 }]\n"
                      "missed_share = 0.05\nmissed_share_by_arm = { experimental = 0.1 }\n"
                      "new_therapy_before_progression_per_year = 0.02\n"
                      "new_therapy_before_progression_per_year_by_arm = { control = 0.04 }",
                      "[\"treatment_policy\", \"fda\"]"));
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.at(0).study;
    EXPECT_EQ(study.assessments,
              (trials::Assessments{{{28, 12.0}, {56, std::nullopt}}, 0.05, 0.1, 0.04, 0.02}));
    EXPECT_EQ(study.endpoints.at(0).rules,
              (std::vector{CensoringRule::treatment_policy, CensoringRule::fda}));
    EXPECT_FALSE(read(plain_study).file->scenarios.at(0).study.assessments);
}

TEST(ReadAssessments, OneIntervalIsOnePhase) {
    Reading const reading = read(assessed("every_days = 42"));
    ASSERT_TRUE(reading.file) << reading.text();
    EXPECT_EQ(reading.file->scenarios.at(0).study.assessments,
              (trials::Assessments{{{42, std::nullopt}}, 0.0, 0.0, 0.0, 0.0}));
}

TEST(ReadAssessments, WhatIsWrittenBackMeansTheSame) {
    Reading const reading = read(assessed(
        "phases = [{ every_days = 28, until_months = 12 }, { every_days = 56 }]\n"
        "missed_share = 0.05\nnew_therapy_before_progression_per_year_by_arm = { control = 0.04 }",
        "[\"treatment_policy\", \"fda\"]"));
    ASSERT_TRUE(reading.file) << reading.text();
    std::string const written = resolved_toml(*reading.file);
    Reading const again = read(written);
    ASSERT_TRUE(again.file) << again.text() << written;
    EXPECT_EQ(again.file->scenarios, reading.file->scenarios) << written;
}

}  // namespace
}  // namespace vtrial::host::test
