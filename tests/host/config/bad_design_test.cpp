// Bad inputs 23 to 39, 51, 52, 58 to 60: values that do not go together.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

class BadDesign : public testing::TestWithParam<BadInput> {};

TEST_P(BadDesign, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

std::string const control_arm = "[[arms]]\nlabel = \"A\"\nrole = \"control\"\n";
std::string const factor = "[[strata]]\nname = \"ISS\"\nlevels = [\"I\", \"II\"]\n";

/// Arms stand from line 28 on, an arm in each three lines.
std::string with_arms(std::string const& arms) { return with_line(28, arms); }

/// Recruitment by rates from line 13 on.
std::string with_rates(std::string const& starts, std::string const& rates) {
    return with_line(13, "starts_months = " + starts + "\npatients_per_month = " + rates);
}

/// The progression hazard in pieces from line 16 on.
std::string with_pieces(std::string const& starts, std::string const& rates) {
    return with_line(16, "starts_months = " + starts + "\nrates_per_month = " + rates);
}

std::string with_effect(std::string const& more) {
    return with_line(17, "effect = { hazard_ratio = 0.7, " + more + " }");
}

std::vector<BadInput> bad_arms_and_strata() {
    return {
        {"id23_one_arm", with_arms(control_arm),
         "study.toml:28:1: error: arms must be two, one \"control\" and one \"experimental\", or "
         "one \"experimental\", got one \"control\""},
        {"id24_two_controls",
         with_arms(control_arm + "[[arms]]\nlabel = \"B\"\nrole = \"control\""),
         "study.toml:28:1: error: arms must be one \"control\" and one \"experimental\", got two "
         "controls"},
        {"id25_ratio_zero",
         with_arms(control_arm +
                   "ratio = 0\n[[arms]]\nlabel = \"B\"\nrole = \"experimental\"\nratio = 2"),
         "study.toml:31:9: error: arms.A.ratio must be 1 ... 15, got 0"},
        {"id26_duplicate_labels",
         with_arms(control_arm + "[[arms]]\nlabel = \"A\"\nrole = \"experimental\""),
         "study.toml:32:9: error: arms.A.label must be unique, got \"A\" twice"},
        {"id27_prevalences_sum", with_line(28, factor + "prevalences = [0.3, 0.5]"),
         "study.toml:31:15: error: strata.ISS.prevalences must sum to 1, but [0.3, 0.5] sum to "
         "0.8"},
        {"id27_prevalence_count", with_line(28, factor + "prevalences = [1]"),
         "study.toml:31:15: error: strata.ISS.prevalences must be one number for each of the 2 "
         "levels, got 1"},
        {"id28_block_size", with_line(8, "block_size = 3"),
         "study.toml:8:14: error: design.block_size must be a multiple of the sum of the arms' "
         "ratios, 2, got 3"},
        {"id29_unknown_factor", with_effect("by_level = { ISS = [1, 2] }"),
         "study.toml:17:51: error: model.progression.effect.by_level.ISS names no factor of "
         "[[strata]] or [[biomarkers]]"},
        {"id29_no_strata_to_test",
         with_line(35, "name = \"PFS\"\ndecides = \"logrank_stratified\""),
         "study.toml:36:11: error: endpoints.PFS.decides is \"logrank_stratified\", but there are "
         "no strata; add [[strata]] or use \"logrank\""},
        {"id30_no_hazard", with_line(16, ""),
         "study.toml:15:1: error: model.progression gives no hazard; state median_months, "
         "rate_per_month, or starts_months with rates_per_month"},
        {"id30_experimental_without_hazard", with_line(17, "experimental = { cured_share = 0.1 }"),
         "study.toml:17:16: error: model.progression.experimental gives no hazard; state "
         "median_months, rate_per_month, or starts_months with rates_per_month"},
    };
}

std::vector<BadInput> bad_times() {
    return {
        {"id31_not_from_zero", with_pieces("[1, 6]", "[0.1, 0.2]"),
         "study.toml:16:17: error: model.progression.starts_months must begin with 0 and "
         "increase, got [1, 6]"},
        {"id31_not_increasing", with_pieces("[0, 6, 6]", "[0.1, 0.2, 0.3]"),
         "study.toml:16:17: error: model.progression.starts_months must begin with 0 and "
         "increase, got [0, 6, 6]"},
        {"id31_accrual_not_increasing", with_rates("[0, 5, 3]", "[5, 10, 20]"),
         "study.toml:13:17: error: accrual.starts_months must begin with 0 and increase, got [0, "
         "5, 3]"},
        {"id32_rate_count", with_pieces("[0, 6]", "[0.1]"),
         "study.toml:17:19: error: model.progression.rates_per_month must be one rate for each of "
         "the 2 starts_months, got 1"},
        {"id32_accrual_rate_count", with_rates("[0]", "[5, 10]"),
         "study.toml:14:22: error: accrual.patients_per_month must be one rate for each of the 1 "
         "starts_months, got 2"},
        {"id33_never_recruited", with_rates("[0, 6]", "[20, 0]"),
         "study.toml:14:22: error: accrual.patients_per_month ends at 0 before all 300 patients "
         "are recruited; let the last rate be above 0"},
        {"id34_accrual_after_the_end", with_line(13, "months = 100"),
         "study.toml:12:1: error: accrual takes 100 months, but the study ends at "
         "design.maximum_months, 100; recruit faster or end later"},
        {"id35_no_rate", with_rates("[0, 6]", "[0, 0]"),
         "study.toml:14:22: error: accrual.patients_per_month must not all be 0: no patient would "
         "arrive"},
        {"id37_no_assessments_in_this_format", with_line(9, "assessment_months = 0"),
         "study.toml:9:1: error: unknown key \"assessment_months\" in design"},
        {"id38_waning_ends_before_start",
         with_effect("waning_starts_months = 12, waning_ends_months = 12"),
         "study.toml:17:80: error: model.progression.effect.waning_ends_months must be after "
         "waning_starts_months, 12, and at most 480, got 12"},
        {"id38_waning_starts_before_effect",
         with_effect("delay_months = 6, waning_starts_months = 3, waning_ends_months = 9"),
         "study.toml:17:73: error: model.progression.effect.waning_starts_months must not be "
         "before 0 or delay_months, 6, got 3"},
        {"id38_waning_without_end", with_effect("waning_starts_months = 12"),
         "study.toml:17:10: error: model.progression.effect needs both waning_starts_months and "
         "waning_ends_months, got no waning_ends_months"},
        {"id38_waning_too_long", with_effect("waning_starts_months = 12, waning_ends_months = 60"),
         "study.toml:17:10: error: model.progression.effect makes 50 pieces of the hazard, at most "
         "32 are allowed; shorten the waning (a step is at most a month)"},
        {"id39_cured_share_leaves_too_few",
         with_line(16, "median_months = 20\ncured_share = 0.5",
                   with_line(19, "rate_per_month = 0.002\ncured_share = 0.4")),
         "study.toml:33:10: error: analyses.final.events cannot be reached: cured_share leaves 180 "
         "of 300 patients who may have an event, on average, got 200"},
    };
}

std::vector<BadInput> bad_analyses() {
    std::string const second = "endpoint = \"PFS\"\n[[analyses]]\nname = \"later\"\n";
    return {
        {"id51_events_do_not_increase", with_line(32, second + "events = 200\nendpoint = \"PFS\""),
         "study.toml:35:10: error: analyses.later.events must exceed that of the earlier analysis "
         "\"final\", 200, got 200"},
        {"id52_more_events_than_patients", with_line(31, "events = 301"),
         "study.toml:31:10: error: analyses.final.events must be at most design.patients, 300, got "
         "301"},
        {"id52_no_events", with_line(31, "events = 0"),
         "study.toml:31:10: error: analyses.final.events must be 1 ... 1048576, got 0"},
        {"id58_follow_up_beyond_the_end", with_line(32, second + "minimum_follow_up_months = 81"),
         "study.toml:35:28: error: analyses.later.minimum_follow_up_months must end before "
         "design.maximum_months, 100, but accrual takes 20 months, got 81"},
        {"id59_analysis_beyond_the_end", with_line(32, second + "calendar_months = 101"),
         "study.toml:35:19: error: analyses.later.calendar_months must be above 0 and at most "
         "design.maximum_months, 100, got 101"},
        {"id59_latest_beyond_the_end", with_line(32, "endpoint = \"PFS\"\nat_latest_months = 101"),
         "study.toml:33:20: error: analyses.final.at_latest_months must be above 0 and at most "
         "design.maximum_months, 100, got 101"},
        {"id60_no_trigger", with_line(32, second),
         "study.toml:33:1: error: analyses.later has no trigger; state events and endpoint, "
         "events_by_endpoint, calendar_months, or minimum_follow_up_months"},
        {"id60_two_triggers", with_line(32, "endpoint = \"PFS\"\ncalendar_months = 50"),
         "study.toml:29:1: error: analyses.final.when is missing: are the data cut at the "
         "\"earliest\" or the \"latest\" of the triggers?"},
        {"id60_events_of_nothing", with_line(32, ""),
         "study.toml:29:1: error: analyses.final.endpoint is missing: events of what?"},
        {"id60_level_of_no_analysis", with_line(36, "levels_one_sided = { interim = 0.01 }"),
         "study.toml:36:32: error: endpoints.PFS.levels_one_sided.interim names no analysis; there "
         "are \"final\""},
        {"id60_unknown_endpoint", with_line(35, "name = \"EFS\""),
         "study.toml:35:8: error: endpoints.EFS.name must be \"PFS\", \"PFS2\", \"OS\", "
         "\"TTNT\", \"DOR\" or \"TTD\", got \"EFS\""},
    };
}

INSTANTIATE_TEST_SUITE_P(ArmsAndStrata, BadDesign, testing::ValuesIn(bad_arms_and_strata()),
                         name_of_bad_input);
INSTANTIATE_TEST_SUITE_P(Times, BadDesign, testing::ValuesIn(bad_times()), name_of_bad_input);
INSTANTIATE_TEST_SUITE_P(Analyses, BadDesign, testing::ValuesIn(bad_analyses()), name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
