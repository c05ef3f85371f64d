// What analyses, endpoints and multiplicity are read into, and what is doubtful about them.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

using trials::EndpointKind;
using trials::Trigger;

trials::Study study_of(std::string const& text, std::size_t scenario = 0) {
    Reading const reading = read(text);
    EXPECT_TRUE(reading.file) << reading.text();
    return reading.file.value().scenarios.at(scenario).study;
}

std::vector<std::string> warnings_of(std::string const& text) {
    Reading const reading = read(text);
    EXPECT_TRUE(reading.file) << reading.text();
    return reading.messages(Severity::warning);
}

TEST(ReadAnalyses, TakesSeveralTriggersInTheOrderOfEndpoints) {
    trials::Analysis const look = study_of(sequential_study()).analyses.at(0);
    EXPECT_EQ(look.triggers,
              (std::vector<trials::CutTrigger>{{Trigger::events, EndpointKind::PFS, 150, 0.0},
                                               {Trigger::events, EndpointKind::OS, 60, 0.0},
                                               {Trigger::calendar, EndpointKind::PFS, 0, 30.0}}));
    EXPECT_EQ(look.when, trials::CutWhen::latest);
}

TEST(ReadAnalyses, TakesHowLongAnAnalysisWaits) {
    trials::Study const study = study_of(sequential_study());
    trials::Analysis const& look = study.analyses.at(0);
    EXPECT_EQ(look.at_latest_months, 50.0);
    EXPECT_EQ(look.checkpoints,
              (std::vector<trials::Checkpoint>{{36.0, EndpointKind::PFS, 120, 54.0},
                                               {52.0, EndpointKind::OS, 40, 60.5}}));
    EXPECT_EQ(look.when_not_reached, trials::NotReached::no_test);
    EXPECT_EQ(look.cleaning_days, 30);
    EXPECT_TRUE(look.analyses_cleaning_events);
    EXPECT_EQ(study.analyses.at(1).minimum_gap_months, 5.5);
    trials::Analysis const& plain = study.analyses.at(2);
    EXPECT_EQ(plain.when_not_reached, trials::NotReached::test);
    EXPECT_EQ(plain.cleaning_days, 0);
    EXPECT_FALSE(plain.analyses_cleaning_events);
}

TEST(ReadEndpoints, TakesTestsAsTextAndAsTables) {
    trials::Endpoint const endpoint = study_of(sequential_study()).endpoints.at(0);
    EXPECT_EQ(name_of(endpoint.deciding_test), "logrank_stratified_margin(1.1)");
    std::vector<std::string> names;
    for (trials::Test const& test : endpoint.further_tests) {
        names.push_back(name_of(test));
    }
    EXPECT_EQ(names, (std::vector<std::string>{"maxcombo", "weighted(0,1)_stratified", "rmst(24)",
                                               "milestone(36)_margin(0.05)"}));
}

TEST(ReadEndpoints, TakesSpendingAndFutility) {
    trials::Study const study = study_of(sequential_study());
    trials::SequentialDesign const& design = *study.endpoints.at(0).sequential;
    EXPECT_EQ(design.spending,
              (trials::Spending{trials::SpendingKind::hwang_shih_decani, -4.0, {}}));
    EXPECT_EQ(design.planned_events,
              (std::map<std::string, int>{{"look.1", 150}, {"middle", 220}, {"final", 300}}));
    trials::Futility const& futility = *design.futility;
    EXPECT_EQ(futility.spending, (trials::Spending{trials::SpendingKind::power, 3.0, {}}));
    EXPECT_EQ(futility.beta, 0.2);
    EXPECT_EQ(futility.hazard_ratio, 0.8);
    EXPECT_TRUE(futility.is_binding);
    EXPECT_EQ(study.endpoints.at(1).sequential->futility->bounds_z,
              (std::map<std::string, double>{{"look.1", -0.5}}));
    EXPECT_EQ(study.endpoints.at(2).sequential->spending.cumulative,
              (std::vector<double>{0.0, 0.005, 0.025}));
}

