// What the command line accepts, and the exit code of what it does not.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "host/commands/exit_codes.hpp"
#include "host/engine/errors.hpp"
#include "host/files/output_folder.hpp"
#include "host/store/block_store.hpp"
#include "kernels/launch/cpu.hpp"
#include "kernels/launch/cuda.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

using support::names_in;
using support::ProgramRun;
using support::run_program;
using support::study_path;
using support::TemporaryFolder;
using Words = std::vector<std::string>;

/// Runs in a folder that must stay empty, and expects nothing on stdout.
ProgramRun refused(Words const& words, ExitCode code) {
    TemporaryFolder const folder;
    ProgramRun const run = run_program(words, {folder.path(), "", "", {}});
    EXPECT_EQ(run.exit_code, static_cast<int>(code)) << run.err;
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(names_in(folder.path()), std::set<std::string>{}) << run.err;
    return run;
}

/// The last line of stderr of a run of the minimal study.
std::string refusal(Words const& more, ExitCode code = ExitCode::command_line_wrong) {
    Words words{"run", study_path("minimal")};
    words.insert(words.end(), more.begin(), more.end());
    std::string text = refused(words, code).err;
    text.erase(text.find_last_not_of('\n') + 1);
    return text.substr(text.rfind('\n') + 1);
}

TEST(CommandLine, ExitCodesAreThoseThatUsersKnow) {
    EXPECT_EQ(static_cast<int>(ExitCode::done), 0);
    EXPECT_EQ(static_cast<int>(ExitCode::bug), 1);
    EXPECT_EQ(static_cast<int>(ExitCode::command_line_wrong), 2);
    EXPECT_EQ(static_cast<int>(ExitCode::configuration_wrong), 3);
    EXPECT_EQ(static_cast<int>(ExitCode::device_not_usable), 4);
    EXPECT_EQ(static_cast<int>(ExitCode::input_or_output_failed), 5);
    EXPECT_EQ(static_cast<int>(ExitCode::stored_state_unusable), 6);
    EXPECT_EQ(static_cast<int>(ExitCode::incomplete_or_check_failed), 7);
    EXPECT_EQ(static_cast<int>(ExitCode::stopped_early), 75);
}

TEST(CommandLine, EveryExceptionHasItsExitCode) {
    using kernels::CudaError;
    EXPECT_EQ(exit_code_of(CommandLineError("")), ExitCode::command_line_wrong);
    EXPECT_EQ(exit_code_of(DeviceError("")), ExitCode::device_not_usable);
    EXPECT_EQ(exit_code_of(CudaError(CudaError::Kind::device_failed, "")),
              ExitCode::device_not_usable);
    EXPECT_EQ(exit_code_of(FileError("")), ExitCode::input_or_output_failed);
    EXPECT_EQ(exit_code_of(StoreError("")), ExitCode::stored_state_unusable);
    EXPECT_EQ(exit_code_of(CheckError("")), ExitCode::incomplete_or_check_failed);
    EXPECT_EQ(exit_code_of(StoppedEarly("")), ExitCode::stopped_early);
    EXPECT_EQ(exit_code_of(ReaderGone()), ExitCode::reader_gone);
    EXPECT_EQ(exit_code_of(std::bad_alloc()), ExitCode::input_or_output_failed);
    EXPECT_EQ(exit_code_of(std::logic_error("")), ExitCode::bug);
}

TEST(CommandLine, ACommandIsNeeded) {
    EXPECT_EQ(refused({}, ExitCode::command_line_wrong).err,
              "vtrial: error: a command is needed: run, check, resume, verify, analyze, trials, "
              "validate, calibrate, bench, devices or version; see vtrial --help\n");
    EXPECT_EQ(refused({"simulate"}, ExitCode::command_line_wrong).err,
              "vtrial: error: unknown command 'simulate': run, check, resume, verify, analyze, "
              "trials, validate, calibrate, bench, devices or version; see vtrial --help\n");
    // commands are not abbreviated either
    refused({"ru", study_path("minimal")}, ExitCode::command_line_wrong);
}

