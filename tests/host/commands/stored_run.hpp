// A run that takes some seconds, and what it must come to however it is interrupted.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tests/support/run_program.hpp"

namespace vtrial::host::test {

/// The files that depend on the study alone.
inline std::vector<std::string> const result_names{"estimates.csv", "curves.csv", "results.json",
                                                   "summary.txt"};

class StoredRun : public testing::Test {
  protected:
    using Words = std::vector<std::string>;
    using ProgramRun = support::ProgramRun;

    /// `vtrial run` of the minimal study into a folder.
    static Words run_words(std::filesystem::path const& out, std::string const& replicates,
                           Words const& more = {}) {
        Words words{"run",          support::study_path("minimal"),
                    "--replicates", replicates,
                    "--out",        out.string()};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    ProgramRun run(std::string const& replicates, Words const& more = {}) const {
        return support::run_program(run_words(out_, replicates, more));
    }
    ProgramRun resume(Words const& more = {}) const {
        Words words{"resume", out_.string(), "--progress", "none"};
        words.insert(words.end(), more.begin(), more.end());
        return support::run_program(words);
    }
    ProgramRun verify(Words const& more = {}) const {
        Words words{"verify", out_.string()};
        words.insert(words.end(), more.begin(), more.end());
        return support::run_program(words);
    }

    /// Starts it, waits until it simulates, and sends a signal.
    ProgramRun interrupted(int signal, std::string const& replicates, Words const& more = {}) {
        Words words = run_words(out_, replicates, {"--progress", "bar"});
        words.insert(words.end(), more.begin(), more.end());
        support::RunningProgram program(words);
        EXPECT_TRUE(program.says("trials/s"));
        program.send(signal);
        return program.finish();
    }

    /// Compares with a run of so many replicates that nothing interrupts.
    void expect_results_of(std::string const& replicates) {
        auto const whole = folder_ / ("whole-" + replicates);
        if (!std::filesystem::exists(whole)) {
            ASSERT_EQ(support::run_program(run_words(whole, replicates, {"--quiet"})).exit_code, 0);
        }
        for (std::string const& name : result_names) {
            EXPECT_TRUE(support::text_of_file(out_ / name) == support::text_of_file(whole / name))
                << name << " differs";
        }
        ProgramRun const verified = verify();
        EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
    }

    support::TemporaryFolder folder_;
    std::filesystem::path out_ = folder_ / "out";
};

/// Far beyond any test's patience: it does not end by itself.
inline constexpr char const* endless = "1000000000000";
/// Some seconds of work.
inline constexpr char const* long_run = "60000";

}  // namespace vtrial::host::test
