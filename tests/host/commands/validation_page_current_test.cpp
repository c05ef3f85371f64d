// The page that the project keeps is the one that the program makes today.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

std::string content_of(std::filesystem::path const& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

TEST(ValidationPageSlow, IsCurrent) {
    support::TemporaryFolder const folder;
    auto const run =
        support::run_program({"validate", "--quiet", "--out", "page"}, {folder.path(), "", "", {}});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    std::set<std::string> const made = support::names_in(folder.path() / "page");
    ASSERT_EQ(support::names_in(VTRIAL_VALIDATION_PAGE), made);
    for (std::string const& name : made) {
        EXPECT_EQ(content_of(std::filesystem::path(VTRIAL_VALIDATION_PAGE) / name),
                  content_of(folder.path() / "page" / name))
            << name << ": if the change is meant, make it again:\n"
            << "  vtrial validate --quiet --out validation/page";
    }
}

/// All simulated numbers of the five randomised trials that somebody has checked at their source.
TEST(ValidationSlow, NineTenthsOfTheSourcedTargetsOfRandomisedTrialsHold) {
    auto const run = support::run_program(
        {"validate", "maia", "alcyone", "pollux", "castor", "cassiopeia", "--json"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    int sourced = 0;
    int holding = 0;
    auto const json = nlohmann::json::parse(run.out);
    for (auto const& trial : json["trials"]) {
        sourced += trial["sourced"].get<int>();
        holding += trial["sourced_holding"].get<int>();
    }
    EXPECT_GT(sourced, 200);
    EXPECT_GE(holding, 0.9 * sourced);
}

TEST(ValidationSlow, ThreeQuartersOfTheSourcedTargetsOfEachTrialHold) {
    auto const run = support::run_program(
        {"validate", "maia", "alcyone", "pollux", "castor", "cassiopeia", "gen501", "sirius",
         "gen501_sirius", "kumar2012", "columba", "--quiet", "--at-least", "0.75"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
}

/// What daratumumab alone is known for, and how patients fared before it: each target is within
/// its published interval or tolerance (docs/VALIDATE.md).
TEST(ValidationSlow, DaratumumabAloneAndBeforeIt) {
    std::set<std::string> const known{
        "GEN501_SIRIUS cuts/Usmani Blood 2016/ORR",
        "GEN501_SIRIUS cuts/Usmani Blood 2016/PFS_median",
        "GEN501_SIRIUS cuts/Usmani Blood 2016/OS_median",
        "GEN501_SIRIUS cuts/Usmani Blood 2016/by_response/MR_or_SD/OS_median",
        "GEN501_SIRIUS cuts/Usmani Lancet Haematol 2020 (final)/OS_median",
        "KUMAR2012 cuts/Leukemia 2012/OS_median"};
    auto const run = support::run_program({"validate", "gen501_sirius", "kumar2012", "--json"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    auto const json = nlohmann::json::parse(run.out);
    std::set<std::string> holding;
    for (auto const& target : json["targets"]) {
        std::string const name =
            target["trial"].get<std::string>() + " " + target["quantity"].get<std::string>();
        if (known.count(name) > 0 && target["holds"]) {
            holding.insert(name);
        }
    }
    EXPECT_EQ(holding, known);
}

}  // namespace
}  // namespace vtrial::host::test
