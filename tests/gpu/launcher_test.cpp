// Replicates on the device leave the bits that they leave on the CPU. Built twice: for a GPU, and
// with fewer replicates for the pretended device of tests/pretended_device.
#include <cuda_runtime_api.h>
#include <gtest/gtest.h>

#include <vector>

#include "host/engine/worker_tally.hpp"
#include "kernels/launch/cuda.hpp"
#include "kernels/replicate/checked.hpp"
#include "tests/kernels/launch/runs.hpp"

namespace vtrial::kernels::test {
namespace {

#if defined(VTRIAL_PRETENDED_DEVICE)
constexpr bool is_pretended = true;
#else
constexpr bool is_pretended = false;
#endif

/// A tally in the host's memory that owns its numbers.
struct OwnTally {
    explicit OwnTally(Plan const& plan)
        : layout(layout_of(plan)),
          sums(static_cast<std::size_t>(layout.sums())),
          counts(static_cast<std::size_t>(layout.counts())) {}

    TallyView view(bool has_bands) {
        return {layout, sums.data(), counts.data(), has_bands ? 1 : 0};
    }

    TallyLayout layout;
    std::vector<std::int64_t> sums;
    std::vector<std::uint32_t> counts;
};

/// Runs a range on device 0 and on the CPU and compares everything.
void expect_the_bits_of_the_cpu(trials::Study const& study, ReplicateRange range,
                                bool has_bands = true) {
    trials::PlanTables const tables = trials::lower(study);
    ASSERT_GT(tables.plan.looks, 0) << "a comparison of nothing";
    OwnTally on_cpu(tables.plan);
    OwnTally on_gpu(tables.plan);
    host::ScratchMemory memory(tables.plan);
    std::vector<ReplicateOutcome> outcomes(static_cast<std::size_t>(range.count));
    simulate_on_cpu(best_instruction_level(), tables.plan, range, memory.scratch(),
                    on_cpu.view(has_bands), outcomes.data());
    auto const groups = static_cast<std::size_t>(most_groups_of(range.count));
    std::vector<ReplicateOutcome> checked(groups);
    CudaLauncher launcher(0, tables.plan, range.count);
    launcher.simulate(range, on_gpu.view(has_bands), checked.data());
    EXPECT_TRUE(on_gpu.sums == on_cpu.sums);
    EXPECT_TRUE(on_gpu.counts == on_cpu.counts);
    std::uint64_t const first_group = range.first / check_group;
    for (std::size_t k = 0; k < groups; ++k) {
        std::uint64_t const replicate = checked_replicate(tables.plan.seed, first_group + k);
        if (replicate >= range.first &&
            replicate < range.first + static_cast<std::uint64_t>(range.count)) {
            for (int look = 0; look < tables.plan.looks; ++look) {
                EXPECT_TRUE(checked[k].look[look] == outcomes[replicate - range.first].look[look])
                    << "replicate " << replicate << ", look " << look;
            }
        }
    }
}

trials::Study of_patients(int patients) {
    trials::Study study = with_looks(examples::rich_study());
    study.patients = patients;
    study.accrual = {{0.0}, {patients / 22.0}};
    return study;
}

TEST(GpuLauncher, GivesTheBitsOfTheCpu) {
    expect_the_bits_of_the_cpu(with_looks(examples::simple_study(0.75)),
                               {0, is_pretended ? 9 : 20000});
}
TEST(GpuLauncher, GivesTheBitsOfTheCpuWithStrataAndAllForms) {
    expect_the_bits_of_the_cpu(with_looks(examples::rich_study()), {0, is_pretended ? 7 : 5000});
}
TEST(GpuLauncher, GivesTheBitsOfTheCpuWithWhatOnlySomeStudiesAskFor) {
    expect_the_bits_of_the_cpu(with_looks(examples::biomarker_study()),
                               {0, is_pretended ? 3 : 3000});
}
TEST(GpuLauncher, GivesTheBitsOfTheCpuFromAnyReplicateOn) {
    expect_the_bits_of_the_cpu(with_looks(examples::rich_study()),
                               {(1ull << 39) + 7, is_pretended ? 3 : 3000}, false);
}
TEST(GpuLauncher, GivesTheBitsOfTheCpuWhereScratchIsFar) {
    expect_the_bits_of_the_cpu(of_patients(20000), {0, is_pretended ? 2 : 40});
}
TEST(GpuLauncher, GivesTheBitsOfTheCpuInWideTables) {
    expect_the_bits_of_the_cpu(of_patients(70000), {0, is_pretended ? 1 : 12});
}
TEST(GpuLauncher, TakesOnePatientPerArm) {
    trials::Study study = with_looks(examples::simple_study(0.75));
    study.patients = 2;
    study.accrual = {{0.0}, {1.0}};
    expect_the_bits_of_the_cpu(study, {0, is_pretended ? 4 : 2000});
}

/// Most of the device's memory, as another program may hold it.
class HeldMemory {
  public:
    explicit HeldMemory(std::size_t left_free) {
        std::size_t free = 0;
        std::size_t total = 0;
        cudaMemGetInfo(&free, &total);
        if (free > left_free) {
            cudaMalloc(&memory_, free - left_free);
        }
    }
    ~HeldMemory() { cudaFree(memory_); }
    HeldMemory(HeldMemory const&) = delete;
    HeldMemory& operator=(HeldMemory const&) = delete;

