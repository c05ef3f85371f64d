// `vtrial trials`: the built-in trials as they are in the source tree.
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

using support::run_program;

std::string content_of(std::filesystem::path const& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

TEST(Trials, ListsEveryFile) {
    std::set<std::string> files;
    for (auto const& entry : std::filesystem::directory_iterator(VTRIAL_TRIALS)) {
        files.insert(entry.path().stem().string());
    }
    auto const run = run_program({"trials", "--json"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    std::set<std::string> listed;
    auto const json = nlohmann::json::parse(run.out);
    for (auto const& trial : json["trials"]) {
        listed.insert(trial["name"]);
        EXPECT_GT(trial["patients"], 40);
        EXPECT_FALSE(trial["cuts"].empty());
    }
    EXPECT_EQ(listed, files);
    std::string const text = run_program({"trials"}).out;
    EXPECT_NE(text.find("maia"), std::string::npos);
    EXPECT_NE(text.find("737"), std::string::npos);
}

TEST(Trials, PrintsAFileByteForByte) {
    for (std::string const name : {"alcyone", "cassiopeia", "castor", "columba", "gen501",
                                   "gen501_sirius", "kumar2012", "maia", "pollux", "sirius"}) {
        auto const run = run_program({"trials", name});
        EXPECT_EQ(run.exit_code, 0) << run.err;
        EXPECT_EQ(run.out, content_of(std::string(VTRIAL_TRIALS) + "/" + name + ".toml"));
    }
}

TEST(Trials, KnowsNoOther) {
    auto const run = run_program({"trials", "polux"});
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(
        run.err,
        "vtrial: error: no built-in trial \"polux\"; did you mean \"pollux\"?; there are: "
        "alcyone, cassiopeia, castor, columba, gen501, gen501_sirius, kumar2012, maia, pollux, "
        "sirius\n");
    EXPECT_EQ(run_program({"trials", "maia", "pollux"}).exit_code, 2);
    EXPECT_EQ(run_program({"trials", "maia", "--json"}).exit_code, 2);
}

}  // namespace
}  // namespace vtrial::host::test
