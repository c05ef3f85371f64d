// `vtrial resume` of what is finished, extended, damaged, edited or in use.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "host/store/block_store.hpp"
#include "tests/host/commands/stored_run.hpp"

namespace vtrial::host::test {
namespace {

using support::run_program;
using support::text_of_file;
using support::write_text;

class Resume : public StoredRun {
  protected:
    void change_byte(std::string const& file, std::uintmax_t offset) const {
        std::string text = text_of_file(out_ / file);
        text.at(offset) = static_cast<char>(text.at(offset) ^ 1);
        write_text(out_ / file, text);
    }

    /// Changes a byte of a stored tally: it follows its own hash.
    void damage_a_block() const {
        std::string const sound = text_of_file(out_ / "blocks.sqlite");
        std::size_t digits = 0;
        for (std::size_t at = 0; at + 200 < sound.size(); ++at) {
            bool const is_digit = std::string("0123456789abcdef").find(sound[at]) < 16;
            if (!is_digit && digits == 64) {
                change_byte("blocks.sqlite", at + 200);
                if (verify().out.find("damaged: replicates") != std::string::npos) {
                    return;
                }
                write_text(out_ / "blocks.sqlite", sound);
            }
            digits = is_digit ? digits + 1 : 0;
        }
        FAIL() << "no byte damages a block";
    }
};

TEST_F(Resume, WhatNeverStartedSaysHowToStart) {
    ProgramRun const absent = resume();
    EXPECT_EQ(absent.exit_code, 5);
    EXPECT_NE(absent.err.find("there is no folder " + out_.string()), std::string::npos);
    std::filesystem::create_directory(out_);
    ProgramRun const empty = resume();
    EXPECT_EQ(empty.exit_code, 5);
    EXPECT_NE(empty.err.find("there is no blocks.sqlite in it: `vtrial run STUDY.toml --out " +
                             out_.string() + "` starts one"),
              std::string::npos)
        << empty.err;
    EXPECT_EQ(verify().exit_code, 5);
}

TEST_F(Resume, WhatIsCompleteIsShown) {
    ASSERT_EQ(run("1000").exit_code, 0);
    auto const manifest = text_of_file(out_ / "manifest.json");
    ProgramRun const again = resume();
    EXPECT_EQ(again.exit_code, 0);
    EXPECT_EQ(again.out, text_of_file(out_ / "summary.txt"));
    EXPECT_NE(again.err.find("is complete already"), std::string::npos);
    EXPECT_EQ(resume({"--quiet"}).err, "");
    EXPECT_EQ(text_of_file(out_ / "manifest.json"), manifest);
}

TEST_F(Resume, MoreReplicatesAreTheRunThatWantedThemFromTheStart) {
    ASSERT_EQ(run("1000").exit_code, 0);
    ProgramRun const asked = run("3001");
    EXPECT_EQ(asked.exit_code, 5);
    EXPECT_NE(asked.err.find("--replicates 3001` adds what is missing"), std::string::npos)
        << asked.err;
    ProgramRun const extended = resume({"--replicates", "3001"});
    ASSERT_EQ(extended.exit_code, 0) << extended.err;
    expect_results_of("3001");
    EXPECT_EQ(run("3001").exit_code, 0) << "it is the finished run of 3001";

    ProgramRun const fewer = resume({"--replicates", "3000"});
    EXPECT_EQ(fewer.exit_code, 2);
    EXPECT_NE(fewer.err.find("--replicates must be at least 3001, which the folder is for already, "
                             "got 3000"),
              std::string::npos)
        << fewer.err;
    EXPECT_EQ(run("1000").exit_code, 5);
}

TEST_F(Resume, AnInterruptedRunCanBeExtended) {
    ASSERT_EQ(interrupted(SIGTERM, long_run).exit_code, 75);
    ASSERT_EQ(resume({"--replicates", "61234"}).exit_code, 0);
    expect_results_of("61234");
}

TEST_F(Resume, SmallRunsCanBeResumed) {
    ASSERT_EQ(run("7", {"--allow-small"}).exit_code, 0);
    std::filesystem::remove(out_ / "manifest.json");
    EXPECT_EQ(resume().exit_code, 0);
}

TEST_F(Resume, ADamagedBlockIsComputedAgainOnlyWhereThatIsAsked) {
    ASSERT_EQ(run("3000").exit_code, 0);
    damage_a_block();
    EXPECT_EQ(verify().exit_code, 6);
    ProgramRun const refused = resume();
    EXPECT_EQ(refused.exit_code, 6);
    EXPECT_NE(refused.err.find("has damaged blocks (scenario, replicates):\n  base "),
              std::string::npos)
        << refused.err;
    ProgramRun const healed = resume({"--redo-damaged"});
    EXPECT_EQ(healed.exit_code, 0) << healed.err;
    EXPECT_NE(healed.err.find("dropped damaged blocks, to compute their "), std::string::npos);
    expect_results_of("3000");
}

TEST_F(Resume, ANewerStoreIsRefused) {
    ASSERT_EQ(run("100").exit_code, 0);
    std::filesystem::remove(out_ / "manifest.json");
    change_byte("blocks.sqlite", 62);  // user_version, the version of the format, is at 60 ... 63
    for (ProgramRun const& refused : {resume(), verify(), run("100")}) {
        EXPECT_EQ(refused.exit_code, 6) << refused.err;
        EXPECT_NE(refused.err.find("newer"), std::string::npos) << refused.err;
    }
    EXPECT_EQ(run("100", {"--force"}).exit_code, 0);
    expect_results_of("100");
}

TEST_F(Resume, AnEditedResultIsNeitherShownNorOverwritten) {
    ASSERT_EQ(run("100").exit_code, 0);
    change_byte("estimates.csv", 500);
    std::string const edited = text_of_file(out_ / "estimates.csv");
    for (ProgramRun const& refused : {resume(), run("100"), resume({"--replicates", "200"})}) {
        EXPECT_EQ(refused.exit_code, 6);
        EXPECT_EQ(refused.out, "");
        EXPECT_NE(refused.err.find((out_ / "estimates.csv").string() +
                                   " was changed after it was written"),
                  std::string::npos)
            << refused.err;
    }
    ProgramRun const verified = verify();
    EXPECT_EQ(verified.exit_code, 6);
    EXPECT_NE(verified.out.find("  estimates.csv: changed after it was written\n"),
              std::string::npos)
        << verified.out;
    EXPECT_EQ(text_of_file(out_ / "estimates.csv"), edited);
    std::filesystem::remove(out_ / "estimates.csv");
    EXPECT_EQ(resume().exit_code, 0);
    expect_results_of("100");
}

TEST_F(Resume, AFolderInUseNamesTheProcess) {
    support::RunningProgram program(run_words(out_, endless, {"--progress", "bar"}));
    ASSERT_TRUE(program.says("trials/s"));
    std::string const in_use =
        out_.string() + " is in use by process " + std::to_string(program.process()) + " on host ";
    for (ProgramRun const& refused : {resume(), run(endless), run("100", {"--force"})}) {
        EXPECT_EQ(refused.exit_code, 5);
        EXPECT_NE(refused.err.find(in_use), std::string::npos) << refused.err;
    }
    program.send(SIGTERM);
    EXPECT_EQ(program.finish().exit_code, 75);
}

TEST_F(Resume, AFolderThatCannotBeWrittenIsRefused) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root may write everywhere";
    }
    ASSERT_EQ(run("100").exit_code, 0);
    std::filesystem::remove(out_ / "manifest.json");
    ::chmod(out_.c_str(), 0555);
    EXPECT_EQ(resume().exit_code, 5);
    EXPECT_EQ(verify().exit_code, 7);
    ::chmod(out_.c_str(), 0755);
}

class Verify : public Resume {};

TEST_F(Verify, TellsHoles) {
    ASSERT_EQ(run("1000").exit_code, 0);
    {
        BlockStore store =
            BlockStore::open(out_ / "blocks.sqlite", BlockStore::Access::read_and_write);
        store.extend(store.study().resolved_study, 1500);
    }
    ProgramRun const holes = verify();
    EXPECT_EQ(holes.exit_code, 7) << holes.err;
    EXPECT_NE(holes.out.find("  scenario base: missing: replicates 1,000 ... 1,499\n"),
              std::string::npos)
        << holes.out;
    ProgramRun const json = verify({"--json"});
    EXPECT_EQ(json.exit_code, 7);
    EXPECT_NE(json.out.find("\"first\": 1000"), std::string::npos) << json.out;
}

TEST_F(Verify, TellsThatAllIsWell) {
    ASSERT_EQ(run("100").exit_code, 0);
    ProgramRun const well = verify();
    EXPECT_EQ(well.exit_code, 0);
    EXPECT_EQ(well.err, "");
    EXPECT_TRUE(well.out.ends_with("byte for byte\nall is well\n")) << well.out;
}

}  // namespace
}  // namespace vtrial::host::test
