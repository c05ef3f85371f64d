// The rows of adverse events and quality of life, against the outcomes of the replicates that they
// sum up.
#include "host/report/safety_rows.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "host/report/table.hpp"
#include "tests/host/report/simulated_result.hpp"
#include "tests/host/report/whole_reports.hpp"

namespace vtrial::host::test {
namespace {

constexpr int replicates = 30;
constexpr double rounding = 0x1p-29;  // of the sums' fixed point, and of a quotient

trials::Scenario scenario_with_safety() {
    trials::Scenario scenario;
    scenario.name = "base";
    scenario.study = examples::myeloma_study();
    scenario.study.patients = 120;
    scenario.study.responses = {{.name = "CR", .measure = trials::ResponseMeasure::complete}};
    scenario.study.safety = {
        {.name = "infusion", .event = trials::SafetyEvent::infusion_reaction},
        {.name = "neutropenia", .event = trials::SafetyEvent::neutropenia_grade_3}};
    scenario.study.quality_of_life = {.months = {6.0}};
    scenario.study.analyses = {examples::after_months("final", trials::Trigger::calendar, 30.0)};
    scenario.study.endpoints = {trials::Endpoint{}, trials::Endpoint{}};
    scenario.study.endpoints[1].kind = trials::EndpointKind::TTD;
    return scenario;
}

double estimate_of(std::vector<EstimateRow> const& rows, std::string const& endpoint,
                   std::string const& quantity, std::string const& arm) {
    for (EstimateRow const& row : rows) {
        if (row.endpoint == endpoint && row.quantity == quantity && row.arm == arm) {
            return row.estimate.value();
        }
    }
    throw std::runtime_error("no row of " + quantity);
}

TEST(SafetyRows, AreTheMeansOfTheOutcomes) {
    trials::Scenario const scenario = scenario_with_safety();
    std::vector<kernels::ReplicateOutcome> outcomes;
    ScenarioResult const result = simulated(scenario, replicates, &outcomes);
    std::vector<EstimateRow> const rows = estimates(result);
    double share = 0.0;
    double yearly = 0.0;
    double change = 0.0;
    double asked = 0.0;
    for (kernels::ReplicateOutcome const& outcome : outcomes) {
        kernels::LookOutcome const& look = outcome.look[0];
        kernels::ResponseOutcome const& infusion = look.response[1];  // behind the response
        share += static_cast<double>(infusion.responders[1]) / infusion.patients[1];
        kernels::RecurrentOutcome const& neutropenia = look.recurrent[0];
        yearly += static_cast<double>(neutropenia.events[1]) / neutropenia.treated_cycles[1] *
                  365.25 / 28.0;
        kernels::ScoreOutcome const& score = look.score[0];
        change += static_cast<double>(score.level_changes[1]) / score.asked[1] * 100.0 / 12.0;
        asked += static_cast<double>(score.asked[1]) / score.patients[1];
    }
    std::string const& arm = scenario.study.arms[1].label;
    constexpr double n = replicates;
    EXPECT_NEAR(estimate_of(rows, "infusion", "infusion_reaction", arm), share / n, rounding);
    EXPECT_NEAR(estimate_of(rows, "neutropenia", events_per_year_quantity, arm), yearly / n,
                rounding);
    EXPECT_NEAR(estimate_of(rows, "", score_change_quantity, arm), change / n, 100.0 * rounding);
    EXPECT_NEAR(estimate_of(rows, "", asked_quantity, arm), asked / n, rounding);
    EXPECT_GT(estimate_of(rows, "TTD", "events", arm), 5.0);
}

TEST(SafetyRows, AreInTheTable) {
    trials::Scenario const scenario = scenario_with_safety();
    std::vector<ScenarioResult> results;
    results.push_back(simulated(scenario, replicates));
    std::string const text = table(results);
    EXPECT_NE(text.find("neutropenia: in 0."), std::string::npos) << text;
    EXPECT_NE(text.find("a year of treatment"), std::string::npos) << text;
    EXPECT_NE(text.find("quality of life at month 6: "), std::string::npos) << text;
}

}  // namespace
}  // namespace vtrial::host::test
