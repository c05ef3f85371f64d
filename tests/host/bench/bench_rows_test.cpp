// What the benchmark measures, and what it says of a row; no time is asserted.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/bench/bench_report.hpp"
#include "host/bench/bench_studies.hpp"
#include "host/bench/core_time.hpp"
#include "host/bench/own_program.hpp"
#include "tests/support/studies.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vtrial::host::test {
namespace {

BenchRow row_with(double measured, std::optional<BenchTarget> target) {
    BenchRow row;
    row.name = "textbook";
    row.what = "us a trial";
    row.measured = measured;
    row.target = target;
    return row;
}

TEST(BenchRow, IsMetOrMissedByItsTarget) {
    using enum BenchTarget::Side;
    EXPECT_EQ(verdict_on(row_with(20.0, BenchTarget{at_most, 20.0})), "met");
    EXPECT_EQ(verdict_on(row_with(20.1, BenchTarget{at_most, 20.0})), "missed");
    EXPECT_EQ(verdict_on(row_with(1.9, BenchTarget{at_least, 1.9})), "met");
    EXPECT_EQ(verdict_on(row_with(1.8, BenchTarget{at_least, 1.9})), "missed");
    EXPECT_EQ(verdict_on(row_with(1.8, std::nullopt)), "-");
}

TEST(BenchScale, KeepsAtLeastOneReplicate) {
    EXPECT_EQ((BenchScale{4000, 2}.times(5, 2)), 10000);
    EXPECT_EQ((BenchScale{1, 2}.times(1, 40)), 1);
    EXPECT_EQ((BenchScale{1'000'000, 2}.times(32)), 32'000'000);
}

TEST(BenchReport, ShowsFiguresBelowTheirRow) {
    BenchRow row = row_with(20.0, BenchTarget{BenchTarget::Side::at_most, 20.0});
    row.figures = {{"tests_share", 0.5}, {"trials_per_second", 50000.0}};
    BenchReport const report{{100, 2}, {"v3"}, {{}, "no driver"}, {row}};
    std::string const text = bench_text(report);
    EXPECT_NE(text.find("GPU           none: no driver\n"), std::string::npos) << text;
    EXPECT_NE(text.find("    tests share 50.0 %, trials per second 50,000\n"), std::string::npos)
        << text;
    auto const json = nlohmann::json::parse(bench_json(report));
    EXPECT_EQ(json["machine"]["why_no_gpu"], "no driver");
    EXPECT_EQ(json["rows"][0]["target_is"], "at_most");
    EXPECT_EQ(json["rows"][0]["figures"]["trials_per_second"], 50000.0);
}

TEST(BenchStudies, AreThoseOfTheSourceTree) {
    EXPECT_EQ(bench_scenario(textbook_path).study,
              support::scenario_of("textbook", "effect").study);
    trials::Study const strata = bench_scenario(three_looks_strata_path).study;
    EXPECT_EQ(strata, support::scenario_of("textbook_three_looks_strata", "effect").study);
    EXPECT_EQ(trials::lower(strata).plan.strata, 12);
    EXPECT_EQ(strata.analyses.size(), 3U);
}

TEST(BenchStudies, ThreeLooksWithStrataAreThreeLooksButForTheStrata) {
    trials::Study study = support::scenario_of("textbook_three_looks_strata", "effect").study;
    trials::Study const plain = support::scenario_of("textbook_three_looks", "effect").study;
    study.factors.clear();
    study.title = plain.title;
    study.seed = plain.seed;
    study.endpoints[0].deciding_test = plain.endpoints[0].deciding_test;
    EXPECT_EQ(study, plain);
}

TEST(BenchStudies, MaiaIsMeasuredWithAndWithoutSafety) {
    trials::Scenario const maia = bench_scenario(maia_path);
    trials::PlanTables const whole = trials::lower(maia.study);
    trials::PlanTables const alone = trials::lower(without_safety(maia).study);
    EXPECT_TRUE(kernels::has_safety(whole.plan));
    EXPECT_TRUE(kernels::has_disease_model(alone.plan));
    EXPECT_FALSE(kernels::has_safety(alone.plan));
}

TEST(CoreBench, RunsReplicatesAsFarAsItsParts) {
    trials::Scenario const scenario = bench_scenario(textbook_path);
    CoreBench bench(scenario);
    auto const tallied = [&] {
        ScenarioResult const result = bench.result();
        return static_cast<int>(
            result.total.sums[static_cast<std::size_t>(result.total.layout.replicates())]);
    };
    for (kernels::InstructionLevel const level : levels_here()) {
        PartSeconds const some = bench.measure(level, {true, true, true, false}, 3);
        EXPECT_GT(some.draws, 0.0);
        EXPECT_GT(some.patients, 0.0);
        EXPECT_GT(some.cuts, 0.0);
        EXPECT_EQ(some.all, 0.0);
        EXPECT_EQ(tallied(), 0);
        EXPECT_GT(bench.measure(level, {false, false, false, true}, 3).all, 0.0);
        EXPECT_EQ(tallied(), 3);
    }
}

TEST(ScratchFolder, IsRemovedWithWhatItHolds) {
    std::filesystem::path path;
    {
        ScratchFolder const folder;
        path = folder.path();
        support::write_text(path / "file", "text");
        EXPECT_TRUE(std::filesystem::exists(path / "file"));
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace vtrial::host::test
