// What a study takes does not grow with its scenarios: the tally of one is in memory at a time.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

/// Six looks and 120 months: a tally of 8 MB, most of it the bands of curves (6 x 2 arms x 121
/// months x 501 bins of 8 bytes).
std::string study_of(int scenarios) {
    std::string text = R"(schema_version = 1
title = "Many scenarios"
replicates = 100
seed = 1
[design]
patients = 100
block_size = 4
alpha_one_sided = 0.025
maximum_months = 120
[accrual]
months = 12
[model.progression]
median_months = 12
effect = { hazard_ratio = 0.7 }
[model.death_before_progression]
rate_per_month = 0.002
[model.next_line_start]
median_months = 1.5
[model.second_progression]
median_months = 12
[model.death_on_next_line]
rate_per_month = 0.01
[model.death_after_second_progression]
median_months = 15
[[endpoints]]
name = "PFS"
levels_one_sided = { look_6 = 0.025 }
)";
    for (int look = 1; look <= 6; ++look) {
        std::string const number = std::to_string(look);
        text += "[[analyses]]\nname = \"look_" + number +
                "\"\ncalendar_months = " + std::to_string(10 + 10 * look) + "\n";
    }
    for (int scenario = 1; scenario <= scenarios; ++scenario) {
        text += "[[scenarios]]\nname = \"number_" + std::to_string(scenario) +
                "\"\nseed = " + std::to_string(scenario) + "\n";
    }
    return text;
}

long most_megabytes(int scenarios) {
    support::TemporaryFolder folder;
    support::write_text(folder / "study.toml", study_of(scenarios));
    auto const run = support::run_program({"run", (folder / "study.toml").string(), "--out",
                                           (folder / "out").string(), "--threads", "1", "--quiet"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return run.most_kilobytes / 1024;
}

TEST(Memory, DoesNotGrowWithTheScenarios) {
    long const few = most_megabytes(2);
    // The texts of 30 scenarios more are 10 MB. Their tallies would be 250 MB.
    EXPECT_LT(most_megabytes(32), few + 60);
}

}  // namespace
}  // namespace vtrial::host::test
