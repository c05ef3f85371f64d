// Adverse events and quality of life in a study file: read, refused, written back.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

/// From line 51 on: the study before has 50 lines.
std::string const text = myeloma_study() + R"(
[[biomarkers]]
name = "frailty"
covariate = "frailty"
levels = ["no", "yes"]

[[subgroups]]
name = "frail"
where = { frailty = ["yes"] }

[[safety]]
name = "neutropenia"
event = "neutropenia_grade_3"
published = ["G34_neutropenia", "G3plus_neutropenia"]
published_analysis = "final"

[[safety]]
name = "neutropenia"
event = "neutropenia_grade_3"
population = "frail"

[quality_of_life]
months = [3, 12]
every_cycles = 2
death_is_deterioration = true

[[endpoints]]
name = "TTD"
)";

std::string spoilt(std::size_t line, std::string const& by) { return with_line(line, by, text); }

TEST(SafetyOfAStudy, IsRead) {
    ASSERT_EQ(std::count(text.begin(), text.end(), '\n'), 78);
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.front().study;
    ASSERT_EQ(study.safety.size(), 2U);
    EXPECT_EQ(study.safety[0].event, trials::SafetyEvent::neutropenia_grade_3);
    EXPECT_EQ(study.safety[0].published,
              (std::vector<std::string>{"G34_neutropenia", "G3plus_neutropenia"}));
    EXPECT_EQ(study.safety[0].published_analysis, "final");
    EXPECT_EQ(name_of(study.safety[1]), "neutropenia in frail");
    ASSERT_TRUE(study.quality_of_life);
    EXPECT_EQ(study.quality_of_life->months, (std::vector<double>{3.0, 12.0}));
    EXPECT_EQ(study.quality_of_life->every_cycles, 2);
    EXPECT_FALSE(study.quality_of_life->goes_on_after_progression);
    EXPECT_EQ(study.quality_of_life->deterioration_points, 10.0);
    EXPECT_TRUE(study.quality_of_life->death_is_deterioration);
}

TEST(SafetyOfAStudy, IsWrittenBackTheSame) { expect_round_trip(text); }

TEST(SafetyOfAStudy, MayBeOfEachEvent) {
    std::string all = myeloma_study();
    for (char const* const event : trials::safety_event_names) {
        all += "[[safety]]\nname = \"" + std::string(event) + "\"\nevent = \"" + event + "\"\n";
    }
    Reading const reading = read(all);
    ASSERT_TRUE(reading.file) << reading.text();
    auto const& safety = reading.file->scenarios.front().study.safety;
    ASSERT_EQ(safety.size(), trials::safety_event_names.size());
    EXPECT_EQ(safety.back().event, trials::SafetyEvent::next_line_daratumumab);
}

class BadSafety : public testing::TestWithParam<BadInput> {};

TEST_P(BadSafety, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Of, BadSafety,
    testing::Values(
        BadInput{"no_event", spoilt(63, ""),
                 "study.toml:61:1: error: safety.neutropenia.event is missing"},
        BadInput{"same_name", spoilt(70, ""),
                 "study.toml:68:8: error: safety.neutropenia.name must be unique, got "
                 "\"neutropenia\" twice"},
        BadInput{"unknown_population", spoilt(70, "population = \"fit\""),
                 "study.toml:70:14: error: safety.neutropenia in fit.population names no subgroup, "
                 "got \"fit\""},
        BadInput{"unknown_analysis", spoilt(65, "published_analysis = \"last\""),
                 "study.toml:65:22: error: safety.neutropenia.published_analysis names no "
                 "analysis, got \"last\""},
        BadInput{"months_out_of_order", spoilt(73, "months = [12, 3]"),
                 "study.toml:73:10: error: quality_of_life.months must increase, got [12, 3]"},
        BadInput{"month_beyond_the_study", spoilt(73, "months = [3, 120]"),
                 "study.toml:73:10: error: quality_of_life.months must be 0.1 ... 100, got 120; at "
                 "most design.maximum_months"},
        BadInput{"never_asked", spoilt(74, "every_cycles = 0"),
                 "study.toml:74:16: error: quality_of_life.every_cycles must be 1 ... 26, got 0"},
        BadInput{"other_model",
                 plain_study + "[[safety]]\nname = \"n\"\nevent = \"infusion_reaction\"\n",
                 "study.toml:43:1: error: safety is of the disease model; it needs model.type = "
                 "\"myeloma\""}),
    name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
