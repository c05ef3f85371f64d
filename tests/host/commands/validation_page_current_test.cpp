// The page that the project keeps is the one that the program makes today.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
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

/// CASTOR's share, 74 %, waits for what explains its patients after one line, CASSIOPEIA's, 47 %,
/// for its residual disease.
TEST(ValidationSlow, ThreeQuartersOfTheSourcedTargetsHold) {
    auto const run =
        support::run_program({"validate", "maia", "alcyone", "pollux", "gen501", "sirius",
                              "gen501_sirius", "kumar2012", "--quiet", "--at-least", "0.75"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
}

}  // namespace
}  // namespace vtrial::host::test
