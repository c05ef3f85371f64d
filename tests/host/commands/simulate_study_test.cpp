// Devices that fail in the middle, wrong bits, and what is stored then.
#include "host/commands/simulate_study.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "host/commands/exit_codes.hpp"
#include "host/engine/engine.hpp"
#include "host/engine/errors.hpp"
#include "kernels/launch/cuda.hpp"
#include "tests/host/engine/injected_backend.hpp"
#include "tests/host/engine/tiny_study.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vtrial::host::test {
namespace {

trials::StudyFile tiny_file() {
    trials::StudyFile file{"tiny", "Tiny", {tiny_scenario(), tiny_scenario()}, 20'000};
    file.scenarios[1].name = "other";
    file.scenarios[1].study.seed = 8;
    return file;
}

class SimulateStudy : public testing::Test {
  protected:
    void simulate_with(Injection const& injection) {
        BackendChoice choice;
        choice.backend = std::make_unique<InjectedBackend>(2, injection);
        efforts_ =
            simulate_missing(study_, store_, folder_.path(), choice, {}, StopRequest(std::nullopt));
    }

    void expect_complete() {
        for (std::size_t i = 0; i < study_.plans.size(); ++i) {
            auto const expected = simulate(study_.file.scenarios[i], 20'000, {});
            auto const total = store_.total(i, kernels::layout_of(study_.plans[i].plan));
            EXPECT_TRUE(total.sums == expected.total.sums);
            EXPECT_TRUE(total.counts == expected.total.counts);
        }
    }

    support::TemporaryFolder folder_;
    PlannedStudy study_ = plan_study(tiny_file());
    BlockStore store_ = BlockStore::create(folder_ / store_name, study_.identity);
    std::vector<ScenarioEffort> efforts_;
};

Injection const nothing = [](auto&&...) {};

TEST_F(SimulateStudy, StoresAllBlocksOfAllScenarios) {
    EXPECT_EQ(missing_replicates(study_, store_), 40'000);
    simulate_with(nothing);
    EXPECT_EQ(missing_replicates(study_, store_), 0);
    EXPECT_EQ(efforts_.at(1).simulated, 20'000);
    expect_complete();
    simulate_with(nothing);
    EXPECT_EQ(efforts_.at(1).simulated, 0);
}

TEST_F(SimulateStudy, ADeviceThatFailsLaterLeavesTheEarlierBlocks) {
    std::atomic<int> batches{0};
    try {
        simulate_with([&](auto&&...) {
            if (++batches >= 450) {  // a failed device fails whoever asks
                throw kernels::CudaError(kernels::CudaError::Kind::device_failed,
                                         "cudaLaunchKernel: unspecified launch failure");
            }
        });
        FAIL() << "it ran";
    } catch (StoppedEarly const& error) {
        std::string const text = error.what();
        EXPECT_EQ(text.find("the device failed: cudaLaunchKernel: unspecified launch failure\n"),
                  0U);
        EXPECT_NE(text.find(" of 40,000 trials are stored in " + folder_.path().string() +
                            "; `vtrial resume " + folder_.path().string() +
                            "` goes on, on the processor with --backend cpu"),
                  std::string::npos)
            << text;
        EXPECT_EQ(exit_code_of(error), ExitCode::stopped_early);
    }
    EXPECT_GT(stored_replicates(store_), 0);
    EXPECT_LT(stored_replicates(store_), 450 * 64);
    simulate_with(nothing);
    expect_complete();
}

TEST_F(SimulateStudy, ADeviceThatFailsAtOnceIsNotUsable) {
    try {
        simulate_with([](auto&&...) {
            throw kernels::CudaError(kernels::CudaError::Kind::device_failed, "no kernel image");
        });
        FAIL() << "it ran";
    } catch (std::exception const& error) {
        EXPECT_EQ(exit_code_of(error), ExitCode::device_not_usable);
    }
    EXPECT_EQ(stored_replicates(store_), 0);
}

TEST_F(SimulateStudy, AWrongDeviceIsNotResumedByItself) {
    EXPECT_THROW(
        simulate_with([](kernels::ReplicateRange, auto&&, kernels::ReplicateOutcome* checked) {
            checked[0].look[0].patients += 1;
        }),
        CheckError);
    simulate_with(nothing);
    expect_complete();
}

}  // namespace
}  // namespace vtrial::host::test
