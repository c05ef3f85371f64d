// Responses as endpoints: read, refused, written back.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"
#include "trials/lower.hpp"

namespace vtrial::host::test {
namespace {

/// From line 43 on; plain_study has 42 lines.
std::string const responses = R"toml(
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
)toml";

/// PFS spends too, since a graph gives it a part of the level.
std::string const text =
    with_line(36,
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
        BadInput{"id26_no_response", spoilt(59, "name = \"MRD\""),
                 "study.toml:59:8: error: endpoints.MRD.name must be \"PFS\", \"PFS2\", \"OS\", "
                 "\"TTNT\", \"DOR\", \"TTD\", \"MRD negativity\" or \"CR in time\", got \"MRD\""},
        BadInput{"id54_test_of_times", spoilt(60, "decides = \"logrank\""),
                 "study.toml:60:11: error: endpoints.MRD negativity.decides is \"logrank\", which "
                 "compares times; a response is decided by \"rate_difference\" or \"cmh\", of a "
                 "single arm by \"exact_binomial(RATE)\""},
        BadInput{"id54_test_of_rates", spoilt(35, "name = \"PFS\"\ndecides = \"cmh\""),
                 "study.toml:36:11: error: endpoints.PFS.decides is \"cmh\", which compares rates; "
                 "it belongs to a response"},
        BadInput{"id54_further_test_of_rates",
                 spoilt(35, "name = \"PFS\"\ntests = [\"rate_difference\"]"),
                 "study.toml:36:10: error: endpoints.PFS.tests[0] is \"rate_difference\", which "
                 "compares rates; it belongs to a response"},
        BadInput{"id54_no_strata", spoilt(60, "decides = \"cmh\""),
                 "study.toml:60:11: error: endpoints.MRD negativity.decides is \"cmh\", but there "
                 "are no strata; add [[strata]] or use \"rate_difference\""},
        BadInput{
            "id54_stratified", spoilt(60, "decides = \"rate_difference_stratified\""),
            "study.toml:60:11: error: endpoints.MRD negativity.decides is "
            "\"rate_difference_stratified\", but that test has no strata; use \"rate_difference\""},
        BadInput{"id54_margin_of_cmh", spoilt(60, "decides = { test = \"cmh\", margin = 0.1 }"),
                 "study.toml:60:36: error: endpoints.MRD negativity.decides.margin does not belong "
                 "to the test \"cmh\"; drop it"},
        BadInput{"id54_margin", spoilt(60, "decides = \"rate_difference_margin(1)\""),
                 "study.toml:60:11: error: endpoints.MRD negativity.decides.margin must be above 0 "
                 "and below 1, got 1"},
        BadInput{
            "id54_tests_of_a_response", spoilt(64, "name = \"CR in time\"\ntests = [\"cmh\"]"),
            "study.toml:65:9: error: endpoints.CR in time.tests belongs to times, such as PFS: "
            "both tests of a response are always made; drop it"},
        BadInput{"id50_no_patients_planned", spoilt(62, ""),
                 "study.toml:58:1: error: endpoints.MRD negativity.planned_patients is missing: "
                 "state the patients expected to be assessed by each analysis that tests this "
                 "endpoint, such as { final = 300 }"},
        BadInput{"id50_too_many_patients", spoilt(62, "planned_patients = { final = 301 }"),
                 "study.toml:62:30: error: endpoints.MRD negativity.planned_patients.final must be "
                 "1 ... 300, got 301; at most design.patients can be assessed"}),
    name_of_bad_input);

TEST(ResponseEndpoints, DoNotMakeAStudyWithoutATime) {
    std::string const described = R"(
[[responses]]
name = "CR"
control_rate = 0.3
experimental_rate = 0.4
assessed_months = 6
)";
    Reading const reading = read(with_line(36, "levels_one_sided = { final = 0.025 }",
                                           with_line(35, "name = \"CR\"", plain_study)) +
                                 described);
    EXPECT_EQ(reading.messages(Severity::error),
              std::vector<std::string>{"study.toml:34:1: error: endpoints must have one that is a "
                                       "time, such as PFS or OS; it need not decide"});
}

}  // namespace
}  // namespace vtrial::host::test
