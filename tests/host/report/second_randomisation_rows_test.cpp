// A second randomisation, and a single arm, in the result files.
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
#include "tests/support/second_randomisation_studies.hpp"

namespace vtrial::host::test {
namespace {

trials::Scenario scenario_with_maintenance() {
    trials::Scenario scenario = small_scenario();
    examples::randomise_again(scenario.study, 3.0, {{"progression", 0.5}});
    return scenario;
}

std::set<std::string> arms_in(std::vector<EstimateRow> const& rows, std::string const& endpoint) {
    std::set<std::string> arms;
    for (EstimateRow const& row : rows) {
        if (row.endpoint == endpoint && !row.arm.empty()) {
            arms.insert(row.arm);
        }
    }
    return arms;
}

TEST(SecondRandomisationRows, HaveItsArms) {
    trials::Scenario const scenario = scenario_with_maintenance();
    ScenarioResult const result = simulated(scenario, 200);
    std::vector<EstimateRow> const rows = estimates(result);
    std::set<std::string> const second{"observation", "maintenance"};
    EXPECT_EQ(arms_in(rows, "PFS"), (std::set<std::string>{"VRd", "D-VRd, weekly"}));
    EXPECT_EQ(arms_in(rows, "PFS_from_maintenance"), second);
    EXPECT_EQ(arms_in(rows, "OS_from_maintenance"), second);
    EXPECT_EQ(arms_in(rows, ""), second);  // of patients_randomised_again
    std::set<std::string> of_curves;
    for (CurveRow const& row : curves(result)) {
        if (row.endpoint == "PFS_from_maintenance") {
            of_curves.insert(row.arm);
        }
    }
    EXPECT_EQ(of_curves, second);
}

TEST(SecondRandomisationRows, CountWhoIsRandomisedAgain) {
    trials::Scenario const scenario = scenario_with_maintenance();
    std::vector<kernels::ReplicateOutcome> outcomes;
    std::vector<EstimateRow> const rows = estimates(simulated(scenario, 200, &outcomes));
    double sum = 0.0;
    double share = 0.0;
    for (kernels::ReplicateOutcome const& outcome : outcomes) {
        kernels::LookOutcome const& look = outcome.look[1];
        double const both = look.randomised_again[0] + look.randomised_again[1];
        sum += both;
        share += both / look.patients;
    }
    auto const of = [&](std::string const& quantity) {
        auto const found = std::find_if(rows.begin(), rows.end(), [&](EstimateRow const& row) {
            return row.analysis == "final" && row.quantity == quantity && row.arm.empty();
        });
        return *found->estimate;
    };
    EXPECT_GT(sum, 0.0);
    EXPECT_DOUBLE_EQ(of("patients_randomised_again"), sum / 200.0);
    EXPECT_NEAR(of("randomised_again_share"), share / 200.0, 1e-9);  // sums in units of 2^-30
}

TEST(SecondRandomisationRows, StandInTheTableAndInJson) {
    trials::Scenario const scenario = scenario_with_maintenance();
    std::vector<ScenarioResult> results;
    results.push_back(simulated(scenario, 50));
    std::string const text = table(results, {});
    EXPECT_NE(text.find("  from maintenance in first_experimental:\n              PFS "),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("maintenance: "), std::string::npos) << text;
    auto const json = nlohmann::json::parse(results_json(results));
    auto const& analysis = json["scenarios"]["base"]["analyses"]["final"];
    EXPECT_TRUE(analysis.contains("randomised_again_share"));
    EXPECT_TRUE(analysis["arms"]["maintenance"].contains("patients_randomised_again"));
    auto const& pfs = analysis["endpoints"]["PFS_from_maintenance"];
    EXPECT_TRUE(pfs["tests"]["cox"].contains("hazard_ratio"));
    EXPECT_TRUE(pfs["arms"]["observation"].contains("curve"));
    EXPECT_TRUE(pfs["subgroups"]["first_experimental"].contains("events"));
}

TEST(SingleArmRows, CompareNothing) {
    trials::Scenario scenario = small_scenario();
    scenario.study = examples::with_single_arm(scenario.study);
    scenario.study.responses = {{"CR", 0.3, 0.3, 3.0, {}, 0.0}};
    std::vector<ScenarioResult> results;
    results.push_back(simulated(scenario, 200));
    std::set<std::string> const expected{
        "month",  "patients",           "events_not_reached", "events",
        "median", "median_not_reached", "survival",           "patients_assessed",
        "rate"};
    std::set<std::string> quantities;
    for (EstimateRow const& row : estimates(results[0])) {
        quantities.insert(row.quantity);
        EXPECT_TRUE(row.arm.empty() || row.arm == "D-VRd, weekly");
        EXPECT_TRUE(row.test.empty());
        bool const is_late = row.quantity == "month" || row.quantity.starts_with("median");
        EXPECT_TRUE(row.estimate || is_late) << row.quantity;
    }
    EXPECT_EQ(quantities, expected);
    for (CurveRow const& row : curves(results[0])) {
        EXPECT_EQ(row.arm, "D-VRd, weekly");
    }
    std::string const text = table(results, {});
    EXPECT_EQ(text.find("nan"), std::string::npos) << text;
    EXPECT_EQ(text.find(" / "), std::string::npos) << text;
}

/// A response and a time that decide, each by a test of one arm.
trials::Scenario scenario_that_decides() {
    trials::Scenario scenario = small_scenario();
    trials::Study& study = scenario.study;
    study = examples::with_single_arm(study);
    study.responses = {{"CR", 0.3, 0.3, 3.0, {}, 0.0}};
    study.endpoints[0].deciding_test.kind = trials::TestKind::one_sample_logrank;
    study.endpoints[0].deciding_test.null_value = 9.0;
    study.endpoints[0].levels_one_sided = {{"final", 0.025}};
    trials::Endpoint response;
    response.kind = trials::EndpointKind::response;
    response.response = "CR";
    response.deciding_test.kind = trials::TestKind::exact_binomial;
    response.deciding_test.null_value = 0.2;
    response.levels_one_sided = {{"interim", 0.025}};
    study.endpoints.push_back(response);
    return scenario;
}

TEST(SingleArmRows, HavePowerWhereItDecides) {
    trials::Scenario const scenario = scenario_that_decides();
    std::vector<kernels::ReplicateOutcome> outcomes;
    std::vector<ScenarioResult> results;
    results.push_back(simulated(scenario, 200, &outcomes));
    auto const rows = estimates(results[0]);
    auto const power = [&](std::string const& endpoint, std::string const& test) {
        auto const found = std::find_if(rows.begin(), rows.end(), [&](EstimateRow const& row) {
            return row.analysis == "final" && row.endpoint == endpoint && row.test == test &&
                   row.quantity == "power";
        });
        return found == rows.end() ? -1.0 : *found->estimate;
    };
    double rejected[2] = {0.0, 0.0};
    for (kernels::ReplicateOutcome const& outcome : outcomes) {
        for (int hypothesis = 0; hypothesis < 2; ++hypothesis) {
            rejected[hypothesis] +=
                outcome.hypothesis[hypothesis].rejected_at >= 0 ? 1.0 / 200.0 : 0.0;
        }
    }
    EXPECT_NEAR(power("PFS", "one_sample_logrank(9)"), rejected[0], 1e-12);
    EXPECT_NEAR(power("CR", "exact_binomial(0.2)"), rejected[1], 1e-12);
    EXPECT_GT(rejected[0] * rejected[1], 0.0);
    for (EstimateRow const& row : rows) {
        EXPECT_NE(row.quantity, "hazard_ratio");
        EXPECT_NE(row.quantity, "rate_difference");
        EXPECT_NE(row.quantity, "rejects_nominal");
    }
    std::string const text = table(results, {});
    EXPECT_NE(text.find("by exact_binomial(0.2)"), std::string::npos) << text;
    auto const json = nlohmann::json::parse(results_json(results));
    EXPECT_NEAR(json["power"]["base"]["CR"]["estimate"].get<double>(), rejected[1], 1e-12);
}

}  // namespace
}  // namespace vtrial::host::test
