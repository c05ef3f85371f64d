// The rows of numbers that are described of patients, against the outcomes of the replicates that
// they sum up.
#include "host/report/measurement_rows.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "host/report/table.hpp"
#include "tests/host/report/simulated_result.hpp"
#include "tests/host/report/whole_reports.hpp"

namespace vtrial::host::test {
namespace {

constexpr int replicates = 30;
constexpr double rounding = 0x1p-29 * 65536.0;  // of the sums' fixed point, and of a quotient

trials::Scenario scenario_with_measurements() {
    trials::Scenario scenario;
    scenario.name = "base";
    scenario.study = examples::myeloma_study();
    scenario.study.patients = 120;
    scenario.study.measurements = {
        {.name = "trough", .measure = trials::MeasurementKind::trough, .week = 8},
        {.name = "treatment", .measure = trials::MeasurementKind::time_on_treatment}};
    scenario.study.analyses = {examples::after_months("final", trials::Trigger::calendar, 30.0)};
    scenario.study.endpoints = {trials::Endpoint{}};
    return scenario;
}

EstimateRow row_of(std::vector<EstimateRow> const& rows, std::string const& quantity,
                   std::string const& arm, std::string const& endpoint) {
    for (EstimateRow const& row : rows) {
        if (row.quantity == quantity && row.arm == arm && row.endpoint == endpoint) {
            return row;
        }
    }
    throw std::runtime_error("no row of " + quantity);
}

TEST(MeasurementRows, AreTheMeansOfTheOutcomes) {
    trials::Scenario const scenario = scenario_with_measurements();
    std::vector<kernels::ReplicateOutcome> outcomes;
    std::vector<EstimateRow> const rows = estimates(simulated(scenario, replicates, &outcomes));
    double mean = 0.0;
    double deviation = 0.0;
    double median = 0.0;
    double known = 0.0;
    for (kernels::ReplicateOutcome const& outcome : outcomes) {
        kernels::MeasurementOutcome const& trough = outcome.look[0].measurement[0];
        double const n = trough.patients[1];
        double const own = static_cast<double>(trough.sum[1]) / n;
        mean += own / 16.0;
        double const variance =
            (static_cast<double>(trough.squares[1]) - n * own * own) / (n - 1.0);
        deviation += std::sqrt(variance) / 16.0;
        known += n;
        median += outcome.look[0].measurement[1].twice_median[0] / 2.0 / trials::days_per_month;
    }
    std::string const& control = scenario.study.arms[0].label;
    std::string const& experimental = scenario.study.arms[1].label;
    constexpr double n = replicates;
    EstimateRow const trough = row_of(rows, "trough_mg_per_litre", experimental, "trough");
    EXPECT_EQ(trough.at, 8.0);
    EXPECT_NEAR(trough.estimate.value(), mean / n, rounding);
    EXPECT_GT(trough.mcse.value(), 0.0);
    EXPECT_EQ(row_of(rows, "trough_mg_per_litre", control, "trough").estimate, std::nullopt);
    EXPECT_NEAR(row_of(rows, trough_deviation_quantity, experimental, "trough").estimate.value(),
                deviation / n, rounding);
    EXPECT_NEAR(row_of(rows, patients_measured_quantity, experimental, "trough").estimate.value(),
                known / n, 1e-9);
    EXPECT_NEAR(row_of(rows, "months_on_treatment", control, "treatment").estimate.value(),
                median / n, rounding);
}

TEST(MeasurementRows, AreInTheTable) {
    trials::Scenario const scenario = scenario_with_measurements();
    std::vector<ScenarioResult> results;
    results.push_back(simulated(scenario, replicates));
    std::string const text = table(results);
    EXPECT_NE(text.find("trough: mg/L, mean "), std::string::npos) << text;
    EXPECT_NE(text.find("treatment: months, median "), std::string::npos) << text;
}

}  // namespace
}  // namespace vtrial::host::test
