// Runs that are stopped, and go on.
#include <csignal>
#include <string>

#include "tests/host/commands/stored_run.hpp"
#include "tests/support/file_size_limit.hpp"

namespace vtrial::host::test {
namespace {

using support::names_in;
using support::run_program;
using support::text_of_file;

class Interrupted : public StoredRun {};

TEST_F(Interrupted, ByASignalKeepsWhatIsDone) {
    for (auto const& [signal, name] : {std::pair{SIGTERM, "SIGTERM"}, {SIGINT, "SIGINT"}}) {
        ProgramRun const stopped = interrupted(signal, endless, {"--force"});
        EXPECT_EQ(stopped.exit_code, 75);
        EXPECT_EQ(stopped.out, "");
        EXPECT_NE(stopped.err.find(std::string("vtrial: stopped by ") + name + ": "),
                  std::string::npos)
            << stopped.err;
        EXPECT_NE(stopped.err.find(" of 1,000,000,000,000 trials are stored in " + out_.string() +
                                   "; `vtrial resume " + out_.string() + "` goes on\n"),
                  std::string::npos)
            << stopped.err;
        EXPECT_EQ(stopped.err.find(": 0 of"), std::string::npos) << "nothing was stored";
        EXPECT_EQ(names_in(out_), std::set<std::string>{"blocks.sqlite"});
    }
}

TEST_F(Interrupted, ThenResumedIsTheSameAsNever) {
    ASSERT_EQ(interrupted(SIGTERM, long_run).exit_code, 75);
    ProgramRun const refused = run(long_run);
    EXPECT_EQ(refused.exit_code, 5);
    EXPECT_NE(refused.err.find("holds an unfinished run of this study ("), std::string::npos)
        << refused.err;
    EXPECT_NE(refused.err.find("`vtrial resume " + out_.string() + "` goes on, --force starts"),
              std::string::npos);
    ProgramRun const resumed = resume();
    EXPECT_EQ(resumed.exit_code, 0) << resumed.err;
    EXPECT_NE(resumed.err.find(" of 60,000 trials are stored already"), std::string::npos)
        << resumed.err;
    EXPECT_EQ(resumed.out, text_of_file(out_ / "summary.txt"));
    expect_results_of(long_run);
}

TEST_F(Interrupted, WhileResumingGoesOnAgain) {
    ASSERT_EQ(interrupted(SIGINT, long_run).exit_code, 75);
    EXPECT_EQ(resume({"--max-minutes", "0.0001"}).exit_code, 75);
    EXPECT_EQ(resume({"--threads", "1", "--instructions", "v3"}).exit_code, 0);
    expect_results_of(long_run);
}

TEST_F(Interrupted, TwiceIsKilled) {
    // batches that take so long that the second signal is there before the first is obeyed
    for (int const signal : {SIGTERM, SIGINT}) {
        support::RunningProgram program(run_words(
            out_, endless, {"--force", "--progress", "bar", "--set", "design.patients=65534"}));
        ASSERT_TRUE(program.says("trials/s"));
        program.send(signal);
        program.send(signal == SIGTERM ? SIGINT : SIGTERM);
        int const code = program.finish().exit_code;
        EXPECT_TRUE(code == 130 || code == 143) << code;
    }
}

TEST_F(Interrupted, AfterTheMinutesItWasGiven) {
    ProgramRun const stopped = run(endless, {"--max-minutes", "0.001"});
    EXPECT_EQ(stopped.exit_code, 75);
    EXPECT_NE(stopped.err.find("vtrial: stopped after 0.001 minutes, as asked: "),
              std::string::npos)
        << stopped.err;
    EXPECT_EQ(verify().exit_code, 7);
}

TEST_F(Interrupted, RewriteDoesNotLookComplete) {
    ASSERT_EQ(run("100").exit_code, 0);
    EXPECT_EQ(interrupted(SIGTERM, endless, {"--force"}).exit_code, 75);
    EXPECT_EQ(names_in(out_).count("manifest.json"), 0U);
    EXPECT_EQ(verify().exit_code, 7);
}

TEST_F(Interrupted, BeforeTheReportsTheyAreWrittenFromTheStore) {
    ASSERT_EQ(run("1000").exit_code, 0);
    for (char const* const name : {"manifest.json", "curves.csv", "summary.txt"}) {
        std::filesystem::remove(out_ / name);
    }
    EXPECT_EQ(verify().exit_code, 7);
    EXPECT_EQ(resume({"--json"}).out, text_of_file(out_ / "results.json"));
    expect_results_of("1000");
}

TEST_F(Interrupted, ByAFullDiskKeepsWhatFits) {
    auto const whole_store = [this] {
        EXPECT_EQ(run("1000").exit_code, 0);
        return std::filesystem::file_size(out_ / "blocks.sqlite");
    }();
    for (std::uintmax_t const bytes : {std::uintmax_t{3000}, whole_store / 2, whole_store}) {
        std::filesystem::remove_all(out_);
        ProgramRun result;
        {
            support::FileSizeLimit const limit(bytes);
            result = run(long_run);
        }
        EXPECT_EQ(result.exit_code, 5) << bytes << result.err;
        EXPECT_NE(result.err.find((out_).string()), std::string::npos) << result.err;
        EXPECT_EQ(names_in(out_).count("manifest.json"), 0U);
        // space is freed; where there was none for an empty store, the run starts anew
        bool const has_store = names_in(out_).count("blocks.sqlite") != 0;
        ProgramRun const again = has_store ? resume() : run(long_run);
        EXPECT_EQ(again.exit_code, 0) << again.err;
        expect_results_of(long_run);
    }
}

}  // namespace
}  // namespace vtrial::host::test
