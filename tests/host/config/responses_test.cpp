// Binary endpoints and crossover: read, refused, written back. Bad input 46.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"
#include "trials/validate.hpp"

namespace vtrial::host::test {
namespace {

/// From line 43 on; plain_study has 42 lines.
std::string const responses = R"(
[crossover]
share = 0.4
at = "progression"
hazard_ratio_by_transition = { second_progression = 0.7, next_line_start = 1.1 }
[[responses]]
name = "MRD negativity"
control_rate = 0.1
experimental_rate = 0.25
assessed_months = 12
[[responses]]
name = "CR"
control_rate = 0.3
experimental_rate = 0.4
assessed_months = 6
)";

std::string const text = plain_study + responses;

std::string spoilt(std::size_t line, std::string const& by) { return with_line(line, by, text); }

TEST(ResponsesText, IsRead) {
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.front().study;
    ASSERT_EQ(study.responses.size(), 2u);
    trials::Response const expected{"MRD negativity", 0.1, 0.25, 12.0, {}, 0.0};
    EXPECT_EQ(study.responses[0], expected);
    ASSERT_TRUE(study.crossover.has_value());
    trials::Crossover const crossover{0.4,
                                      trials::CrossoverAt::progression,
                                      {{"second_progression", 0.7}, {"next_line_start", 1.1}}};
    EXPECT_EQ(*study.crossover, crossover);
}

TEST(ResponsesText, ScenarioWithoutEffectHasNone) {
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios[1].study;
    EXPECT_EQ(study.responses[0].experimental_rate, 0.1);
    EXPECT_EQ(study.crossover->hazard_ratio_by_transition.at("second_progression"), 1.0);
    EXPECT_TRUE(trials::has_no_effect(study));
    trials::Study changed = study;
    changed.responses[1].experimental_rate = 0.31;
    EXPECT_FALSE(trials::has_no_effect(changed));
    changed = study;
    changed.crossover->hazard_ratio_by_transition["second_progression"] = 0.9;
    EXPECT_FALSE(trials::has_no_effect(changed));
}

TEST(ResponsesText, IsWrittenBackTheSame) {
    std::string const with_odds = with_line(
        43, "[[strata]]\nname = \"ISS\"\nlevels = [\"I\", \"II\"]\nprevalences = [0.4, 0.6]", text);
    std::string const full = with_odds +
                             "odds_by_level = { ISS = [1, 0.5] }\ncorrelation = 0.3\n[model]\n"
                             "frailty_sd = 0.5\n";
    expect_round_trip(full);
}

class BadResponses : public testing::TestWithParam<BadInput> {};

TEST_P(BadResponses, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Of, BadResponses,
    testing::Values(
        BadInput{"id46_share_without_effect", spoilt(47, ""),
                 "study.toml:44:1: error: crossover.hazard_ratio_by_transition is missing: a share "
                 "of patients crosses over, but to what effect?"},
        BadInput{"id46_no_transition", spoilt(47, "hazard_ratio_by_transition = {}"),
                 "study.toml:47:30: error: crossover.hazard_ratio_by_transition must state the "
                 "effect of crossing over on at least one transition, got none; drop [crossover] "
                 "if nobody crosses over"},
        BadInput{"id46_transition_before_crossover",
                 spoilt(47, "hazard_ratio_by_transition = { progression = 0.7 }"),
                 "study.toml:47:46: error: crossover.hazard_ratio_by_transition.progression names "
                 "no transition after crossing over; these are next_line_start, "
                 "death_before_next_line, second_progression, death_on_next_line, "
                 "death_after_second_progression"},
        BadInput{"id46_transition_before_next_line", spoilt(46, "at = \"next_line_start\""),
                 "study.toml:47:76: error: crossover.hazard_ratio_by_transition.next_line_start "
                 "names no transition after crossing over; these are second_progression, "
                 "death_on_next_line, death_after_second_progression"},
        BadInput{"id16_ratio_of_crossover",
                 spoilt(47, "hazard_ratio_by_transition = { second_progression = 0 }"),
                 "study.toml:47:53: error: crossover.hazard_ratio_by_transition.second_progression "
                 "must be 0.001 ... 1000, got 0"},
        BadInput{"id17_share", spoilt(45, "share = 1.4"),
                 "study.toml:45:9: error: crossover.share must be 0 ... 1, got 1.4"},
        BadInput{"id17_rate", spoilt(50, "control_rate = 1"),
                 "study.toml:50:16: error: responses.MRD negativity.control_rate must be above 0 "
                 "and below 1, got 1"},
        BadInput{"id4_no_assessment", spoilt(52, ""),
                 "study.toml:48:1: error: responses.MRD negativity.assessed_months is missing"},
        BadInput{"id59_beyond_the_study", spoilt(52, "assessed_months = 101"),
                 "study.toml:52:19: error: responses.MRD negativity.assessed_months must be at "
                 "least one day, 0.0329, and at most design.maximum_months, 100, got 101"},
        BadInput{"id26_names", spoilt(54, "name = \"MRD negativity\""),
                 "study.toml:54:8: error: responses.MRD negativity.name must be unique, got \"MRD "
                 "negativity\" twice"},
        BadInput{"id26_name_of_an_endpoint", spoilt(54, "name = \"OS\""),
                 "study.toml:54:8: error: responses.OS.name must not be that of another endpoint, "
                 "got \"OS\""},
        BadInput{"id29_odds_of_no_factor",
                 spoilt(57, "assessed_months = 6\nodds_by_level = { ISS = [1, 2] }"),
                 "study.toml:58:25: error: responses.CR.odds_by_level.ISS names no factor of "
                 "[[strata]] or [[biomarkers]]"},
        BadInput{"id43_correlation",
                 spoilt(57, "assessed_months = 6\ncorrelation = 0.995\n[model]\nfrailty_sd = 1"),
                 "study.toml:58:15: error: responses.CR.correlation must be -0.99 ... 0.99, got "
                 "0.995"},
        BadInput{"id43_nothing_to_link", spoilt(57, "assessed_months = 6\ncorrelation = 0.5"),
                 "study.toml:58:15: error: responses.CR.correlation links the response to the "
                 "frailty, but there is none; state model.frailty_sd, or drop it"}),
    name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
