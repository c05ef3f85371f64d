#include "host/report/json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "host/report/csv.hpp"
#include "tests/host/report/simulated_result.hpp"
#include "tests/host/report/whole_reports.hpp"

namespace vtrial::host {
namespace {

using test::results_json;

using Json = nlohmann::ordered_json;

class ResultsJson : public ::testing::Test {
  protected:
    ResultsJson() {
        results_.push_back(test::simulated(plain_, 60));
        results_.push_back(test::simulated(stratified_, 60));
        text_ = results_json(results_);
        json_ = Json::parse(text_);
    }

    /// The object that docs/RESULT_FILES.md says a row stands in.
    Json const& object_of(EstimateRow const& row) const {
        Json const* object = &json_["scenarios"][row.scenario]["analyses"][row.analysis];
        if (!row.endpoint.empty()) object = &object->at("endpoints").at(row.endpoint);
        if (!row.arm.empty()) object = &object->at("arms").at(row.arm);
        if (!row.test.empty()) object = &object->at("tests").at(row.test);
        object = &object->at(row.quantity);
        return row.at ? object->at("at").at(write_exact(*row.at)) : *object;
    }

    trials::Scenario plain_ = test::small_scenario();
    trials::Scenario stratified_ = test::stratified_scenario();
    std::vector<ScenarioResult> results_;
    std::string text_;
    Json json_;
};

TEST_F(ResultsJson, BeginsWithItsSchemaAndThePower) {
    EXPECT_EQ(text_.substr(0, 44), "{\n \"schema_version\": 1,\n \"power\": {\n  \"base\"");
    EXPECT_EQ(json_["scenarios"]["base"]["replicates"], 60);
    EXPECT_EQ(json_["scenarios"]["base"]["description"], plain_.description);
    Json const& final = json_["scenarios"]["stratified"]["analyses"]["final"]["endpoints"];
    EXPECT_EQ(json_["power"]["stratified"]["PFS"]["estimate"],
              final["PFS"]["tests"]["logrank"]["power"]["estimate"]);
    EXPECT_EQ(json_["power"]["stratified"]["OS"]["mcse"],
              final["OS"]["tests"]["logrank_stratified"]["power"]["mcse"]);
    EXPECT_FALSE(json_["power"]["base"].contains("OS"));
}

TEST_F(ResultsJson, HoldsTheNumbersOfTheCsvFile) {
    for (ScenarioResult const& result : results_) {
        for (EstimateRow const& row : estimates(result)) {
            Json const& object = object_of(row);
            ASSERT_EQ(object["estimate"].is_null(), !row.estimate.has_value());
            if (row.estimate) {
                EXPECT_EQ(object["estimate"].get<double>(),
                          std::stod(write_estimate(*row.estimate, row.mcse)));
                EXPECT_EQ(object["mcse"].get<double>(), std::stod(write_error(*row.mcse)));
            }
        }
    }
}

TEST_F(ResultsJson, HoldsTheCurves) {
    std::vector<CurveRow> const rows = curves(results_[0]);
    Json const& arms =
        json_["scenarios"]["base"]["analyses"][rows[0].analysis]["endpoints"]["PFS"]["arms"];
    Json const& curve = arms["VRd"]["curve"];
    ASSERT_GT(curve["month"].size(), 12U);
    for (std::size_t month = 0; month < curve["month"].size(); ++month) {
        EXPECT_EQ(curve["month"][month], month);
        EXPECT_NEAR(curve["survival"][month].get<double>(), rows[month].survival, 1e-3);
        EXPECT_EQ(curve["lower"][month].is_null(), !rows[month].lower.has_value());
    }
}

TEST_F(ResultsJson, IsTheSameTextAgain) { EXPECT_EQ(text_, results_json(results_)); }

}  // namespace
}  // namespace vtrial::host
