// What people and programs read of a validation: table, JSON, page and charts.
#include "host/validate/validation_page.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/validate/validation_charts.hpp"
#include "host/validate/validation_json.hpp"
#include "host/validate/validation_table.hpp"
#include "tests/host/validate/made_trial.hpp"

namespace vtrial::host::test {
namespace {

ValidatedTrial made_trial() {
    ValidatedTrial trial;
    trial.study_name = "made";
    trial.title = "Made | by <hand>";
    trial.scenario = "base";
    trial.replicates = made_replicates;
    trial.study = made_study();
    trial.curves = made_curves();
    PublishedNumber ratio = made_number("cuts/first cut/PFS/HR", 0.56);
    ratio.lower = 0.43;
    ratio.upper = 0.73;
    PublishedNumber median = made_number("cuts/first cut/PFS/median/C", 31.9);
    median.lower = 28.9;
    median.is_upper_not_reached = true;
    PublishedNumber not_reached = made_number("cuts/first cut/PFS/median/D", {});
    not_reached.is_not_reached = true;
    SimulatedTrial const simulated(trial.study, made_replicates, made_estimates(), made_curves());
    trial.confrontation = confront(simulated, {ratio, median, not_reached,
                                               made_number("cuts/first cut/PFS/landmarks/t=30/C",
                                                           70.6, PublishedStatus::unverified),
                                               made_number("safety/IRR <any>/D", 40.9)});
    return trial;
}

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

TEST(ValidationJson, HasTheKeysOfEachTarget) {
    auto const json = nlohmann::json::parse(validation_json({made_trial()}));
    ASSERT_EQ(json["targets"].size(), 4U);
    auto const& ratio = json["targets"][0];
    EXPECT_EQ(ratio["trial"], "MADE");
    EXPECT_EQ(ratio["quantity"], "cuts/first cut/PFS/HR");
    EXPECT_EQ(ratio["status"], "sourced");
    EXPECT_EQ(ratio["published"], 0.56);
    EXPECT_EQ(ratio["lower"], 0.43);
    EXPECT_EQ(ratio["upper"], 0.73);
    EXPECT_EQ(ratio["simulated"], 0.55);
    EXPECT_EQ(ratio["simulated_lower"], 0.45);
    EXPECT_EQ(ratio["simulated_upper"], 0.67);
    EXPECT_EQ(ratio["holds"], true);
    EXPECT_TRUE(json["targets"][2]["published"].is_null());
    EXPECT_EQ(json["targets"][2]["published_not_reached"], true);
    EXPECT_EQ(ratio["published_not_reached"], false);
    EXPECT_TRUE(json["targets"][2]["simulated"].is_null());
    EXPECT_EQ(json["targets"][2]["not_reached_share"], 0.8);
    EXPECT_EQ(json["not_simulated"][0]["reason"],
              "no adverse event of the study is published under this name");
    EXPECT_EQ(json["trials"][0]["sourced"], 3);
    EXPECT_EQ(json["trials"][0]["sourced_holding"], 3);
}

TEST(ValidationTable, TellsEachTargetAndTheCount) {
    std::string const text = validation_table({made_trial()});
    EXPECT_TRUE(contains(text, "0.56 (0.43-0.73)")) << text;
    EXPECT_TRUE(contains(text, "0.550 [0.450-0.670]")) << text;
    EXPECT_TRUE(contains(text, "31.9 (28.9-NR)")) << text;
    EXPECT_TRUE(contains(text, "33.0 [28.0-NR], NR in 6 %")) << text;
    EXPECT_TRUE(contains(text, "NR, NR in 80 %")) << text;
    EXPECT_TRUE(contains(text, "(no)")) << text;
    EXPECT_TRUE(contains(text, "not compared, 1: no adverse event of the study is")) << text;
    EXPECT_TRUE(contains(text, "3 of 3 sourced targets hold (100 %)")) << text;
}

TEST(ValidationPage, HasTablesAndADrawingForEachEndpoint) {
    auto const files = validation_page({made_trial()});
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].name, "index.md");
    EXPECT_EQ(files[1].name, "made_PFS.svg");
    std::string const& page = files[0].text;
    EXPECT_TRUE(contains(page, "## Made \\| by &lt;hand&gt;\n")) << page;
    EXPECT_TRUE(contains(page, "![MADE, PFS: first cut](made_PFS.svg)")) << page;
    EXPECT_TRUE(contains(page,
                         "| PFS/HR | 0.56 (0.43-0.73) | 0.550 "
                         "\\[0.450-0.670\\] | yes |\n"))
        << page;
    EXPECT_TRUE(
        contains(page,
                 "- no adverse event of the study is published under this name (1): safety/IRR "
                 "&lt;any&gt;/D\n"))
        << page;
}

