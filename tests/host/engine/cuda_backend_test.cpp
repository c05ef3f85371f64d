// Batches on a device: two at a time, made smaller until they fit, down to a floor.
#include "host/engine/cuda_backend.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

#include "host/engine/engine.hpp"
#include "host/engine/errors.hpp"
#include "kernels/replicate/checked.hpp"
#include "tests/host/engine/injected_backend.hpp"
#include "tests/host/engine/tiny_study.hpp"

namespace vtrial::host::test {
namespace {

using kernels::CudaError;

/// A device that is the processor, with memory for so many replicates at once.
class PretendedDevice : public BatchLauncher {
  public:
    PretendedDevice(kernels::Plan const& plan, std::int32_t most, std::int32_t memory)
        : cpu_(kernels::InstructionLevel::v3, 1), worker_(cpu_.make_worker(plan, 0)) {
        if (most > memory) {
            throw CudaError(CudaError::Kind::out_of_memory, "cudaMalloc: out of memory");
        }
    }
    void simulate(kernels::ReplicateRange range, kernels::TallyView const& tally,
                  kernels::ReplicateOutcome* checked) override {
        std::uint64_t const first_group = range.first / kernels::check_group;
        for (std::int32_t done = 0; done < range.count; done += 64) {
            kernels::ReplicateRange const part{range.first + static_cast<std::uint64_t>(done),
                                               std::min(64, range.count - done)};
            worker_->run(part, tally, checked + (part.first / kernels::check_group - first_group));
        }
    }

  private:
    CpuBackend cpu_;
    std::unique_ptr<Worker> worker_;
};

class CudaBackendTest : public testing::Test {
  protected:
    CudaBackend backend(MakeLauncher make) {
        return {{{3, "Pretended GPU", 90, 132, 80LL << 30}},
                [this](std::string const& line) { said_.push_back(line); },
                std::move(make)};
    }
    CudaBackend backend_with_memory_for(std::int32_t replicates) {
        return backend([replicates](int, kernels::Plan const& plan, std::int32_t most) {
            return std::make_unique<PretendedDevice>(plan, most, replicates);
        });
    }

