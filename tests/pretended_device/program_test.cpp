// The program with `--backend cuda` on the pretended device: the bytes of the processor, and what
// users are told when the device errs.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "kernels/replicate/checked.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::test {
namespace {

using support::ProgramRun;
using support::text_of_file;

class PretendedDevice : public testing::Test {
  protected:
    using Words = std::vector<std::string>;

    ProgramRun run(std::string const& backend, std::string const& out, Words const& environment,
                   Words const& more = {}) const {
        Words words{"run",          support::study_path("minimal"),
                    "--replicates", "24",
                    "--backend",    backend,
                    "--seed",       seed_,
                    "--out",        (folder_ / out).string(),
                    "--allow-small"};
        words.insert(words.end(), more.begin(), more.end());
        return support::run_program(words, {{}, {}, {}, environment});
    }
    std::string file(std::string const& out, char const* name) const {
        return text_of_file(folder_ / out / name);
    }

    support::TemporaryFolder folder_;
    /// A seed of which one of the first replicates is checked.
    std::string const seed_ = [] {
        std::uint64_t seed = 1;
        while (kernels::checked_replicate(seed, 0) >= 16) {
            ++seed;
        }
        return std::to_string(seed);
    }();
};

TEST_F(PretendedDevice, GivesTheBytesOfTheProcessor) {
    ASSERT_EQ(run("cpu", "cpu", {}).exit_code, 0);
    ProgramRun const on_device = run("auto", "cuda", {});
    ASSERT_EQ(on_device.exit_code, 0) << on_device.err;
    EXPECT_NE(on_device.err.find("vtrial: running on Pretended device (device 0)"),
              std::string::npos)
        << on_device.err;
    for (char const* name : {"estimates.csv", "curves.csv", "results.json", "summary.txt"}) {
        EXPECT_EQ(file("cuda", name), file("cpu", name)) << name;
    }
    EXPECT_NE(file("cuda", "manifest.json").find("Pretended device"), std::string::npos);
}

TEST_F(PretendedDevice, IsListed) {
    ProgramRun const listed = support::run_program({"devices"});
    EXPECT_EQ(listed.exit_code, 0);
    EXPECT_NE(listed.out.find("Pretended device"), std::string::npos) << listed.out;
}

TEST_F(PretendedDevice, IsMeasured) {
    ProgramRun const measured = support::run_program(
        {"bench", "--backend", "cuda", "--only", "textbook", "--replicates", "1", "--json"});
    ASSERT_EQ(measured.exit_code, 0) << measured.err;
    auto const report = nlohmann::json::parse(measured.out);
    EXPECT_EQ(report["machine"]["gpus"][0], "Pretended device");
    ASSERT_EQ(report["rows"].size(), 3U);
    auto const& row = report["rows"][0];
    EXPECT_EQ(row["backend"], "cuda");
    EXPECT_EQ(row["unit"], "trials_per_second");
    EXPECT_EQ(row["target"], 2e7);
    EXPECT_EQ(row["note"], "kernel cuda_plain");
    EXPECT_EQ(row["figures"]["registers_a_lane"], 128);
    EXPECT_EQ(row["figures"]["local_bytes_a_lane"], 928);
    EXPECT_EQ(report["rows"][2]["unit"], "mebibytes");
}

TEST_F(PretendedDevice, ThatIsAbsentIsReplacedOrRefused) {
    Words const absent{"PRETENDED_CUDA_ABSENT=1"};
    ProgramRun const replaced = run("auto", "auto", absent);
    EXPECT_EQ(replaced.exit_code, 0);
    EXPECT_NE(replaced.err.find("running on the processor: the NVIDIA driver sees no device"),
              std::string::npos)
        << replaced.err;
    ProgramRun const refused = run("cuda", "cuda", absent);
    EXPECT_EQ(refused.exit_code, 4);
    EXPECT_NE(refused.err.find("the NVIDIA driver sees no device"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "cuda"));
}

TEST_F(PretendedDevice, ThatFailsAtOnceIsNotUsable) {
    ProgramRun const failed = run("cuda", "out", {"PRETENDED_CUDA_FAILS_AT=1"});
    EXPECT_EQ(failed.exit_code, 4) << failed.err;
    // whose call it is, is a race: of the worker that waits, or of the other, who is not yet there
    EXPECT_NE(failed.err.find(" failed at "), std::string::npos) << failed.err;
    EXPECT_NE(failed.err.find("cudaErrorPretended"), std::string::npos) << failed.err;
}

TEST_F(PretendedDevice, ThatIsLostLaterLeavesARunToGoOnWith) {
    // the first launch runs the first scenario, the second one the other
    Words const two_scenarios{"--set", "scenarios=[{name=\"a\"},{name=\"b\",no_effect=true}]"};
    ProgramRun const failed = run("cuda", "out", {"PRETENDED_CUDA_FAILS_AT=2"}, two_scenarios);
    EXPECT_EQ(failed.exit_code, 75) << failed.err;
    ProgramRun const resumed =
        support::run_program({"resume", (folder_ / "out").string(), "--backend", "cpu"});
    EXPECT_EQ(resumed.exit_code, 0) << resumed.err;
    ASSERT_EQ(run("cpu", "cpu", {}, two_scenarios).exit_code, 0);
    EXPECT_EQ(file("out", "estimates.csv"), file("cpu", "estimates.csv"));
}

TEST_F(PretendedDevice, WithTooLittleMemoryIsNotUsable) {
    ProgramRun const failed = run("cuda", "out", {"PRETENDED_CUDA_MEMORY=100000"});
    EXPECT_EQ(failed.exit_code, 4) << failed.err;
    EXPECT_NE(failed.err.find("going on with batches of 1024 trials"), std::string::npos)
        << failed.err;
    EXPECT_NE(failed.err.find("cudaMalloc"), std::string::npos) << failed.err;
}

TEST_F(PretendedDevice, ThatErrsByABitEndsTheRun) {
    ProgramRun const failed = run("cuda", "out", {"PRETENDED_CUDA_FLIPS_A_BIT=1"});
    EXPECT_EQ(failed.exit_code, 7) << failed.err;
    EXPECT_NE(failed.err.find("computed again on the processor"), std::string::npos) << failed.err;
}

}  // namespace
}  // namespace vtrial::test
