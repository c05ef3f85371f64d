// A study with the disease model: read, refused, written back.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"
#include "trials/covariate_factor.hpp"

namespace vtrial::host::test {
namespace {

std::string const myeloma_text = myeloma_study();

std::string with(std::size_t line, std::string const& text) {
    return with_line(line, text, myeloma_text);
}

TEST(MyelomaText, IsRead) {
    ReadOptions defaults;
    defaults.overrides = {"model.parameters=none"};
    Reading const reading = read(myeloma_text, defaults);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.front().study;
    ASSERT_TRUE(study.myeloma);
    trials::MyelomaModel expected;
    expected.population.age = {70.0, 8.0, 40.0, 90.0};
    expected.population.male_share = 0.5;
    expected.population.stage_shares = {0.25, 0.5, 0.25};
    expected.population.high_risk_cytogenetics_share = 0.15;
    expected.population.performance_shares = {0.5, 0.25, 0.25};
    expected.disease.growth.rate_per_month = 0.05;
    expected.disease.resistant_clone.depth_log10 = 3.0;
    expected.disease.backbone_kill.rate_per_month = 0.4;
    expected.regimens[0].backbone.immunomodulation = 1.0;
    expected.regimens[0].backbone.last_week = 104;
    expected.regimens[1].backbone.immunomodulation = 1.0;
    expected.regimens[1].daratumumab.emplace();
    expected.next_lines.daratumumab_if_sensitive.second_line = 0.2;
    expected.daratumumab.fast_kill.at_floor = trials::FastKillAtCd38Floor::continues;
    EXPECT_EQ(*study.myeloma, expected);
}

TEST(MyelomaText, IsWrittenBackTheSame) { expect_round_trip(myeloma_text); }

std::string const covariate_text = myeloma_text + R"(
[[strata]]
name = "age"
levels = ["below 75", "75 and older"]
covariate = "age_years"
cuts = [75]
[[strata]]
name = "region"
levels = ["America", "other"]
prevalences = [0.3, 0.7]
[[biomarkers]]
name = "stage"
levels = ["I", "II", "III"]
covariate = "iss_stage"
)";

TEST(MyelomaText, HasFactorsThatAreCovariates) {
    Reading const reading = read(covariate_text);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.front().study;
    EXPECT_EQ(study.factors[0], trials::covariate_factor("age", trials::Covariate::age_years,
                                                         {"below 75", "75 and older"}, {75.0}));
    EXPECT_FALSE(study.factors[1].covariate);
    EXPECT_EQ(study.biomarkers[0],
              trials::covariate_factor("stage", trials::Covariate::iss_stage, {"I", "II", "III"}));
    expect_round_trip(covariate_text);
}

TEST(MyelomaText, ScenarioWithoutEffectHasOneRegimen) {
    Reading const reading = read(myeloma_text);
    ASSERT_TRUE(reading.file) << reading.text();
    auto const& planned = reading.file->scenarios[0].study.myeloma->regimens;
    auto const& null = reading.file->scenarios[1].study.myeloma->regimens;
    EXPECT_NE(planned[1], planned[0]);
    EXPECT_EQ(null[1], planned[0]);
}

TEST(MyelomaText, TellsAllThatIsMissing) {
    std::size_t const begin = myeloma_text.find("[model.population]");
    std::size_t const end = myeloma_text.find("[[analyses]]");
    Reading const reading =
        read(myeloma_text.substr(0, begin) + "disease = { growth = {} }\nregimens = {}\n" +
             myeloma_text.substr(end));
    std::vector<std::string> const expected{
        "study.toml:15:1: error: model.next_lines is missing",
        "study.toml:15:1: error: model.population is missing",
        "study.toml:17:11: error: model.disease.backbone_kill.rate_per_month is missing",
        "study.toml:17:11: error: model.disease.resistant_clone.depth_log10 is missing",
        "study.toml:17:22: error: model.disease.growth.rate_per_month is missing",
        "study.toml:18:12: error: model.regimens.control is missing",
        "study.toml:18:12: error: model.regimens.experimental is missing"};
    EXPECT_EQ(reading.messages(Severity::error), expected) << reading.text();
}

class BadMyeloma : public testing::TestWithParam<BadInput> {};

TEST_P(BadMyeloma, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    OfOneValue, BadMyeloma,
    testing::Values(
        BadInput{"unknown_key", with(35, "fast_kill.rate_per_moth = 2"),
                 "study.toml:35:11: error: unknown key \"rate_per_moth\" in "
                 "model.daratumumab.fast_kill; did you mean \"rate_per_month\"?"},
        BadInput{"unknown_table", with(35, "imune_kill.rate_per_month = 0.1"),
                 "study.toml:35:1: error: unknown key \"imune_kill\" in model.daratumumab; did you "
                 "mean \"immune_kill\"?"},
        BadInput{
            "unknown_choice", with(35, "fast_kill.at_floor = \"stops\""),
            "study.toml:35:22: error: model.daratumumab.fast_kill.at_floor must be \"ends\" or "
            "\"continues\", got \"stops\""},
        BadInput{"out_of_range", with(35, "cd38.loss_months = 0"),
                 "study.toml:35:20: error: model.daratumumab.cd38.loss_months must be 0.01 ... "
                 "1200, got 0"},
        BadInput{"wrong_type", with(19, "male_share = \"half\""),
                 "study.toml:19:14: error: model.population.male_share must be a number, got "
                 "\"half\""},
        BadInput{"two_of_three", with(20, "stage_shares = [0.25, 0.75]"),
                 "study.toml:20:16: error: model.population.stage_shares must be 3 numbers, got 2"},
        BadInput{"no_table", with(24, "growth = 0.05"),
                 "study.toml:24:10: error: model.disease.growth must be a table, got 0.05"},
        BadInput{"week_is_whole", with(28, "backbone = { immunomodulation = 1, last_week = 1.5 }"),
                 "study.toml:28:48: error: model.regimens.control.backbone.last_week must be an "
                 "integer (no point, no exponent), got 1.5"},
        BadInput{"no_backbone", with(28, ""),
                 "study.toml:27:1: error: model.regimens.control.backbone is missing"}),
    name_of_bad_input);

INSTANTIATE_TEST_SUITE_P(
    OfSeveralValues, BadMyeloma,
    testing::Values(
        BadInput{"shares_sum", with(20, "stage_shares = [0.25, 0.5, 0.3]"),
                 "study.toml:20:16: error: model.population.stage_shares must sum to 1, got 1.05"},
        BadInput{"prior_lines_twice",
                 with(19,
                      "male_share = 0.5\nprior_lines = [{ lines = 1, share = 0.5 }, "
                      "{ lines = 1, share = 0.5 }]"),
                 "study.toml:20:15: error: model.population.prior_lines must state each number of "
                 "lines once, got 1 twice"},
        BadInput{"lines_of_an_element",
                 with(19,
                      "male_share = 0.5\nprior_lines = [{ lines = 1, share = 1 }, "
                      "{ lines = 25, share = 0 }]"),
                 "study.toml:20:52: error: model.population.prior_lines[1].lines must be 0 ... 20, "
                 "got 25"},
        BadInput{"ages_of_nobody",
                 with(18,
                      "age = { mean_years = 50, sd_years = 8, youngest_years = 80, "
                      "oldest_years = 90 }"),
                 "study.toml:18:22: error: model.population.age.mean_years and sd_years must leave "
                 "at least 0.1 % of patients between youngest_years and oldest_years, 80 ... 90, "
                 "got 50"},
        BadInput{"ages_order",
                 with(18,
                      "age = { mean_years = 70, sd_years = 8, youngest_years = 90, "
                      "oldest_years = 90 }"),
                 "study.toml:18:57: error: model.population.age.youngest_years must be below "
                 "oldest_years, 90, got 90"},
        BadInput{"phases_order",
                 with(31,
                      "daratumumab.phases = [{ from_week = 8, every_weeks = 1 }, "
                      "{ from_week = 8, every_weeks = 2 }]"),
                 "study.toml:31:22: error: model.regimens.experimental.daratumumab.phases must be "
                 "in the order of from_week, each one later"},
        BadInput{"no_phase", with(31, "daratumumab.phases = []"),
                 "study.toml:31:22: error: model.regimens.experimental.daratumumab.phases must "
                 "have one phase at least, got none"},
        BadInput{
            "visits_date_progressions_twice", with(14, "[assessments]\nevery_days = 28\n"),
            "study.toml:17:1: error: model.assessment.visits.phase_width_cycles must be 0 with "
            "[assessments], whose visits date progressions, got 1"},
        BadInput{"crossover",
                 with(14,
                      "[crossover]\nshare = 0.5\nhazard_ratio_by_transition = { "
                      "second_progression = 0.5 }\n"),
                 "study.toml:14:1: error: crossover does not go with model.type = \"myeloma\", "
                 "where model.next_lines.daratumumab_if_sensitive says who has daratumumab later; "
                 "drop it"}),
    name_of_bad_input);

/// covariate_text with another line.
std::string with_covariate(std::size_t line, std::string const& text) {
    return with_line(line, text, covariate_text);
}

INSTANTIATE_TEST_SUITE_P(
    OfCovariates, BadMyeloma,
    testing::Values(
        BadInput{"no_cuts", with_covariate(56, ""),
                 "study.toml:52:1: error: strata.age.cuts must be 1 ... 7 numbers with covariate = "
                 "\"age_years\", got 0"},
        BadInput{"other_levels", with_covariate(56, "cuts = [65, 75]"),
                 "study.toml:54:10: error: strata.age.levels must be 3 with covariate = "
                 "\"age_years\", one below each cut and one from the last on, got 2"},
        BadInput{"drawn_twice",
                 with_covariate(55, "covariate = \"age_years\"\nprevalences = [0.5, 0.5]"),
                 "study.toml:56:15: error: strata.age.prevalences contradicts covariate, which the "
                 "model draws; keep one"},
        BadInput{"cuts_of_nothing", with_covariate(60, "prevalences = [0.3, 0.7]\ncuts = [1]"),
                 "study.toml:61:8: error: strata.region.cuts belongs to covariate, which is "
                 "missing"},
        BadInput{
            "cuts_of_a_flag", with_covariate(55, "covariate = \"frailty\""),
            "study.toml:56:8: error: strata.age.cuts does not belong to frailty, which has two "
            "levels"},
        BadInput{"eligible", with_covariate(14, "[screening]\neligible = { stage = [\"I\"] }\n"),
                 "study.toml:15:22: error: screening.eligible.stage is a covariate of the disease "
                 "model, whose patients are those enrolled; state model.population instead"},
        BadInput{"other_model",
                 plain_study + "[[strata]]\nname = \"sex\"\nlevels = [\"f\", \"m\"]\n"
                               "covariate = \"sex\"\n",
                 "study.toml:46:13: error: strata.sex.covariate is drawn by the disease model "
                 "alone; it needs model.type = \"myeloma\""}),
    name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
