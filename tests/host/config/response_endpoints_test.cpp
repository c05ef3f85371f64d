// Responses as endpoints: read, refused, written back.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"
#include "trials/lower.hpp"

namespace vtrial::host::test {
namespace {

/// From line 43 on; plain_study has 42 lines.
std::string const responses = R"(
[design.graph]
weights = { "MRD negativity" = 0.2, PFS = 0.8 }
transitions = { "MRD negativity" = { PFS = 1 } }
[[responses]]
name = "MRD negativity"
control_rate = 0.1
experimental_rate = 0.25
assessed_months = 12
[[responses]]
name = "CR in time"
control_rate = 0.3
experimental_rate = 0.4
assessed_months = 6
[[endpoints]]
name = "MRD negativity"
decides = "rate_difference_margin(0.05)"
spending = { function = "lan_demets_pocock" }
planned_patients = { final = 290 }
[[endpoints]]
name = "CR in time"
)";

/// PFS spends too, since a graph gives it a part of the level.
std::string const text =
    with_line(35,
              "spending = { function = \"lan_demets_pocock\" }\nplanned_events = { final = 200 }",
              plain_study) +
    responses;

/// Lines are counted in `text`, which has one more than plain_study.
std::string spoilt(std::size_t line, std::string const& by) { return with_line(line, by, text); }

TEST(ResponseEndpoints, AreRead) {
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.front().study;
    ASSERT_EQ(study.endpoints.size(), 3u);
    trials::Endpoint const& mrd = study.endpoints[1];
    EXPECT_EQ(mrd.kind, trials::EndpointKind::response);
    EXPECT_EQ(mrd.response, "MRD negativity");
    EXPECT_EQ(name_of(mrd.deciding_test), "rate_difference_margin(0.05)");
    ASSERT_TRUE(mrd.sequential);
    EXPECT_EQ(mrd.sequential->planned_events.at("final"), 290);
    trials::Endpoint const& described = study.endpoints[2];
    EXPECT_EQ(name_of(described.deciding_test), "rate_difference");
    EXPECT_FALSE(described.is_decided());
}

TEST(ResponseEndpoints, AreLoweredToHypothesesBesideThoseOnTimes) {
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::PlanTables const tables = lower(reading.file->scenarios.front().study);
    kernels::Plan const& plan = tables.plan;
    EXPECT_EQ(plan.estimands, 1);
    ASSERT_EQ(plan.hypotheses, 2);
    EXPECT_EQ(plan.hypothesis[0].estimand, 0);
    EXPECT_EQ(plan.hypothesis[0].response, -1);
    EXPECT_EQ(plan.hypothesis[1].estimand, -1);
    EXPECT_EQ(plan.hypothesis[1].response, 0);
    EXPECT_EQ(plan.hypothesis[1].test, kernels::rate_test);
    EXPECT_EQ(plan.responses.response[0].margin, 0.05);
    EXPECT_EQ(plan.responses.response[1].margin, 0.0);
}

TEST(ResponseEndpoints, AreWrittenBackTheSame) { expect_round_trip(text); }

class BadResponseEndpoints : public testing::TestWithParam<BadInput> {};

TEST_P(BadResponseEndpoints, AreRefusedAtTheirPlace) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Of, BadResponseEndpoints,
    testing::Values(
        BadInput{"id26_no_response", spoilt(59, "name = \"MRD\""), "X"},
        BadInput{"id54_test_of_times", spoilt(60, "decides = \"logrank\""), "X"},
        BadInput{"id54_test_of_rates", spoilt(34, "name = \"PFS\"\ndecides = \"cmh\""), "X"},
        BadInput{"id54_no_strata", spoilt(60, "decides = \"cmh\""), "X"},
        BadInput{"id54_margin_of_cmh", spoilt(60, "decides = { test = \"cmh\", margin = 0.1 }"),
                 "X"},
        BadInput{"id54_margin", spoilt(60, "decides = \"rate_difference_margin(1)\""), "X"},
        BadInput{"id54_further_tests", spoilt(64, "name = \"CR in time\"\ntests = [\"cmh\"]"), "X"},
        BadInput{"id50_no_patients_planned", spoilt(62, ""), "X"},
        BadInput{"id50_too_many_patients", spoilt(62, "planned_patients = { final = 301 }"), "X"},
        BadInput{"id4_events_of_a_response", spoilt(62, "planned_events = { final = 290 }"), "X"}),
    name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
