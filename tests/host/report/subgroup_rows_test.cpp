// Subgroups in the result files.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "host/report/csv.hpp"
#include "host/report/curves.hpp"
#include "host/report/estimates.hpp"
#include "host/report/json.hpp"
#include "host/report/table.hpp"
#include "tests/host/report/simulated_result.hpp"
#include "tests/host/report/whole_reports.hpp"

namespace vtrial::host::test {
namespace {

/// PFS is decided in all patients and in those at high risk, and described in the others.
trials::Scenario scenario_with_subgroups() {
    trials::Scenario scenario = small_scenario();
    trials::Study& study = scenario.study;
    study.biomarkers = {{"risk", {"standard", "high"}, {0.6, 0.4}}};
    study.subgroups = {{"high_risk", {{"risk", {"high"}}}}, {"others", {{"risk", {"standard"}}}}};
    trials::Endpoint in_subgroup = study.endpoints[0];
    in_subgroup.population = "high_risk";
    trials::Endpoint described;
    described.population = "others";
    study.endpoints = {study.endpoints[0], in_subgroup, described};
    return scenario;
}

std::set<std::string> quantities_in(std::vector<EstimateRow> const& rows,
                                    std::string const& subgroup, std::string const& test) {
    std::set<std::string> quantities;
    for (EstimateRow const& row : rows) {
        if (row.analysis == "final" && row.endpoint == "PFS" && row.subgroup == subgroup &&
            row.test == test && row.arm.empty()) {
            quantities.insert(row.quantity);
        }
    }
    return quantities;
}

TEST(SubgroupRows, HavePowerOnlyWhereTheSubgroupDecides) {
    trials::Scenario const scenario = scenario_with_subgroups();
    std::vector<EstimateRow> const rows = estimates(simulated(scenario, 200));
    std::set<std::string> const decided{"power", "stop_efficacy"};
    EXPECT_EQ(quantities_in(rows, "", "logrank"), decided);
    EXPECT_EQ(quantities_in(rows, "high_risk", "logrank"), decided);
    EXPECT_EQ(quantities_in(rows, "others", "logrank"), std::set<std::string>{"rejects_nominal"});
    EXPECT_TRUE(quantities_in(rows, "others", "cox").contains("hazard_ratio"));
    for (EstimateRow const& row : rows) {
        bool const is_of_trial = row.endpoint.empty();
        EXPECT_TRUE(!is_of_trial || row.subgroup.empty()) << row.quantity;
    }
}

TEST(SubgroupRows, EventsOfPartsAddToThoseOfAll) {
    trials::Scenario const scenario = scenario_with_subgroups();
    std::vector<kernels::ReplicateOutcome> outcomes;
    simulated(scenario, 200, &outcomes);
    for (kernels::ReplicateOutcome const& outcome : outcomes) {
        auto const& estimand = outcome.look[1].estimand;
        for (int arm = 0; arm < 2; ++arm) {
            ASSERT_EQ(estimand[0].events[arm], estimand[1].events[arm] + estimand[2].events[arm]);
        }
    }
}

TEST(SubgroupRows, CurvesAreOfAllPatients) {
    trials::Scenario const scenario = scenario_with_subgroups();
    ScenarioResult const result = simulated(scenario, 50);
    std::vector<CurveRow> const rows = curves(result);
    auto const first = std::count_if(rows.begin(), rows.end(), [](CurveRow const& row) {
        return row.analysis == "final" && row.month == 0;
    });
    EXPECT_EQ(first, 2);  // one an arm
}

TEST(SubgroupRows, StandInTheTableAndInJson) {
    trials::Scenario const scenario = scenario_with_subgroups();
    std::vector<ScenarioResult> results;
    results.push_back(simulated(scenario, 200));
    std::string const text = table(results, {});
    EXPECT_NE(text.find("in high_risk  PFS"), std::string::npos) << text;
    EXPECT_NE(text.find("in others     PFS"), std::string::npos) << text;
    EXPECT_NE(text.find("final         any"), std::string::npos) << text;  // not of the others
    auto const json = nlohmann::json::parse(results_json(results));
    EXPECT_TRUE(json["power"]["base"].contains("PFS in high_risk"));
    EXPECT_FALSE(json["power"]["base"].contains("PFS in others"));
    auto const& pfs = json["scenarios"]["base"]["analyses"]["final"]["endpoints"]["PFS"];
    EXPECT_TRUE(pfs["subgroups"]["others"]["tests"]["cox"].contains("hazard_ratio"));
    EXPECT_TRUE(pfs["tests"]["cox"].contains("hazard_ratio"));
}

TEST(SubgroupRows, HaveCensoringRulesOfTheirOwn) {
    trials::Scenario scenario = scenario_with_subgroups();
    scenario.study.assessments = trials::Assessments{{{28, std::nullopt}}, 0.2, 0.2, 0.0, 0.0};
    scenario.study.endpoints[1].rules = {trials::CensoringRule::fda,
                                         trials::CensoringRule::treatment_policy};
    std::vector<ScenarioResult> results;
    results.push_back(simulated(scenario, 50));
    std::string const text = table(results, {});
    EXPECT_NE(text.find("PFS in high_risk by treatment_policy: "), std::string::npos) << text;
    auto const json = nlohmann::json::parse(results_json(results));
    auto const& rules = json["scenarios"]["base"]["analyses"]["final"]["endpoints"]["PFS"]["rules"];
    EXPECT_TRUE(rules["fda"]["subgroups"]["others"].contains("events"));
    EXPECT_TRUE(rules["fda"].contains("events"));
    EXPECT_TRUE(rules["treatment_policy"]["subgroups"]["high_risk"].contains("events"));
    EXPECT_FALSE(rules["treatment_policy"].contains("events"));
}

}  // namespace
}  // namespace vtrial::host::test
