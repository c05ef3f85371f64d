// Scenarios and command-line overrides: what they change, and where their errors are told.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

trials::Study const& study_of(Reading const& reading, std::size_t scenario) {
    return reading.file.value().scenarios.at(scenario).study;
}

/// The plain study with this line in the scenario `planned`; it is line 40.
std::string with_set(std::string const& changes) {
    return with_line(39, "name = \"planned\"\nset = { " + changes + " }");
}

std::vector<std::string> errors_of(std::string const& text, std::string const& option = "") {
    ReadOptions options;
    if (!option.empty()) {
        options.overrides.push_back(option);
    }
    return read(text, options).messages(Severity::error);
}

TEST(Scenarios, ChangeTheirOwnStudyOnly) {
    Reading const reading = read(rich_study());
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& late = study_of(reading, 2);
    EXPECT_EQ(late.model.transitions[0].effect.delay_months, 6.0);
    EXPECT_EQ(late.model.transitions[1].effect.hazard_ratio, 0.65);
    EXPECT_EQ(late.model.transitions[4].experimental->median_months, 15.5);
    EXPECT_EQ(late.analyses.at(0).triggers.at(0).events, 130);
    EXPECT_EQ(late.analyses.at(1).triggers.at(0).events, 220);
    EXPECT_EQ(late.endpoints.at(0).levels_one_sided.at("look.1"), 0.006);
    EXPECT_EQ(late.arms[0].ratio, 2);
    EXPECT_EQ(late.dropout.control_per_year, 0.05);
    EXPECT_EQ(study_of(reading, 0).analyses.at(0).triggers.at(0).events, 120);
    EXPECT_TRUE(study_of(reading, 3).factors.empty());
    EXPECT_EQ(study_of(reading, 3).seed, 3U);
}

TEST(Scenarios, MaySetWhatTheFileLeavesOut) {
    Reading const reading =
        read(with_set("\"arms.experimental.ratio\" = 3, \"dropout.by_arm.control\" = 0.1, "
                      "\"model.frailty_sd\" = 0.5, \"endpoints.PFS.decides\" = \"logrank\""));
    ASSERT_TRUE(reading.file) << reading.text();
    EXPECT_EQ(study_of(reading, 0).arms[1].ratio, 3);
    EXPECT_EQ(study_of(reading, 0).dropout.control_per_year, 0.1);
    EXPECT_EQ(study_of(reading, 0).model.frailty_sd, 0.5);
}

TEST(Scenarios, ErrorsPointIntoTheSet) {
    EXPECT_EQ(errors_of(with_set("\"design.patients\" = 1")),
              std::vector<std::string>{"study.toml:40:29: error: design.patients must be 2 ... "
                                       "1048576, got 1 (scenario \"planned\")"});
    EXPECT_EQ(errors_of(with_set("\"design.patients\" = \"many\"")),
              std::vector<std::string>{
                  "study.toml:40:29: error: design.patients must be an integer (no point, no "
                  "exponent), got \"many\" (scenario \"planned\")"});
}

TEST(Scenarios, UnknownPathsAreToldWithTheNearest) {
    EXPECT_EQ(errors_of(with_set("\"design.patient\" = 100")),
              std::vector<std::string>{"study.toml:40:9: error: unknown key \"patient\" in design; "
                                       "did you mean \"patients\"? (scenario \"planned\")"});
    EXPECT_EQ(errors_of(with_set("\"modle.frailty_sd\" = 0.1")),
              std::vector<std::string>{"study.toml:40:9: error: unknown key \"modle\"; did you "
                                       "mean \"model\"? (scenario \"planned\")"});
    EXPECT_EQ(errors_of(with_set("\"analyses.finl.events\" = 100")),
              std::vector<std::string>{"study.toml:40:9: error: analyses has no element \"finl\"; "
                                       "did you mean \"final\"? (scenario \"planned\")"});
    EXPECT_EQ(errors_of(with_set("\"design.patients.x\" = 100")),
              std::vector<std::string>{"study.toml:40:9: error: design.patients is 300, not a "
                                       "table (scenario \"planned\")"});
    EXPECT_EQ(errors_of(with_set("\"design.\" = 100")),
              std::vector<std::string>{"study.toml:40:9: error: \"design.\" is no path of keys "
                                       "(scenario \"planned\")"});
}

TEST(Scenarios, PathsWithoutQuotesAreNotTakenForTables) {
    EXPECT_EQ(errors_of(with_set("design.patients = 200")),
              std::vector<std::string>{
                  "study.toml:40:9: error: \"design\" would replace the whole table; write the "
                  "path in quotes, \"design.KEY\" = VALUE, or the new table as \"design\" = { ... "
                  "} (scenario \"planned\")"});
}