TEST(CommandLine, OneStudyIsNeeded) {
    EXPECT_EQ(refused({"run"}, ExitCode::command_line_wrong).err,
              "vtrial: error: vtrial run takes one study file, got 0\n");
    EXPECT_EQ(refused({"check", "a.toml", "b.toml"}, ExitCode::command_line_wrong).err,
              "vtrial: error: vtrial check takes one study file, got 2\n");
    EXPECT_EQ(refused({"resume"}, ExitCode::command_line_wrong).err,
              "vtrial: error: vtrial resume takes one result folder, got 0\n");
    refused({"verify", "a", "b"}, ExitCode::command_line_wrong);
    refused({"devices", "0"}, ExitCode::command_line_wrong);
    refused({"bench", "textbook"}, ExitCode::command_line_wrong);
}

TEST(CommandLine, OptionNamesAreNeverAbbreviated) {
    for (Words const& words :
         {Words{"--thread", "2"}, Words{"--thr=2"}, Words{"--rep", "200"}, Words{"--s", "1"},
          Words{"--scen", "base"}, Words{"--allow"}, Words{"--o", "x"}, Words{"--forc"},
          Words{"--back", "cpu"}, Words{"--instr", "v3"}, Words{"--js"}, Words{"--q"},
          Words{"--prog", "none"}, Words{"--hel"}, Words{"-q"}, Words{"-h"}}) {
        EXPECT_NE(refusal(words).find("unrecognised option '" + words[0].substr(0, 5)),
                  std::string::npos)
            << words[0];
    }
    refused({"check", study_path("minimal"), "--repl", "200"}, ExitCode::command_line_wrong);
    refused({"resume", "out", "--redo"}, ExitCode::command_line_wrong);
    refused({"verify", "out", "--js"}, ExitCode::command_line_wrong);
    refused({"resume", "out", "--seed", "1"}, ExitCode::command_line_wrong);
    // what only `run` knows, `check` refuses
    refused({"check", study_path("minimal"), "--threads", "1"}, ExitCode::command_line_wrong);
}

TEST(CommandLine, ThreadsAreAWholeNumber) {
    for (char const* const text : {"-1", "0", "1e3", "4097", "1.0", "+2", " 2", "2 ", "", "two",
                                   "0x2", "18446744073709551617"}) {
        EXPECT_EQ(refusal({"--threads", text}),
                  std::string("vtrial: error: --threads must be a whole number from 1 to 4096, "
                              "got '") +
                      text + "'");
    }
    refusal({"--threads=-1"});
    refusal({"--threads"});
    refusal({"--threads", "1", "--threads", "2"});
}

TEST(CommandLine, MinutesAreAPositiveNumber) {
    for (char const* const text : {"0", "-1", "nan", "inf", "1e999", "", "ten", "1 ", "1h"}) {
        EXPECT_EQ(refusal({"--max-minutes", text}),
                  std::string("vtrial: error: --max-minutes must be a number above 0, got '") +
                      text + "'");
    }
}

TEST(CommandLine, ChoicesAreTold) {
    EXPECT_EQ(refusal({"--backend", "gpu"}),
              "vtrial: error: --backend must be one of auto, cpu, cuda; got 'gpu'");
    EXPECT_EQ(refusal({"--instructions", "v5"}),
              "vtrial: error: --instructions must be one of auto, v3, v4; got 'v5'");
    EXPECT_EQ(refusal({"--progress", "Bar"}),
              "vtrial: error: --progress must be one of auto, bar, plain, none; got 'Bar'");
    refusal({"--quiet=yes"});
}

TEST(CommandLine, AnUnknownScenarioNamesThoseThatExist) {
    for (char const* const command : {"run", "check"}) {
        EXPECT_EQ(refused({command, study_path("textbook"), "--scenario", "efect"},
                          ExitCode::command_line_wrong)
                      .err,
                  "vtrial: error: no scenario 'efect'; this study has: effect, hazard_ratio_056, "
                  "no_effect\n");
    }
}