TEST(ValidationPage, IsTheSameEachTime) {
    auto const once = validation_page({made_trial()});
    auto const again = validation_page({made_trial()});
    ASSERT_EQ(once.size(), again.size());
    for (std::size_t file = 0; file < once.size(); ++file) {
        EXPECT_EQ(once[file].text, again[file].text);
    }
}

TEST(ValidationCharts, DrawCurvesAndMarks) {
    auto const charts = validation_charts(made_trial());
    ASSERT_EQ(charts.size(), 1U);
    SurvivalChart const& chart = charts[0].chart;
    ASSERT_EQ(chart.arms.size(), 2U);
    EXPECT_EQ(chart.arms[0].label, "D-Rd");
    EXPECT_EQ(chart.arms[1].label, "Rd");
    EXPECT_EQ(chart.arms[1].points.size(), 37U);
    EXPECT_TRUE(chart.arms[0].marks.empty()) << "a median that was not reached is no point";
    ASSERT_EQ(chart.arms[1].marks.size(), 2U);
    ChartMark const& median = chart.arms[1].marks[0];
    EXPECT_EQ(median.month, 31.9);
    EXPECT_EQ(median.survival, 0.5);
    EXPECT_EQ(median.lower, 28.9);
    EXPECT_EQ(median.upper, std::nullopt);
    EXPECT_TRUE(median.is_sourced);
    ChartMark const& landmark = chart.arms[1].marks[1];
    EXPECT_EQ(landmark.month, 30.0);
    EXPECT_DOUBLE_EQ(landmark.survival, 0.706);
    EXPECT_FALSE(landmark.is_sourced);
}

TEST(ValidationCharts, PreferSourcedNumbersThenLaterOnes) {
    ValidatedTrial trial = made_trial();
    std::vector<Target>& targets = trial.confrontation.targets;
    Target sourced = targets[3];
    sourced.published.value = 60.0;
    sourced.published.status = PublishedStatus::sourced;
    Target unverified = targets[3];
    unverified.published.value = 50.0;
    targets.push_back(sourced);
    targets.push_back(unverified);
    auto const& marks = validation_charts(trial)[0].chart.arms[1].marks;
    ASSERT_EQ(marks.size(), 2U);
    EXPECT_DOUBLE_EQ(marks[1].survival, 0.6);
}

TEST(SurvivalChart, PutsMonthsAndSurvivalOnItsAxes) {
    SurvivalChart chart{"a < b", "PFS", {{"D-Rd", {{0.0, 1.0, {}, {}}, {36.0, 0.0, {}, {}}}, {}}}};
    chart.arms[0].marks = {{18.0, 0.5, true, 12.0, {}, false, "median \"x\""}};
    std::string const svg = survival_svg(chart);
    EXPECT_TRUE(contains(svg, ">a &lt; b</text>")) << svg;
    // the plot reaches from x = 62 to 700 and from y = 44 to 360
    EXPECT_TRUE(contains(svg, "<polyline points=\"62.0,44.0 700.0,360.0\"")) << svg;
    EXPECT_TRUE(contains(svg, "<circle cx=\"381.0\" cy=\"202.0\" r=\"4\" fill=\"#fff\"")) << svg;
    EXPECT_TRUE(contains(svg, "<line x1=\"274.7\" y1=\"202.0\" x2=\"700.0\" y2=\"202.0\"")) << svg;
    EXPECT_TRUE(contains(svg, "<title>median &quot;x&quot;</title>")) << svg;
    EXPECT_FALSE(contains(svg, "<polygon")) << "no band, no area";
}

}  // namespace
}  // namespace vtrial::host::test