TEST(Scenarios, CannotChangeWhatAllShare) {
    EXPECT_EQ(errors_of(with_set("replicates = 200")),
              std::vector<std::string>{"study.toml:40:9: error: \"replicates\" is common to all "
                                       "scenarios; set it outside of them"});
    EXPECT_EQ(errors_of(with_set("seed = 2 }\nseed = 3 #")),
              std::vector<std::string>{
                  "study.toml:40:9: error: \"seed\" contradicts scenarios.planned.seed; keep one "
                  "of them"});
}

TEST(Scenarios, AtMostSixtyFour) {  // id 62
    std::string text = plain_study;
    for (int extra = 0; extra < 63; ++extra) {
        text += "[[scenarios]]\nname = \"s" + std::to_string(extra) + "\"\n";
    }
    EXPECT_EQ(errors_of(text), std::vector<std::string>{
                                   "study.toml:38:1: error: scenarios must be at most 64, got 65"});
}

TEST(Options, ChangeAllScenariosBeforeTheirOwn) {
    ReadOptions options;
    options.overrides = {"design.patients=400", "title=no quotes", "arms.control.ratio = 2",
                         "design.block_size=3", "scenarios.null.set.design.patients = 500"};
    Reading const reading = read(plain_study, options);
    ASSERT_TRUE(reading.file) << reading.text();
    EXPECT_EQ(reading.file->title, "no quotes");
    EXPECT_EQ(study_of(reading, 0).patients, 400);
    EXPECT_EQ(study_of(reading, 0).accrual.patients_per_month.at(0), 20.0);
    EXPECT_EQ(study_of(reading, 1).patients, 500);
    EXPECT_EQ(study_of(reading, 1).arms[0].ratio, 2);
}

TEST(Options, ErrorsNameTheOption) {
    EXPECT_EQ(errors_of(plain_study, "design.patients=-3"),
              std::vector<std::string>{"--set design.patients=-3: error: design.patients must be 2 "
                                       "... 1048576, got -3"});
    // id 12: a path that does not exist
    EXPECT_EQ(errors_of(plain_study, "design.pateints=3"),
              std::vector<std::string>{"--set design.pateints=3: error: unknown key \"pateints\" "
                                       "in design; did you mean \"patients\"?"});
    EXPECT_EQ(errors_of(plain_study, "accrual.months=ten"),
              std::vector<std::string>{"--set accrual.months=ten: error: accrual.months must be a "
                                       "number, got \"ten\""});
    EXPECT_EQ(errors_of(plain_study, "accrual.months"),
              std::vector<std::string>{"--set accrual.months: error: must be PATH=VALUE, such as "
                                       "design.patients=300"});
    EXPECT_EQ(errors_of(plain_study, "design.patients=3\nseed=4"),
              std::vector<std::string>{"--set design.patients=3\\x0Aseed=4: error: design.patients "
                                       "must be an integer (no point, no exponent), got "
                                       "\"3\\x0Aseed=4\""});
}

TEST(Errors, AreToldTogetherOnceAndInOrder) {
    std::string text = with_line(7, "patients = -3");
    text = with_line(9, "alpha = 0.05", text);
    text = with_line(13, "months = \"x\"", text);
    text = with_line(26, "[model.deaths_after_second_progression]", text);
    text = with_line(36, "levels_one_sided = { final = 0.7, interim = 0.01 }", text);
    text = with_line(39, "name = \"a/b\"\nset = { \"design.patients\" = 2000000 }", text);
    std::vector<std::string> const expected{
        "study.toml:7:12: error: design.patients must be 2 ... 1048576, got -3 (scenario \"null\")",
        "study.toml:9:1: error: unknown key \"alpha\" in design; did you mean "
        "\"alpha_one_sided\"?",
        "study.toml:13:10: error: accrual.months must be a number, got \"x\"",
        "study.toml:26:8: error: unknown key \"deaths_after_second_progression\" in model; did "
        "you mean \"death_after_second_progression\"?",
        "study.toml:36:30: error: endpoints.PFS.levels_one_sided.final must be above 0 and below "
        "0.5, got 0.7",
        "study.toml:36:45: error: endpoints.PFS.levels_one_sided.interim names no analysis; there "
        "are \"final\"",
        std::string("study.toml:39:8: error: scenarios.a/b.name ") + trials::safe_name_rule +
            ", got \"a/b\"",
        "study.toml:40:29: error: design.patients must be 2 ... 1048576, got 2000000 (scenario "
        "\"a/b\")"};
    EXPECT_EQ(errors_of(text), expected);
}

TEST(Errors, OfARelationNameTheScenarioThatBreaksIt) {
    EXPECT_EQ(errors_of(with_set("\"arms.control.ratio\" = 2")),
              std::vector<std::string>{
                  "study.toml:8:14: error: design.block_size must be a multiple of the sum of the "
                  "arms' ratios, 3, got 4 (scenario \"planned\")"});
}

}  // namespace
}  // namespace vtrial::host::test
