// The rows of binary endpoints, against the outcomes of the replicates that they sum up.
#include "host/report/response_rows.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "host/report/json.hpp"
#include "host/report/table.hpp"
#include "tests/host/report/simulated_result.hpp"
#include "tests/host/report/whole_reports.hpp"

namespace vtrial::host::test {
namespace {

constexpr int replicates = 200;

trials::Scenario scenario_with_response() {
    trials::Scenario scenario = stratified_scenario();
    scenario.study.responses = {{"CR", 0.3, 0.5, 6.0, {}, 0.0}};
    return scenario;
}

EstimateRow const& row_of(std::vector<EstimateRow> const& rows, std::string const& quantity,
                          std::string const& test, std::string const& arm) {
    for (EstimateRow const& row : rows) {
        if (row.analysis == "final" && row.endpoint == "CR" && row.quantity == quantity &&
            row.test == test && row.arm == arm) {
            return row;
        }
    }
    throw std::runtime_error("no row of " + quantity);
}

TEST(ResponseRows, AreTheMeansOfTheOutcomes) {
    trials::Scenario const scenario = scenario_with_response();
    std::vector<kernels::ReplicateOutcome> outcomes;
    ScenarioResult const result = simulated(scenario, replicates, &outcomes);
    std::vector<EstimateRow> const rows = estimates(result);
    double assessed = 0.0;
    double rate[2] = {0.0, 0.0};
    double difference = 0.0;
    double rejects[2] = {0.0, 0.0};
    for (kernels::ReplicateOutcome const& outcome : outcomes) {
        kernels::ResponseOutcome const& response = outcome.look[1].response[0];
        double own[2];
        for (int arm = 0; arm < 2; ++arm) {
            assessed += response.patients[arm];
            own[arm] = static_cast<double>(response.responders[arm]) / response.patients[arm];
            rate[arm] += own[arm];
        }
        difference += own[1] - own[0];
        double const bound = result.tables.plan.nominal_bound;
        rejects[0] += -response.difference.z >= bound ? 1.0 : 0.0;
        rejects[1] += -response.stratified.z >= bound ? 1.0 : 0.0;
    }
    constexpr double n = replicates;
    constexpr double rounding = 0x1p-30;  // of the sums' fixed point
    EXPECT_DOUBLE_EQ(*row_of(rows, "patients_assessed", "", "").estimate, assessed / n);
    EXPECT_NEAR(*row_of(rows, "rate", "", "VRd").estimate, rate[0] / n, rounding);
    EXPECT_NEAR(*row_of(rows, "rate", "", "D-VRd, weekly").estimate, rate[1] / n, rounding);
    EXPECT_NEAR(*row_of(rows, "rate_difference", "rate_difference", "").estimate, difference / n,
                rounding);
    EXPECT_DOUBLE_EQ(*row_of(rows, "rejects_nominal", "rate_difference", "").estimate,
                     rejects[0] / n);
    EXPECT_DOUBLE_EQ(*row_of(rows, "rejects_nominal", "cmh", "").estimate, rejects[1] / n);
    EXPECT_GT(rejects[1], 0.0);
}

TEST(ResponseRows, OfARateIsTheErrorOfAMean) {
    trials::Scenario const scenario = scenario_with_response();
    std::vector<EstimateRow> const rows = estimates(simulated(scenario, replicates));
    EstimateRow const& row = row_of(rows, "rate", "", "VRd");
    // about 60 patients an arm and replicate; drop-outs lower the rate a little
    double const expected = std::sqrt(0.3 * 0.7 / 60.0 / replicates);
    EXPECT_NEAR(*row.mcse, expected, 0.2 * expected);
}

TEST(ResponseRows, AreInTheTable) {
    trials::Scenario const scenario = scenario_with_response();
    std::vector<ScenarioResult> results;
    results.push_back(simulated(scenario, replicates));
    std::string const text = table(results);
    EXPECT_NE(text.find("CR: rates 0."), std::string::npos) << text;
    EXPECT_NE(text.find("cmh rejects in 0."), std::string::npos) << text;
}

TEST(ResponseRows, OfTheDiseaseModelAreCalledByTheirMeasure) {
    trials::Scenario scenario = stratified_scenario();
    scenario.study = examples::myeloma_study_with_responses();
    std::vector<kernels::ReplicateOutcome> outcomes;
    std::vector<ScenarioResult> results;
    results.push_back(simulated(scenario, 5, &outcomes));
    double rate = 0.0;
    for (kernels::ReplicateOutcome const& outcome : outcomes) {
        kernels::ResponseOutcome const& response = outcome.look[1].response[2];
        rate += static_cast<double>(response.responders[1]) / response.patients[1] / 5.0;
    }
    int found = 0;
    for (EstimateRow const& row : estimates(results[0])) {
        if (row.analysis == "late" && row.endpoint == "MRD for a year" &&
            row.arm == scenario.study.arms[1].label) {
            ++found;
            EXPECT_EQ(row.quantity, "mrd_negative");
            EXPECT_EQ(row.at, 12.0);
            EXPECT_NEAR(*row.estimate, rate, 0x1p-30);
        }
    }
    EXPECT_EQ(found, 1);
    EXPECT_GT(rate, 0.0);
    EXPECT_NE(table(results).find("MRD for a year: rates 0."), std::string::npos);
}

}  // namespace
}  // namespace vtrial::host::test