  private:
    void* memory_ = nullptr;
};

TEST(GpuLauncher, UsesFewerBlocksWhereMemoryIsShort) {
    HeldMemory const held(std::size_t{128} << 20);
    expect_the_bits_of_the_cpu(of_patients(70000), {0, is_pretended ? 1 : 4});
}

TEST(GpuLauncher, SaysWhatFailedWhereThereIsNoMemory) {
    HeldMemory const held(std::size_t{8} << 20);
    trials::PlanTables const tables = trials::lower(of_patients(500000));
    try {
        CudaLauncher const launcher(0, tables.plan, 1024);
        FAIL() << "half a million patients a block in 8 MiB";
    } catch (CudaError const& error) {
        EXPECT_EQ(error.kind, CudaError::Kind::out_of_memory);
        std::string const message = error.what();
        EXPECT_NE(message.find("cudaMalloc("), std::string::npos) << message;
        EXPECT_NE(message.find("cuda_call.hpp:"), std::string::npos) << message;
        EXPECT_NE(message.find("out of memory"), std::string::npos) << message;
    }
}

TEST(GpuLauncher, TellsWhatItTakesOfTheDevice) {
    trials::PlanTables const near = trials::lower(with_looks(examples::simple_study(0.75)));
    CudaResources const taken = CudaLauncher(0, near.plan, 1024).resources();
    EXPECT_EQ(taken.kernel, "cuda_plain");
    EXPECT_GT(taken.registers, 0);
    EXPECT_GT(taken.shared_bytes, 0);
    EXPECT_EQ(taken.far_bytes, 0);
    EXPECT_GE(taken.lanes, 128);
    EXPECT_GE(taken.blocks_a_multiprocessor, 1.0);
    EXPECT_GT(taken.occupancy, 0.0);
    EXPECT_LE(taken.occupancy, 1.0);
    EXPECT_GT(taken.used_bytes, 0);
    trials::PlanTables const far = trials::lower(of_patients(20000));
    CudaResources const of_far = CudaLauncher(0, far.plan, 1024).resources();
    EXPECT_EQ(of_far.kernel, "cuda_far");
    EXPECT_GT(of_far.far_bytes, 20000);
}

TEST(GpuDevices, AreListed) {
    CudaDevices const devices = find_cuda_devices();
    ASSERT_FALSE(devices.usable.empty()) << devices.problem;
    EXPECT_FALSE(devices.usable[0].name.empty());
    EXPECT_GE(devices.usable[0].compute_capability, 80);
    EXPECT_GT(devices.usable[0].multiprocessors, 0);
    EXPECT_GT(devices.usable[0].memory_bytes, 0);
}

}  // namespace
}  // namespace vtrial::kernels::test
