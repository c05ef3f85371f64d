#include "host/report/table.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "host/report/columns.hpp"
#include "host/report/csv.hpp"
#include "tests/host/report/simulated_result.hpp"
#include "tests/host/report/whole_reports.hpp"

namespace vtrial::host {
namespace {

using test::table;

void expect_narrow(std::string const& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(width_of(line), table_columns) << line;
        EXPECT_TRUE(line.empty() || line.back() != ' ') << line;
    }
}

std::string line_with(std::string const& text, std::string const& part) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line.find(part) != std::string::npos) return line;
    }
    return "";
}

std::vector<ScenarioResult> results_of(std::vector<trials::Scenario> const& scenarios,
                                       std::int32_t replicates) {
    std::vector<ScenarioResult> results;
    for (trials::Scenario const& scenario : scenarios) {
        results.push_back(test::simulated(scenario, replicates));
    }
    return results;
}

TEST(Columns, CountCodePoints) {
    EXPECT_EQ(width_of("\xC3\xA9t\xC3\xA9"), 3U);
    EXPECT_EQ(cut_to("\xC3\xA9t\xC3\xA9s chauds", 5), "\xC3\xA9t\xC3\xA9..");
    EXPECT_EQ(cut_to("short", 5), "short");
    EXPECT_EQ(right(4, "\xC3\xA9"), "   \xC3\xA9");
    EXPECT_EQ(left(3, "ab"), "ab ");
}

TEST(Columns, WrapAtWords) {
    EXPECT_EQ(wrapped("one two  three\nfour", {9, 0, 2}), "one two\n  three\n  four\n");
    EXPECT_EQ(wrapped("abcdefghijkl m", {8, 2, 2}), "  abcd..\n  m\n");
}

TEST(Table, IsNarrowAndNamesEverything) {
    std::vector<trials::Scenario> const scenarios{test::small_scenario(),
                                                  test::stratified_scenario()};
    std::string const text = table(results_of(scenarios, 200));
    expect_narrow(text);
    for (char const* const part :
         {"base: a hazard ratio", "200 trials of 120 patients; medians: VRd / D-VRd, weekly",
          "interim", "final", "PFS", "OS", "any", "all", "+-", "Monte Carlo"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part;
    }
}

TEST(Table, ShowsThePowerOfTheCsvFile) {
    std::vector<trials::Scenario> const scenarios{test::small_scenario()};
    auto const results = results_of(scenarios, 200);
    std::string const text = table(results);
    for (EstimateRow const& row : estimates(results[0])) {
        if (row.quantity == "power") {
            std::string const shown =
                write_estimate(*row.estimate, row.mcse) + " +- " + write_error(*row.mcse);
            EXPECT_NE(line_with(text, row.analysis).find(shown), std::string::npos) << text;
        }
    }
    EXPECT_NE(line_with(text, "  OS").find(" n "), std::string::npos) << text;
}

TEST(Table, StaysNarrowWithLongNames) {
    trials::Scenario scenario = test::stratified_scenario();
    scenario.name = std::string(100, 's');
    scenario.description = "a long description " + std::string(150, 'x') + " and many more words";
    for (int i = 0; i < 5; ++i) scenario.description += scenario.description.substr(0, 60);
    scenario.study.arms[0].label = std::string(60, 'a');
    scenario.study.arms[1].label = "\xC3\xA9" + std::string(60, 'b');
    std::string const name(40, 'n');
    scenario.study.analyses[1].name = name;
    scenario.study.endpoints[0].levels_one_sided = {{name, 0.025}};
    scenario.study.endpoints[1].levels_one_sided = {{name, 0.025}};
    std::vector<trials::Scenario> const scenarios{scenario};
    std::string const text =
        table(results_of(scenarios, 50),
              {{scenario.name, name, "PFS", std::string(120, 'f'), 0.9, {}, {}}});
    expect_narrow(text);
    EXPECT_NE(text.find("nnnnnnnnnn.."), std::string::npos);
}

TEST(Table, PutsTheClosedFormBeneathItsAnalysis) {
    std::vector<trials::Scenario> const scenarios{test::small_scenario()};
    auto const results = results_of(scenarios, 50);
    std::string const text =
        table(results, {{"base", "final", "PFS", "Schoenfeld", 0.81083, {}, 56.751},
                        {"base", "interim", "OS", "sequential", 0.5, 0.3721, std::nullopt},
                        {"other", "final", "PFS", "Schoenfeld", 0.1, {}, std::nullopt}});
    std::size_t const final = text.find("\nfinal");
    EXPECT_GT(text.find("\n  closed form (Schoenfeld): power 0.8108, month 56.75\n"), final);
    EXPECT_LT(text.find("\n  closed form (sequential): power 0.5000, rejected here 0.3721\n"),
              final);
    EXPECT_EQ(text.find("power 0.1000"), std::string::npos);
}

TEST(Table, ShowsBoundsWhereNoOrEveryTrialRejects) {
    std::vector<trials::Scenario> scenarios(2, test::small_scenario());
    scenarios[0].study.endpoints[0].levels_one_sided = {{"final", 1e-15}};
    scenarios[1].study.endpoints[0].levels_one_sided = {{"final", 0.4999}};
    scenarios[1].study.model.transitions[0].effect.hazard_ratio = 0.1;
    scenarios[1].study.model.transitions[1].effect.hazard_ratio = 0.1;
    auto const results = results_of(scenarios, 300);
    std::string const text = table(results);
    EXPECT_NE(line_with(text, "final").find("< 0.0099"), std::string::npos) << text;
    EXPECT_NE(text.find("> 0.9901"), std::string::npos) << text;
    // before its first level an endpoint has no power
    EXPECT_NE(line_with(text, "interim").find("PFS       -  "), std::string::npos) << text;
}

TEST(Table, CountsFailures) {
    std::vector<trials::Scenario> scenarios{test::small_scenario()};
    scenarios[0].study.analyses[1].triggers[0].events = 105;
    scenarios[0].study.analyses[1].at_latest_months = 36.0;
    std::string const text = table(results_of(scenarios, 200));
    EXPECT_NE(text.find("  events not reached by the latest month in "), std::string::npos) << text;
}

}  // namespace
}  // namespace vtrial::host