TEST(ReadEndpoints, PlannedEventsAreThoseOfTheAnalyses) {
    trials::Endpoint const endpoint = study_of(sequential_study(), 3).endpoints.at(0);
    EXPECT_EQ(endpoint.sequential->planned_events,
              (std::map<std::string, int>{{"interim", 150}, {"final", 300}}));
    EXPECT_EQ(endpoint.alpha_one_sided, 0.025);  // the whole level of the design
}

TEST(ReadMultiplicity, TakesAGraphOrAHierarchy) {
    trials::Study const with_graph = study_of(sequential_study());
    EXPECT_EQ(with_graph.graph->weights,
              (std::map<std::string, double>{{"PFS", 0.6}, {"OS", 0.4}}));
    EXPECT_EQ(with_graph.graph->transitions.at("PFS"),
              (std::map<std::string, double>{{"OS", 0.5}, {"PFS2", 0.5}}));
    EXPECT_FALSE(with_graph.endpoints.at(0).alpha_one_sided);
    trials::Study const with_hierarchy = study_of(sequential_study(), 2);
    EXPECT_EQ(with_hierarchy.hierarchy, (std::vector<std::string>{"PFS", "OS", "PFS2"}));
    EXPECT_FALSE(with_hierarchy.graph);
}

TEST(WarnOfDesign, LevelsOfSeveralEndpointsMayExceedThatOfTheDesign) {
    std::string const second = "\n[[endpoints]]\nname = \"OS\"\nlevels_one_sided = { final = ";
    std::string const first = "levels_one_sided = { final = 0.02 }";
    EXPECT_EQ(warnings_of(with_line(36, first + second + "0.005 }")), std::vector<std::string>{});
    EXPECT_EQ(warnings_of(with_line(36, first + second + "0.01 }")),
              std::vector<std::string>{
                  "study.toml:34:1: warning: the levels of 2 endpoints sum to 0.03, above "
                  "design.alpha_one_sided, 0.025: the family-wise error is not controlled; give "
                  "each a part of it, or state design.hierarchy or design.graph"});
    EXPECT_EQ(warnings_of(with_line(10, "maximum_months = 100\nhierarchy = [\"PFS\", \"OS\"]",
                                    with_line(36, first + second + "0.01 }"))),
              std::vector<std::string>{});
}

TEST(WarnOfDesign, FewEventsAreFew) {
    std::string const early = "endpoint = \"PFS\"\n[[analyses]]\nname = \"early\"\n";
    std::string const few =
        " leaves fewer than 10 PFS events at this analysis; tests rest on the normal distribution, "
        "which needs more";
    EXPECT_EQ(warnings_of(with_line(31, "events = 9")),
              std::vector<std::string>{"study.toml:31:10: warning: analyses.final.events" + few});
    EXPECT_EQ(warnings_of(with_line(31, "events = 10")), std::vector<std::string>{});
    EXPECT_EQ(warnings_of(with_line(32, early + "calendar_months = 3")),
              std::vector<std::string>{"study.toml:35:19: warning: analyses.early.calendar_months" +
                                       few});
    EXPECT_EQ(warnings_of(with_line(32, early + "calendar_months = 12")),
              std::vector<std::string>{});
}

TEST(WarnOfDesign, PlannedEventsMayNotFollowTheirAnalysis) {
    std::string const text =
        with_line(36, "spending = { function = \"pocock\" }\nplanned_events = { final = 190 }");
    EXPECT_EQ(warnings_of(text),
              std::vector<std::string>{
                  "study.toml:37:28: warning: endpoints.PFS.planned_events.final is 190, but the "
                  "analysis waits for 200 events; alpha is spent by planned_events"});
}

}  // namespace
}  // namespace vtrial::host::test
