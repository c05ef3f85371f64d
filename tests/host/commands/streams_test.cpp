// What goes where: results to stdout, talk to stderr, and an error if results do not arrive.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "host/report/columns.hpp"
#include "host/report/table.hpp"
#include "kernels/launch/cuda.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

using support::names_in;
using support::ProgramRun;
using support::run_program;
using support::small_run;
using support::study_path;
using support::TemporaryFolder;
using support::text_of_file;

class Streams : public testing::Test {
  protected:
    ProgramRun run(std::vector<std::string> const& more,
                   support::Surroundings const& surroundings = {}) const {
        return run_program(small_run(out_, more), surroundings);
    }

    TemporaryFolder folder_;
    std::filesystem::path out_ = folder_ / "out";
};

TEST_F(Streams, ProgressGoesToStderrAndTheTableToStdout) {
    ProgramRun const result = run({"--progress", "bar"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(result.out, text_of_file(out_ / "summary.txt"));
    EXPECT_EQ(result.out.find("trials/s"), std::string::npos);
    EXPECT_EQ(result.out.find('\r'), std::string::npos);
    EXPECT_NE(result.err.find("\r[##############################] 100 %  100 of 100 trials  "),
              std::string::npos)
        << result.err;
    EXPECT_NE(result.err.find(" s; results in " + out_.string() + "\n"), std::string::npos);
    EXPECT_NE(result.err.find("warning: no scenario is without effect"), std::string::npos);
}

TEST_F(Streams, WithoutATerminalThereIsNoBar) {
    for (char const* const style : {"auto", "plain", "none"}) {
        ProgramRun const result = run({"--progress", style, "--force"});
        EXPECT_EQ(result.exit_code, 0);
        EXPECT_EQ(result.err.find('\r'), std::string::npos) << style << result.err;
        EXPECT_EQ(result.err.find('\x1b'), std::string::npos) << style << result.err;
    }
}

TEST_F(Streams, JsonIsThatOfTheFile) {
    ProgramRun const result = run({"--json"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(result.out, text_of_file(out_ / "results.json"));
    auto const json = nlohmann::json::parse(result.out);
    EXPECT_EQ(json["schema_version"], 1);
    EXPECT_EQ(json["scenarios"]["base"]["replicates"], 100);
    double const power = json["power"]["base"]["PFS"]["estimate"];
    EXPECT_GT(power, 0.5);
    EXPECT_LE(power, 1.0);
}

TEST_F(Streams, QuietSaysNothing) {
    for (std::vector<std::string> const& more : {std::vector<std::string>{"--quiet"},
                                                 {"--quiet", "--progress", "bar", "--force"},
                                                 {"--quiet", "--json", "--force"},
                                                 {"--quiet"}}) {
        ProgramRun const result = run(more);
        EXPECT_EQ(result.exit_code, 0);
        EXPECT_EQ(result.out, "");
        EXPECT_EQ(result.err, "");
    }
    EXPECT_EQ(names_in(out_).count("manifest.json"), 1U);
}

TEST_F(Streams, AFullStdoutIsAnError) {
    support::Surroundings const full{{}, "/dev/full", "", {}};
    for (std::vector<std::string> const& more : {std::vector<std::string>{}, {"--json"}}) {
        // first the run, then the finished folder shown again
        for (int repeat = 0; repeat < 2; ++repeat) {
            ProgramRun const result = run(more, full);
            EXPECT_EQ(result.exit_code, 5);
            EXPECT_NE(result.err.find("to stdout: No space left on device\n"), std::string::npos)
                << result.err;
            EXPECT_EQ(names_in(out_).count("manifest.json"), 1U) << "the folder is complete";
        }
    }
    for (std::vector<std::string> const& words : {std::vector<std::string>{"version"},
                                                  {"--help"},
                                                  {"run", "--help"},
                                                  {"check", study_path("minimal")}}) {
        EXPECT_EQ(run_program(words, full).exit_code, 5) << words[0];
    }
    EXPECT_EQ(run({"--quiet", "--force"}, full).exit_code, 0) << "there is nothing to print";
}

TEST_F(Streams, AFullStderrIsNone) {
    support::Surroundings const full{{}, "", "/dev/full", {}};
    EXPECT_EQ(run({"--progress", "bar"}, full).exit_code, 0);
    EXPECT_EQ(names_in(out_).count("manifest.json"), 1U);
    EXPECT_EQ(run({}, full).exit_code, 0);
    EXPECT_EQ(run({"--thread", "2"}, full).exit_code, 2);
    EXPECT_EQ(run({"--set", "design.patients=1"}, full).exit_code, 3);
    if (kernels::find_cuda_devices().usable.empty()) {
        EXPECT_EQ(run({"--backend", "cuda"}, full).exit_code, 4);
    }
    EXPECT_EQ(run({"--seed", "2"}, full).exit_code, 6);
}

/// What a shell makes of `COMMAND`, in which $0 is the program.
int shell(std::string const& command, std::filesystem::path const& out) {
    std::string const line = "bash -c '" + command + "' " VTRIAL_PROGRAM " " +
                             study_path("minimal") + " " + out.string();
    int const status = std::system(line.c_str());
    return WEXITSTATUS(status);
}

TEST_F(Streams, AClosedStdoutIsAnErrorAndHarmsNoFile) {
    EXPECT_EQ(shell("$0 run $1 --out $2 --replicates 100 2>/dev/null >&-", out_), 5);
    EXPECT_EQ(run_program({"verify", out_.string()}).exit_code, 0);
    auto const quiet = folder_ / "quiet";
    EXPECT_EQ(shell("$0 run $1 --out $2 --replicates 100 --quiet 2>&- >&- <&-", quiet), 0);
    EXPECT_EQ(run_program({"verify", quiet.string()}).exit_code, 0);
}

TEST_F(Streams, AReaderThatLeavesIsNoError) {
    int const code =
        shell("set -o pipefail; $0 run $1 --out $2 --replicates 100 2>$2.err | :", out_);
    // as other programs tell it; 0 where the table was written before the reader left
    EXPECT_TRUE(code == 141 || code == 0) << code;
    std::string const said = text_of_file(out_.string() + ".err");
    EXPECT_EQ(said.find(" error: "), std::string::npos) << said;
    EXPECT_EQ(run_program({"verify", out_.string()}).exit_code, 0) << "the results are written";
}

TEST_F(Streams, TableIsNarrow) {
    for (char const* const study : {"maia", "textbook", "textbook_three_looks", "minimal"}) {
        ProgramRun const result = run_program(
            {"run", study_path(study), "--replicates", "100", "--out", (folder_ / study).string()});
        ASSERT_EQ(result.exit_code, 0) << result.err;
        std::istringstream lines(result.out);
        for (std::string line; std::getline(lines, line);) {
            EXPECT_LE(width_of(line), table_columns) << line;
        }
        EXPECT_EQ(result.out, text_of_file(folder_ / study / "summary.txt"));
    }
}

/// A folder with a locale that writes 1.234,5; its name is told even where it cannot be made, then
/// the test shows less.
std::vector<std::string> german(TemporaryFolder const& folder) {
    std::string const name = "de_DE.UTF-8";
    std::string const path = (folder / name).string();
    std::string const command = "localedef -i de_DE -f UTF-8 " + path + " >/dev/null 2>&1";
    std::vector<std::string> environment{"LC_ALL=" + name, "LANG=" + name, "TZ=Asia/Kolkata"};
    if (std::system(command.c_str()) == 0) {
        environment.push_back("LOCPATH=" + folder.path().string());
    } else {
        std::filesystem::remove_all(path);
    }
    return environment;
}

TEST_F(Streams, TheLocaleChangesNoByte) {
    TemporaryFolder const locales;
    support::Surroundings const abroad{{}, "", "", german(locales)};
    std::vector<std::string> const check{"check", study_path("maia")};
    EXPECT_EQ(run_program(check, abroad).out, run_program(check).out);

    ProgramRun const here = run({});
    ASSERT_EQ(here.exit_code, 0) << here.err;
    auto const out = folder_ / "abroad";
    ProgramRun const there = run_program(small_run(out), abroad);
    ASSERT_EQ(there.exit_code, 0) << there.err;
    EXPECT_EQ(there.out, here.out);
    for (char const* const name : {"estimates.csv", "curves.csv", "results.json", "summary.txt"}) {
        EXPECT_EQ(text_of_file(out / name), text_of_file(out_ / name)) << name;
    }
    // the studies are one to both, so that each shows what the other has computed
    EXPECT_EQ(run_program(small_run(out_), abroad).out, here.out);
}

}  // namespace
}  // namespace vtrial::host::test
