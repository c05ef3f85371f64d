// Bad inputs 51, 52 and 60: data that are never cut.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

class BadAnalysis : public testing::TestWithParam<BadInput> {};

TEST_P(BadAnalysis, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

/// More lines of the only analysis, from line 33 on.
std::string with_analysis(std::string const& lines) {
    return with_line(32, "endpoint = \"PFS\"\n" + lines);
}

/// What triggers the only analysis, from line 31 on.
std::string with_trigger(std::string const& lines) {
    return with_line(31, lines, with_line(32, ""));
}

std::vector<BadInput> bad_cuts() {
    return {
        {"id51_planned_not_clear",
         with_analysis("[[analyses]]\nname = \"late\"\ncalendar_months = 90\n[[endpoints]]\nname = "
                       "\"OS\"\nspending = { function = \"pocock\" }"),
         "study.toml:36:1: error: endpoints.OS.planned_events is missing: not every analysis is "
         "triggered by OS events alone; state the events expected at each analysis that tests this "
         "endpoint, such as { final = 300 }"},
        {"id51_events_fall_beside_other_triggers",
         with_analysis("[[analyses]]\nname = \"late\"\nevents_by_endpoint = { PFS = 199, OS = 100 "
                       "}\nwhen = \"latest\""),
         "study.toml:35:30: error: analyses.late.events_by_endpoint.PFS must not be below that of "
         "the earlier analysis \"final\", 200, got 199"},
        {"id52_more_events_than_expected", with_line(31, "events = 290"),
         "study.toml:31:10: error: analyses.final.events cannot be expected: 280 PFS events come "
         "by design.maximum_months, 100, on average, got 290; end later, enrol more or wait for "
         "fewer"},
        {"id60_when_of_one_trigger", with_analysis("when = \"latest\""),
         "study.toml:33:8: error: analyses.final.when belongs to several triggers, but there is "
         "one; drop it"},
        {"id60_events_stated_twice", with_analysis("events_by_endpoint = { OS = 100 }"),
         "study.toml:33:22: error: analyses.final.events_by_endpoint contradicts events; state all "
         "events here"},
        {"id60_events_of_unknown_endpoint",
         with_trigger("events_by_endpoint = { PSF = 100, OS = 80 }\nwhen = \"latest\""),
         "study.toml:31:22: error: analyses.final.events_by_endpoint names \"PSF\", which is no "
         "endpoint; did you mean \"PFS\"?"},
        {"id60_too_many_triggers",
         with_trigger("events_by_endpoint = { PFS = 100, PFS2 = 90, OS = 80 }\ncalendar_months = "
                      "50\nminimum_follow_up_months = 20\nwhen = \"latest\""),
         "study.toml:29:1: error: analyses.final must have 1 ... 4 triggers, got 5"},
        {"id60_gap_before_the_first", with_analysis("minimum_gap_months = 3"),
         "study.toml:33:22: error: analyses.final.minimum_gap_months has no analysis before it to "
         "keep away from; drop it"},
        {"id60_gap_below_zero",
         with_analysis(
             "[[analyses]]\nname = \"late\"\ncalendar_months = 90\nminimum_gap_months = -1"),
         "study.toml:36:22: error: analyses.late.minimum_gap_months must be 0 ... 100, got -1"},
        {"id60_cleaning_is_whole", with_analysis("cleaning_days = 20.5"),
         "study.toml:33:17: error: analyses.final.cleaning_days must be an integer (no point, no "
         "exponent), got 20.5"},
        {"id60_cleaning_below_zero", with_analysis("cleaning_days = -1"),
         "study.toml:33:17: error: analyses.final.cleaning_days must be 0 ... 366, got -1"},
        {"id60_cleaning_events_unknown", with_analysis("cleaning_events = \"both\""),
         "study.toml:33:19: error: analyses.final.cleaning_events must be \"left_out\" or "
         "\"included\", got \"both\""},
        {"id60_not_reached_unknown", with_analysis("when_not_reached = \"skip\""),
         "study.toml:33:20: error: analyses.final.when_not_reached must be \"test\" or "
         "\"no_test\", got \"skip\""},
        {"id60_checkpoint_without_latest",
         with_analysis("checkpoints = [{ calendar_months = 40, endpoint = \"PFS\", "
                       "fewer_than_events = 100, then_at_latest_months = 60 }]"),
         "study.toml:33:15: error: analyses.final.checkpoints let the analysis wait longer than "
         "at_latest_months; state it"},
        {"id60_checkpoint_too_late",
         with_analysis("at_latest_months = 50\ncheckpoints = [{ calendar_months = 51, endpoint = "
                       "\"PFS\", fewer_than_events = 100, then_at_latest_months = 60 }]"),
         "study.toml:34:36: error: analyses.final.checkpoints[0].calendar_months must be above 0 "
         "and at most the latest month of the analysis by then, 50, got 51"},
        {"id60_checkpoint_gives_no_time",
         with_analysis("at_latest_months = 50\ncheckpoints = [{ calendar_months = 40, endpoint = "
                       "\"PFS\", fewer_than_events = 100, then_at_latest_months = 50 }]"),
         "study.toml:34:107: error: analyses.final.checkpoints[0].then_at_latest_months must be "
         "above the latest month so far, 50, and at most design.maximum_months, 100, got 50"},
        {"id60_checkpoint_of_no_events",
         with_analysis("at_latest_months = 50\ncheckpoints = [{ calendar_months = 40, endpoint = "
                       "\"PFS\", fewer_than_events = 0, then_at_latest_months = 60 }]"),
         "study.toml:34:78: error: analyses.final.checkpoints[0].fewer_than_events must be 1 ... "
         "300, got 0"},
        {"id60_checkpoint_key_missing",
         with_analysis("at_latest_months = 50\ncheckpoints = [{ calendar_months = 40, endpoint = "
                       "\"PFS\", then_at_latest_months = 60 }]"),
         "study.toml:34:16: error: analyses.final.checkpoints[0].fewer_than_events is missing"},
        {"id60_too_many_checkpoints",
         with_analysis(
             "at_latest_months = 50\ncheckpoints = [\n{ calendar_months = 40, endpoint = \"PFS\", "
             "fewer_than_events = 9, then_at_latest_months = 51 },\n{ calendar_months = 40, "
             "endpoint = \"PFS\", fewer_than_events = 9, then_at_latest_months = 52 },\n{ "
             "calendar_months = 40, endpoint = \"PFS\", fewer_than_events = 9, "
             "then_at_latest_months = 53 },\n{ calendar_months = 40, endpoint = \"PFS\", "
             "fewer_than_events = 9, then_at_latest_months = 54 },\n{ calendar_months = 40, "
             "endpoint = \"PFS\", fewer_than_events = 9, then_at_latest_months = 55 }]"),
         "study.toml:34:15: error: analyses.final.checkpoints must be at most 4, got 5"},
    };
}

INSTANTIATE_TEST_SUITE_P(Cuts, BadAnalysis, testing::ValuesIn(bad_cuts()), name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
