// Help and provenance.
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "host/files/build_info.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

using support::run_program;

/// Lines that show a command to type: indented, beginning with the program's name.
int examples_in(std::string const& text, std::string const& beginning) {
    std::istringstream lines(text);
    int examples = 0;
    for (std::string line; std::getline(lines, line);) {
        examples += line.starts_with("  " + beginning) ? 1 : 0;
        EXPECT_LE(line.size(), 100U) << line;
    }
    return examples;
}

TEST(Help, EachCommandShowsTwoExamples) {
    for (std::string const command : {"run", "check"}) {
        auto const run = run_program({command, "--help"});
        EXPECT_EQ(run.exit_code, 0);
        EXPECT_EQ(run.err, "");
        EXPECT_EQ(examples_in(run.out, "vtrial " + command + " configs/studies/"), 2) << run.out;
    }
    for (std::string const command :
         {"resume", "verify", "analyze", "trials", "validate", "bench", "devices"}) {
        auto const run = run_program({command, "--help"});
        EXPECT_EQ(run.exit_code, 0);
        EXPECT_EQ(run.err, "");
        EXPECT_EQ(examples_in(run.out, "vtrial " + command), 2) << run.out;
    }
}

TEST(Help, ExamplesNameStudiesThatExist) {
    for (std::string const command : {"run", "check"}) {
        std::istringstream words(run_program({command, "--help"}).out);
        for (std::string word; words >> word;) {
            std::string const folder = "configs/studies/";
            if (word.starts_with(folder)) {
                EXPECT_TRUE(std::filesystem::exists(std::string(VTRIAL_STUDIES) + "/" +
                                                    word.substr(folder.size())))
                    << word;
            }
        }
    }
}

TEST(Help, OfTheProgram) {
    auto const run = run_program({"--help"});
    EXPECT_EQ(run.exit_code, 0);
    EXPECT_EQ(run.out, run_program({"help"}).out);
    EXPECT_EQ(examples_in(run.out, "vtrial run configs/"), 1);
    EXPECT_EQ(examples_in(run.out, "vtrial check configs/"), 1);
    for (char const* const command :
         {"run STUDY.toml", "check STUDY.toml", "resume DIR", "verify DIR", "analyze DATA.csv",
          "trials [NAME]", "validate [TRIAL]", "bench", "devices", "version"}) {
        EXPECT_NE(run.out.find(std::string("  vtrial ") + command), std::string::npos) << command;
    }
}

TEST(Help, NamesEveryOptionOfRun) {
    std::string const text = run_program({"run", "--help"}).out;
    for (char const* const option :
         {"--set ", "--scenario ", "--replicates ", "--seed ", "--allow-small ", "--out ",
          "--force ", "--threads ", "--backend ", "--instructions ", "--json ", "--quiet ",
          "--progress ", "--max-minutes ", "--help "}) {
        EXPECT_NE(text.find(option), std::string::npos) << option;
    }
}

TEST(Help, NamesEveryOptionOfResume) {
    std::string const text = run_program({"resume", "--help"}).out;
    for (char const* const option :
         {"--replicates ", "--redo-damaged ", "--threads ", "--backend ", "--instructions ",
          "--json ", "--quiet ", "--progress ", "--max-minutes ", "--help "}) {
        EXPECT_NE(text.find(option), std::string::npos) << option;
    }
}

TEST(Help, NamesEveryOptionOfAnalyze) {
    std::string const text = run_program({"analyze", "--help"}).out;
    for (char const* const option :
         {"--time ", "--event ", "--arm ", "--event-value ", "--control ", "--strata ", "--ties ",
          "--covariate ", "--rmst ", "--milestone ", "--fh ", "--maxcombo ", "--json ",
          "--help "}) {
        EXPECT_NE(text.find(option), std::string::npos) << option;
    }
}

TEST(Version, TellsWhereTheProgramCameFrom) {
    auto const run = run_program({"version"});
    EXPECT_EQ(run.exit_code, 0);
    EXPECT_EQ(run.err, "");
    EXPECT_EQ(run.out, "vtrial " + version() + " (" + commit() + "), " + compiler() + ", " +
                           build_type() + ", " + numeric_flags() + ", " +
                           (cuda_version().empty() ? "without CUDA" : "CUDA " + cuda_version()) +
                           "\n");
    EXPECT_EQ(run_program({"--version"}).out, run.out);
    EXPECT_NE(run.out.find("-ffp-contract=off"), std::string::npos);
}

}  // namespace
}  // namespace vtrial::host::test
