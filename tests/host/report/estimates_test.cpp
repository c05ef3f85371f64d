#include "host/report/estimates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "tests/host/report/simulated_result.hpp"

namespace vtrial::host {
namespace {

std::vector<std::string> const all_quantiles{"@0.05", "@0.25", "@0.5", "@0.75", "@0.95"};

/// A row's key: analysis/endpoint/arm/test/quantity@at.
std::string key_of(EstimateRow const& row) {
    std::string at;
    if (row.at) {
        at = std::to_string(*row.at);
        at.erase(at.find_last_not_of('0') + 1);
        at = "@" + at;
        if (at.back() == '.') at.pop_back();
    }
    return row.analysis + "/" + row.endpoint + "/" + row.arm + "/" + row.test + "/" + row.quantity +
           at;
}

std::multiset<std::string> keys_of(std::vector<EstimateRow> const& rows) {
    std::multiset<std::string> keys;
    for (EstimateRow const& row : rows) keys.insert(key_of(row));
    return keys;
}

EstimateRow const& row_of(std::vector<EstimateRow> const& rows, std::string const& key) {
    auto const found = std::find_if(rows.begin(), rows.end(),
                                    [&](EstimateRow const& row) { return key_of(row) == key; });
    if (found == rows.end()) throw std::runtime_error("no row " + key);
    return *found;
}

void expect_quantiles(std::string const& prefix, std::multiset<std::string>& keys) {
    keys.insert(prefix);
    for (std::string const& at : all_quantiles) keys.insert(prefix + at);
}

/// Survival keys by hand: every 12 months up to the last month with a patient at risk.
void expect_survival(std::string const& prefix, int months, std::multiset<std::string>& keys) {
    for (int month = 12; month <= months; month += 12) {
        keys.insert(prefix + "@" + std::to_string(month));
    }
}

std::multiset<std::string> without_survival(std::multiset<std::string> keys) {
    std::erase_if(
        keys, [](std::string const& key) { return key.find("/survival@") != std::string::npos; });
    return keys;
}

TEST(Estimates, HaveExactlyTheExpectedKeys) {
    trials::Scenario const scenario = test::small_scenario();
    std::multiset<std::string> expected;
    for (std::string const analysis : {"interim/", "final/"}) {
        expect_quantiles(analysis + "///month", expected);
        for (char const* const quantity : {"patients", "events_not_reached", "any", "all"}) {
            expected.insert(analysis + "///" + quantity);
        }
        for (std::string const endpoint : {"PFS/", "OS/"}) {
            expected.insert(analysis + endpoint + "//events");
            expect_quantiles(analysis + endpoint + "/cox/hazard_ratio", expected);
            expected.insert(analysis + endpoint + "/cox/hazard_ratio_missing");
            for (std::string const arm : {"VRd/", "D-VRd, weekly/"}) {
                for (char const* const quantity :
                     {"events", "median", "median@0.05", "median@0.95", "median_not_reached"}) {
                    expected.insert(analysis + endpoint + arm + "/" + quantity);
                }
            }
        }
        expected.insert(analysis + "PFS//logrank/power");
        expected.insert(analysis + "PFS//logrank/stop_efficacy");
        expected.insert(analysis + "PFS//cox/hazard_ratio_coverage");
        expected.insert(analysis + "OS//logrank/rejects_nominal");
        // PFS is tested twice
        expected.insert(analysis + "PFS//cox/hazard_ratio_if_rejected");
        expected.insert(analysis + "PFS//cox/repeated_interval_coverage");
    }
    expect_quantiles("stop////month", expected);
    for (char const* const key : {"////patients", "/PFS///events", "/PFS//cox/hazard_ratio"}) {
        expected.insert(std::string("stop") + key);
    }
    auto const keys = keys_of(estimates(test::simulated(scenario, 50)));
    EXPECT_EQ(without_survival(keys), expected);
}

TEST(Estimates, GiveSurvivalEveryTwelveMonthsAsFarAsPatientsAreAtRisk) {
    trials::Scenario const scenario = test::small_scenario();
    ScenarioResult const result = test::simulated(scenario, 50);
    auto const keys = keys_of(estimates(result));
    std::multiset<std::string> expected;
    kernels::TallyLayout const& at = result.total.layout;
    for (int look = 0; look < 2; ++look) {
        for (int endpoint : {0, 1}) {
            for (int arm : {0, 1}) {
                std::int64_t last = at.days - 1;
                while (result.total.counts[static_cast<std::size_t>(
                           at.pooled_leavers(look, endpoint, arm) + last)] == 0) {
                    --last;
                }
                expect_survival(std::string(look == 0 ? "interim/" : "final/") +
                                    (endpoint == 0 ? "PFS/" : "OS/") +
                                    (arm == 0 ? "VRd/" : "D-VRd, weekly/") + "/survival",
                                static_cast<int>(static_cast<double>(last) / 30.4375), expected);
            }
        }
    }
    std::multiset<std::string> survival = keys;
    std::erase_if(survival, [](std::string const& key) {
        return key.find("/survival@") == std::string::npos;
    });
    EXPECT_EQ(survival, expected);
    EXPECT_GE(survival.size(), 12U);
}

TEST(Estimates, OfAStratifiedTrialNameTheTestThatDecides) {
    trials::Scenario const scenario = test::stratified_scenario();
    auto const keys = keys_of(estimates(test::simulated(scenario, 30)));
    EXPECT_EQ(keys.count("final/OS//logrank_stratified/power"), 1U);
    EXPECT_EQ(keys.count("final/OS//logrank_stratified/stop_efficacy"), 1U);
    EXPECT_EQ(keys.count("final/OS//logrank_stratified/rejects_nominal"), 0U);
    EXPECT_EQ(keys.count("final/OS//logrank/rejects_nominal"), 1U);
    EXPECT_EQ(keys.count("final/OS//cox_stratified/hazard_ratio"), 1U);
    // OS has no level at the interim analysis
    EXPECT_EQ(keys.count("interim/OS//logrank_stratified/power"), 0U);
    EXPECT_EQ(keys.count("interim/OS//logrank_stratified/rejects_nominal"), 0U);
    EXPECT_EQ(keys.count("interim/OS//logrank/rejects_nominal"), 1U);
    EXPECT_EQ(keys.count("interim/PFS//logrank/power"), 1U);
    EXPECT_EQ(keys.count("interim/PFS//logrank_stratified/rejects_nominal"), 1U);
    // hazards depend on the stratum: no single true ratio
    EXPECT_EQ(keys.count("final/PFS//cox/hazard_ratio_coverage"), 0U);
}

TEST(Estimates, WithoutLevelsNothingIsDecided) {
    trials::Scenario scenario = test::small_scenario();
    scenario.study.endpoints[0].levels_one_sided.clear();
    scenario.study.analyses[1] = examples::after_months("final", trials::Trigger::calendar, 30.0);
    auto const keys = keys_of(estimates(test::simulated(scenario, 20)));
    for (char const* const absent :
         {"interim////any", "final////all", "final////events_not_reached",
          "final/PFS//logrank/power", "final/PFS//logrank/stop_efficacy"}) {
        EXPECT_EQ(keys.count(absent), 0U) << absent;
    }
    EXPECT_EQ(keys.count("final/PFS//logrank/rejects_nominal"), 1U);
    EXPECT_EQ(keys.count("interim////events_not_reached"), 1U);
}

TEST(Estimates, AgreeWithTheOutcomesOfTheReplicates) {
    trials::Scenario const scenario = test::small_scenario();
    std::vector<kernels::ReplicateOutcome> outcomes;
    std::vector<EstimateRow> const rows = estimates(test::simulated(scenario, 401, &outcomes));
    int rejected = 0;
    double days = 0.0;
    double events = 0.0;
    double log_hr = 0.0;
    std::vector<double> ratios;
    std::vector<int> medians;
    for (kernels::ReplicateOutcome const& outcome : outcomes) {
        kernels::LookOutcome const& look = outcome.look[1];
        rejected += outcome.hypothesis[0].rejected_at >= 0 ? 1 : 0;
        days += look.day / 401.0;
        events += look.estimand[0].events[1] / 401.0;
        log_hr += look.estimand[0].test[0].log_hr / 401.0;
        ratios.push_back(std::exp(look.estimand[0].test[0].log_hr));
        medians.push_back(look.estimand[0].twice_median_days[0]);
    }
    std::sort(ratios.begin(), ratios.end());
    std::sort(medians.begin(), medians.end());
    EstimateRow const& power = row_of(rows, "final/PFS//logrank/power");
    EXPECT_DOUBLE_EQ(power.estimate.value(), rejected / 401.0);
    EXPECT_DOUBLE_EQ(power.mcse.value(),
                     std::sqrt(rejected / 401.0 * (401 - rejected) / 401.0 / 401.0));
    EXPECT_NEAR(row_of(rows, "final////month").estimate.value(), days / 30.4375, 1e-9);
    EXPECT_NEAR(row_of(rows, "final/PFS/D-VRd, weekly//events").estimate.value(), events, 1e-9);
    EXPECT_NEAR(row_of(rows, "final/PFS//cox/hazard_ratio").estimate.value(), std::exp(log_hr),
                1e-8);
    EXPECT_NEAR(row_of(rows, "final/PFS//cox/hazard_ratio@0.5").estimate.value(), ratios[200],
                0.002);
    ASSERT_GE(medians[0], 0);
    EXPECT_NEAR(row_of(rows, "final/PFS/VRd//median").estimate.value(), medians[200] / 60.875,
                1e-12);
    EXPECT_EQ(row_of(rows, "final/PFS/VRd//median_not_reached").estimate.value(), 0.0);
}

TEST(Estimates, PowerIsThatOfAllStopsSoFar) {
    trials::Scenario const scenario = test::small_scenario();
    std::vector<EstimateRow> const rows = estimates(test::simulated(scenario, 300));
    auto const value = [&](std::string const& key) { return row_of(rows, key).estimate.value(); };
    EXPECT_DOUBLE_EQ(value("interim/PFS//logrank/power"),
                     value("interim/PFS//logrank/stop_efficacy"));
    EXPECT_NEAR(
        value("final/PFS//logrank/power"),
        value("interim/PFS//logrank/stop_efficacy") + value("final/PFS//logrank/stop_efficacy"),
        1e-12);
    EXPECT_EQ(value("final////any"), value("final/PFS//logrank/power"));
    EXPECT_EQ(value("final////all"), value("final/PFS//logrank/power"));
}

TEST(Estimates, AMedianReachedInTooFewTrialsIsEmpty) {
    trials::Scenario const scenario = test::small_scenario();
    std::vector<EstimateRow> const rows = estimates(test::simulated(scenario, 100));
    EstimateRow const& upper = row_of(rows, "interim/OS/VRd//median@0.95");
    EXPECT_FALSE(upper.estimate.has_value());
    EXPECT_FALSE(upper.mcse.has_value());
    EXPECT_GT(row_of(rows, "interim/OS/VRd//median_not_reached").estimate.value(), 0.05);
}

}  // namespace
}  // namespace vtrial::host
