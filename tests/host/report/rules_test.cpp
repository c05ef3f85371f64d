// PFS under two censoring rules, side by side in every result file.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/report/curves.hpp"
#include "host/report/estimates.hpp"
#include "host/report/json.hpp"
#include "host/report/table.hpp"
#include "tests/host/report/simulated_result.hpp"
#include "tests/host/report/whole_reports.hpp"

namespace vtrial::host::test {
namespace {

trials::Scenario assessed_scenario(double missed_share) {
    trials::Scenario scenario = small_scenario();
    scenario.study.assessments =
        trials::Assessments{{{28, std::nullopt}}, missed_share, missed_share, 0.0, 0.0};
    scenario.study.endpoints[0].rules = {trials::CensoringRule::treatment_policy,
                                         trials::CensoringRule::fda};
    return scenario;
}

/// The rows of a rule of PFS, without its name.
template <class Row>
std::vector<Row> rows_of(std::vector<Row> const& rows, std::string const& rule) {
    std::vector<Row> found;
    for (Row row : rows) {
        if (row.endpoint == "PFS" && row.rule == rule) {
            row.rule.clear();
            found.push_back(row);
        }
    }
    return found;
}

/// Mean events of PFS under a rule at the last analysis.
double events_of(std::vector<EstimateRow> const& rows, std::string const& rule) {
    double events = 0.0;
    for (EstimateRow const& row : rows_of(rows, rule)) {
        bool const is_mean = row.analysis == "final" && row.quantity == "events" && row.arm.empty();
        events = is_mean ? row.estimate.value() : events;
    }
    return events;
}

TEST(Rules, OnlyPfsHasThemAndOnlyTheFirstDecides) {
    trials::Scenario const scenario = assessed_scenario(0.2);
    for (EstimateRow const& row : estimates(simulated(scenario, 20))) {
        bool const at_a_look = row.analysis != "stop";
        if (row.endpoint == "PFS") {
            EXPECT_TRUE(row.rule == "treatment_policy" || row.rule == "fda") << row.quantity;
        } else {
            EXPECT_EQ(row.rule, "") << row.quantity;
        }
        if (row.quantity == "power" && at_a_look) {
            EXPECT_EQ(row.rule, "treatment_policy");
        }
        if (row.quantity == "rejects_nominal" && row.endpoint == "PFS") {
            EXPECT_EQ(row.rule, "fda");
        }
    }
}

TEST(Rules, TheFdaCountsFewerEventsWhereVisitsAreMissed) {
    trials::Scenario const scenario = assessed_scenario(0.3);
    auto const rows = estimates(simulated(scenario, 50));
    EXPECT_LT(events_of(rows, "fda"), events_of(rows, "treatment_policy") - 1.0);
    EXPECT_GE(events_of(rows, "treatment_policy"), 70.0);  // it is waited for
}

TEST(Rules, GiveTheSameCurvesWhereNoVisitIsMissed) {
    trials::Scenario const scenario = assessed_scenario(0.0);
    ScenarioResult const result = simulated(scenario, 20);
    auto const by_policy = rows_of(curves(result), "treatment_policy");
    EXPECT_FALSE(by_policy.empty());
    EXPECT_EQ(by_policy, rows_of(curves(result), "fda"));
    auto const rows = estimates(result);
    EXPECT_EQ(events_of(rows, "fda"), events_of(rows, "treatment_policy"));
}

TEST(Rules, StandBesideEachOtherInJsonAndTable) {
    trials::Scenario const scenario = assessed_scenario(0.2);
    std::vector<ScenarioResult> results;
    results.push_back(simulated(scenario, 20));
    auto const document = nlohmann::json::parse(results_json(results));
    auto const& pfs = document["scenarios"]["base"]["analyses"]["final"]["endpoints"]["PFS"];
    EXPECT_TRUE(pfs["rules"]["treatment_policy"]["tests"]["logrank"].contains("power"));
    EXPECT_TRUE(pfs["rules"]["fda"]["tests"]["logrank"].contains("rejects_nominal"));
    EXPECT_TRUE(pfs["rules"]["fda"]["arms"]["VRd"]["curve"].contains("survival"));
    EXPECT_FALSE(pfs.contains("tests"));
    EXPECT_TRUE(
        document["scenarios"]["base"]["analyses"]["final"]["endpoints"]["OS"].contains("tests"));
    std::string const text = table(results, {});
    EXPECT_NE(text.find("PFS by fda: power "), std::string::npos) << text;
    // the line of the table is that of the rule that decides, which no test at its nominal level is
    std::string const line = text.substr(text.find("final "), 45);
    EXPECT_EQ(line.find(" n "), std::string::npos) << text;
    EXPECT_EQ(text.find("by treatment_policy: "), std::string::npos) << text;
}

}  // namespace
}  // namespace vtrial::host::test
