// What a study takes does not grow with its scenarios: the tally of one is in memory at a time.
#include <gtest/gtest.h>

#include <string>

#include "tests/host/config/study_text.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

/// Six looks and 120 months: a tally of 8 MB, most of it the bands of curves (6 x 2 arms x 121
/// months x 501 bins of 8 bytes).
std::string study_of(int scenarios) {
    std::string text = plain_study.substr(0, plain_study.find("[[analyses]]"));
    text.replace(text.find("maximum_months = 100"), 20, "maximum_months = 120");
    text.replace(text.find("replicates = 1000"), 17, "replicates = 100");
    text += "[[endpoints]]\nname = \"PFS\"\nlevels_one_sided = { look_6 = 0.025 }\n";
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
