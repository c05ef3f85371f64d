// `vtrial devices`, and what a run says and records about its device.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/files/build_info.hpp"
#include "kernels/launch/cuda.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

using support::run_program;

TEST(Devices, ListsTheProcessorAndEachGpuOrWhyNone) {
    auto const run = run_program({"devices"});
    EXPECT_EQ(run.exit_code, 0);
    EXPECT_EQ(run.err, "");
    EXPECT_EQ(run.out.find("processor  " + processor_name() + ", instructions v3"), 0U) << run.out;
    auto const found = kernels::find_cuda_devices();
    for (auto const& device : found.usable) {
        EXPECT_NE(run.out.find(device.name), std::string::npos) << run.out;
    }
    if (found.usable.empty()) {
        EXPECT_TRUE(run.out.ends_with("GPU        none: " + found.problem + "\n")) << run.out;
    }
}

TEST(Devices, AreJsonToo) {
    auto const json = nlohmann::json::parse(run_program({"devices", "--json"}).out);
    EXPECT_EQ(json["processor"]["instructions"][0], "v3");
    EXPECT_GE(json["processor"]["threads"], 1);
    auto const found = kernels::find_cuda_devices();
    EXPECT_EQ(json["gpus"].size(), found.usable.size());
    EXPECT_EQ(json.contains("why_no_gpu"), found.usable.empty());
}

TEST(Devices, TheManifestNamesWhatWasUsedAndWhy) {
    support::TemporaryFolder const folder;
    auto const run = run_program(support::small_run(folder / "out", {"--progress", "none"}));
    ASSERT_EQ(run.exit_code, 0) << run.err;
    auto const machine =
        nlohmann::json::parse(support::text_of_file(folder / "out/manifest.json"))["machine"];
    auto const found = kernels::find_cuda_devices();
    EXPECT_EQ(machine["backend"], found.usable.empty() ? "cpu" : "cuda");
    if (found.usable.empty()) {
        EXPECT_EQ(machine["device"], processor_name());
        EXPECT_EQ(machine["why_no_gpu"], found.problem);
    }
    // a build without CUDA expects no GPU and does not miss it
    bool const says_so = run.err.find("running on") != std::string::npos;
    EXPECT_EQ(says_so, !cuda_version().empty()) << run.err;

    auto const asked =
        run_program(support::small_run(folder / "cpu", {"--backend", "cpu", "--json"}));
    EXPECT_EQ(asked.err.find("running on"), std::string::npos);
}

}  // namespace
}  // namespace vtrial::host::test