TEST(CommandLine, ADeviceThatCannotBeUsed) {
    auto const found = kernels::find_cuda_devices();
    if (found.usable.empty()) {
        EXPECT_EQ(refusal({"--backend", "cuda"}, ExitCode::device_not_usable),
                  "vtrial: error: no GPU can be used: " + found.problem);
    }
    if (kernels::best_instruction_level() < kernels::InstructionLevel::v4) {
        refusal({"--instructions", "v4"}, ExitCode::device_not_usable);
    }
}

TEST(CommandLine, NothingIsWrittenForAWrongStudy) {
    EXPECT_EQ(refusal({"--set", "design.patients=1"}, ExitCode::configuration_wrong),
              "--set design.patients=1: error: design.patients must be 2 ... 1048576, got 1");
    refusal({"--set", "design.patient=300"}, ExitCode::configuration_wrong);
    refusal({"--replicates", "99"}, ExitCode::configuration_wrong);
    refusal({"--replicates", "1e3"}, ExitCode::command_line_wrong);
    refusal({"--replicates", "-1"}, ExitCode::command_line_wrong);
    refusal({"--out", "results", "--quiet", "--replicates", "0"}, ExitCode::configuration_wrong);
}

TEST(CommandLine, AllErrorsAreToldAtOnceEvenIfQuiet) {
    std::string const text = refused({"run", study_path("minimal"), "--quiet", "--set",
                                      "design.patients=1", "--set", "design.alpha_one_sided=0.5"},
                                     ExitCode::configuration_wrong)
                                 .err;
    EXPECT_NE(text.find("design.patients must be"), std::string::npos) << text;
    EXPECT_NE(text.find("design.alpha_one_sided must be"), std::string::npos) << text;
    EXPECT_EQ(text.find("warning"), std::string::npos) << text;
}

TEST(CommandLine, AStudyThatCannotBeReadIsAnInputError) {
    EXPECT_EQ(refused({"run", "none.toml"}, ExitCode::input_or_output_failed).err,
              "none.toml: error: there is no such file\n");
    refused({"check", VTRIAL_STUDIES}, ExitCode::input_or_output_failed);
    refused({"check", "/dev/null"}, ExitCode::input_or_output_failed);
}

TEST(CommandLine, TheDiseaseModelHasNoClosedForm) {
    ProgramRun const run = run_program({"check", std::string(VTRIAL_TRIALS) + "/maia.toml"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_NE(run.out.find("# published at nejm_2019: no closed form"), std::string::npos)
        << run.out;
}

/// The line of `check` that tells the seed.
std::string seed_line(std::string const& seed) {
    ProgramRun const run = run_program({"check", study_path("minimal"), "--seed", seed});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    auto const start = run.out.find("seed = ");
    return run.out.substr(start, run.out.find('\n', start) - start);
}

TEST(CommandLine, SeedsHave64Bits) {
    EXPECT_EQ(seed_line("0"), "seed = 0");
    EXPECT_EQ(seed_line("999999999999999999"), "seed = 999999999999999999");
    EXPECT_EQ(seed_line("1000000000000000000"), "seed = 1000000000000000000");
    EXPECT_EQ(seed_line("9223372036854775807"), "seed = 9223372036854775807");
    EXPECT_EQ(seed_line("9223372036854775808"), "seed = \"9223372036854775808\"");
    EXPECT_EQ(seed_line("18446744073709551615"), "seed = \"18446744073709551615\"");
    for (char const* const wrong : {"18446744073709551616", "-1", "1.5", "1e3", "one", ""}) {
        refusal({"--seed", wrong}, ExitCode::command_line_wrong);
    }
}

TEST(CommandLine, TheHighestSeedRuns) {
    TemporaryFolder const folder;
    std::string const highest = "18446744073709551615";
    auto const run = run_program(support::small_run(folder / "out", {"--seed", highest}));
    ASSERT_EQ(run.exit_code, 0) << run.err;
    std::string const manifest = support::text_of_file(folder / "out/manifest.json");
    EXPECT_NE(manifest.find("\"seed\": \"" + highest + "\""), std::string::npos);
}

}  // namespace
}  // namespace vtrial::host::test