    trials::Scenario scenario_ = tiny_scenario();
    trials::PlanTables tables_ = trials::lower(scenario_.study);
    std::vector<std::string> said_;
    CollectingSink sink_{kernels::layout_of(tables_.plan)};
};

TEST_F(CudaBackendTest, BatchesAreHalvedUntilTheyFit) {
    CudaBackend cuda = backend_with_memory_for(10'000);
    EXPECT_EQ(cuda.make_worker(tables_.plan, 0)->most_at_once(), 8192);
    EXPECT_EQ(said_.size(), 4U) << "each halving once";
    EXPECT_EQ(said_.back(),
              "Pretended GPU (device 3) has too little free memory: going on with batches of 8192 "
              "trials");
    EXPECT_TRUE(run_blocks(tables_.plan, {{0, 20'001}}, cuda, {}, sink_));
    auto const expected = simulate(scenario_, 20'001, {});
    EXPECT_TRUE(sink_.total.sums == expected.total.sums);
    EXPECT_TRUE(sink_.total.counts == expected.total.counts);
}

TEST_F(CudaBackendTest, NoBatchIsSmallerThanTheFloor) {
    EXPECT_EQ(backend_with_memory_for(1024).make_worker(tables_.plan, 0)->most_at_once(), 1024);
    CudaBackend cuda = backend_with_memory_for(1023);
    try {
        run_blocks(tables_.plan, {{0, 1000}}, cuda, {}, sink_);
        FAIL() << "it ran";
    } catch (DeviceError const& error) {
        EXPECT_STREQ(error.what(),
                     "Pretended GPU (device 3) has no memory for a batch of 1024 trials, the "
                     "smallest that is tried: cudaMalloc: out of memory; free its memory, or use "
                     "--backend cpu");
    }
}

// somebody else takes the device's memory while it runs
TEST_F(CudaBackendTest, MemoryThatRunsOutLaterCostsOneBlock) {
    struct Failing : PretendedDevice {
        Failing(kernels::Plan const& plan, std::int32_t most, std::atomic<int>& left_before_failure)
            : PretendedDevice(plan, most, most), left(left_before_failure) {}
        void simulate(kernels::ReplicateRange range, kernels::TallyView const& tally,
                      kernels::ReplicateOutcome* checked) override {
            PretendedDevice::simulate(range, tally, checked);
            if (left-- == 0) {
                throw CudaError(CudaError::Kind::out_of_memory, "out of memory");
            }
        }
        std::atomic<int>& left;
    };
    std::atomic<int> left = 1;
    CudaBackend cuda = backend([&](int, kernels::Plan const& plan, std::int32_t most) {
        return std::make_unique<Failing>(plan, most, left);
    });
    EXPECT_TRUE(run_blocks(tables_.plan, {{0, 20'000}}, cuda, {}, sink_));
    EXPECT_EQ(said_.size(), 1U);
    auto const expected = simulate(scenario_, 20'000, {});
    EXPECT_TRUE(sink_.total.sums == expected.total.sums);
    EXPECT_TRUE(sink_.total.counts == expected.total.counts);
}

TEST_F(CudaBackendTest, TwoBatchesAreUnderWayAtATime) {
    struct Waiting : PretendedDevice {
        Waiting(kernels::Plan const& plan, std::int32_t most, std::latch& all)
            : PretendedDevice(plan, most, 1024), others(all) {}
        void simulate(kernels::ReplicateRange range, kernels::TallyView const& tally,
                      kernels::ReplicateOutcome* checked) override {
            if (!has_waited) {
                has_waited = true;
                others.arrive_and_wait();  // for ever, if the other were not under way
            }
            PretendedDevice::simulate(range, tally, checked);
        }
        std::latch& others;
        bool has_waited = false;
    };
    std::latch both(2);
    CudaBackend cuda = backend([&](int device, kernels::Plan const& plan, std::int32_t most) {
        EXPECT_EQ(device, 3);
        return std::make_unique<Waiting>(plan, most, both);
    });
    ASSERT_EQ(cuda.workers(), 2);
    EXPECT_TRUE(run_blocks(tables_.plan, {{0, 20'001}}, cuda, {}, sink_));
    EXPECT_EQ(said_.size(), 7U) << "each halving once, not once a worker";
    auto const expected = simulate(scenario_, 20'001, {});
    EXPECT_TRUE(sink_.total.sums == expected.total.sums);
    EXPECT_TRUE(sink_.total.counts == expected.total.counts);
}

TEST_F(CudaBackendTest, ADeviceWithMemoryForOneBatchRunsOneAfterTheOther) {
    struct Lone : PretendedDevice {
        Lone(kernels::Plan const& plan, std::int32_t most, std::atomic<int>& launchers)
            : PretendedDevice(plan, most, launchers == 0 ? most : 0), count(launchers) {
            ++count;
        }
        ~Lone() override { --count; }
        std::atomic<int>& count;
    };
    std::atomic<int> launchers = 0;
    CudaBackend cuda = backend([&](int, kernels::Plan const& plan, std::int32_t most) {
        return std::make_unique<Lone>(plan, most, launchers);
    });
    {
        auto const first = cuda.make_worker(tables_.plan, 0);
        EXPECT_EQ(cuda.make_worker(tables_.plan, 1), nullptr);
        EXPECT_EQ(first->most_at_once(), CudaBackend::largest_batch);
    }
    EXPECT_EQ(said_.back(),
              "Pretended GPU (device 3) has too little free memory for two batches at a time");
    EXPECT_TRUE(run_blocks(tables_.plan, {{0, 20'001}}, cuda, {}, sink_));
    auto const expected = simulate(scenario_, 20'001, {});
    EXPECT_TRUE(sink_.total.sums == expected.total.sums);
    EXPECT_TRUE(sink_.total.counts == expected.total.counts);
}

TEST_F(CudaBackendTest, AFailedDeviceIsNotTriedAgain) {
    int made = 0;
    CudaBackend cuda = backend([&](auto&&...) -> std::unique_ptr<BatchLauncher> {
        ++made;
        throw CudaError(CudaError::Kind::device_failed, "no kernel image");
    });
    EXPECT_THROW(run_blocks(tables_.plan, {{0, 1000}}, cuda, {}, sink_), CudaError);
    EXPECT_LE(made, cuda.workers()) << "each of them once";
    EXPECT_TRUE(sink_.blocks.empty());
    EXPECT_TRUE(said_.empty());
}

}  // namespace
}  // namespace vtrial::host::test
