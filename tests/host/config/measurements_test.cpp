// Numbers that are described of patients, and responses in a part of them, in a study file: read,
// refused, written back.
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

[[responses]]
name = "ORR, frail"
measure = "response_pr"
population = "frail"
published = ["ORR_frail"]
published_analysis = "final"

[[measurements]]
name = "trough"
measure = "trough_mg_per_litre"
week = 8
published = ["Ctrough_C3D1"]

[[measurements]]
name = "time to response"
measure = "months_to_response"

[[measurements]]
name = "time on treatment"
measure = "months_on_treatment"
)";

std::string spoilt(std::size_t line, std::string const& by) { return with_line(line, by, text); }

TEST(MeasurementsOfAStudy, AreRead) {
    ASSERT_EQ(std::count(text.begin(), text.end(), '\n'), 80);
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.front().study;
    ASSERT_EQ(study.measurements.size(), 3U);
    EXPECT_EQ(study.measurements[0].measure, trials::MeasurementKind::trough);
    EXPECT_EQ(study.measurements[0].week, 8);
    EXPECT_EQ(study.measurements[0].published, (std::vector<std::string>{"Ctrough_C3D1"}));
    EXPECT_EQ(study.measurements[1].measure, trials::MeasurementKind::time_to_response);
    EXPECT_EQ(study.measurements[2].measure, trials::MeasurementKind::time_on_treatment);
    EXPECT_EQ(study.responses.back().population, "frail");
    EXPECT_EQ(study.responses.back().published, (std::vector<std::string>{"ORR_frail"}));
}

TEST(MeasurementsOfAStudy, AreWrittenBackTheSame) { expect_round_trip(text); }

class BadMeasurements : public testing::TestWithParam<BadInput> {};

TEST_P(BadMeasurements, AreRefusedAtTheirPlace) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Of, BadMeasurements,
    testing::Values(
        BadInput{"no_measure", spoilt(76, ""),
                 "study.toml:74:1: error: measurements.time to response.measure is missing"},
        BadInput{"week_within_a_cycle", spoilt(71, "week = 9"),
                 "study.toml:71:8: error: measurements.trough.week must be a multiple of 4, the "
                 "first week of a cycle, 4 ... 480, got 9"},
        BadInput{"week_of_a_time", spoilt(76, "measure = \"months_to_response\"\nweek = 8"),
                 "study.toml:77:8: error: measurements.time to response.week belongs to measure = "
                 "\"trough_mg_per_litre\"; drop it"},
        BadInput{"name_of_a_response", spoilt(75, "name = \"ORR, frail\""),
                 "study.toml:75:8: error: measurements.ORR, frail.name must be that of no other "
                 "measurement, response or adverse event, got \"ORR, frail\""},
        BadInput{"unknown_population", spoilt(64, "population = \"fit\""),
                 "study.toml:64:14: error: responses.ORR, frail in fit.population names no "
                 "subgroup, got "
                 "\"fit\""},
        BadInput{"unknown_second_randomisation", spoilt(64, "from = \"maintenance\""),
                 "study.toml:64:8: error: responses.ORR, frail_from_maintenance.from names "
                 "no second randomisation, got \"maintenance\""},
        BadInput{"unknown_analysis", spoilt(66, "published_analysis = \"last\""),
                 "study.toml:66:22: error: responses.ORR, frail in frail.published_analysis "
                 "names no analysis, got \"last\""},
        BadInput{"other_model",
                 plain_study + "[[measurements]]\nname = \"t\"\nmeasure = \"months_to_response\"\n",
                 "study.toml:43:1: error: measurements is of the disease model; it needs "
                 "model.type = \"myeloma\""}),
    name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
