// A thread's tally, and how it is added to the total.
#include "host/engine/worker_tally.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <limits>

#include "tests/host/engine/tiny_study.hpp"

namespace vtrial::host::test {
namespace {

class WorkerTallyTest : public testing::Test {
  protected:
    trials::Scenario scenario_ = tiny_scenario();
    trials::PlanTables tables_ = trials::lower(scenario_.study);
    kernels::TallyLayout layout_ = kernels::layout_of(tables_.plan);
};

TEST_F(WorkerTallyTest, StartsFromZero) {
    WorkerTally tally(layout_);
    kernels::TallyView const view = tally.view(true);
    for (std::int64_t i = 0; i < layout_.sums(); ++i) {
        ASSERT_EQ(view.sums[i], 0);
    }
    for (std::int64_t i = 0; i < layout_.counts(); ++i) {
        ASSERT_EQ(view.counts[i], 0U);
    }
    TotalTally const total = empty_total(layout_);
    EXPECT_EQ(total.sums, std::vector<kernels::WideInteger>(total.sums.size()));
    EXPECT_EQ(total.counts.size(), static_cast<std::size_t>(layout_.counts()));
}

TEST_F(WorkerTallyTest, ViewTellsWhetherBandsAreWanted) {
    WorkerTally tally(layout_);
    EXPECT_EQ(tally.view(true).has_bands, 1);
    EXPECT_EQ(tally.view(false).has_bands, 0);
    EXPECT_EQ(tally.view(true).sums, tally.view(false).sums) << "one tally, whatever is wanted";
}

TEST_F(WorkerTallyTest, FlushAddsAndStartsFromZero) {
    WorkerTally tally(layout_);
    TotalTally total = empty_total(layout_);
    kernels::TallyView const view = tally.view(true);
    std::int64_t const last_sum = layout_.sums() - 1;
    std::int64_t const last_count = layout_.counts() - 1;
    for (std::int64_t round = 1; round <= 3; ++round) {
        view.sums[0] += 5;
        view.sums[last_sum] -= 7;
        view.counts[0] += 11;
        view.counts[last_count] += 13;
        tally.flush_into(total);
        EXPECT_EQ(view.sums[0], 0);
        EXPECT_EQ(view.sums[last_sum], 0);
        EXPECT_EQ(view.counts[0], 0U);
        EXPECT_EQ(view.counts[last_count], 0U);
        EXPECT_EQ(static_cast<std::int64_t>(total.sums.front()), 5 * round);
        EXPECT_EQ(static_cast<std::int64_t>(total.sums.back()), -7 * round);
        EXPECT_EQ(total.counts.front(), static_cast<std::uint64_t>(11 * round));
        EXPECT_EQ(total.counts.back(), static_cast<std::uint64_t>(13 * round));
    }
    tally.flush_into(total);
    EXPECT_EQ(total.counts.front(), 33U) << "an empty tally adds nothing";
}

TEST_F(WorkerTallyTest, TotalsAreWiderThanTallies) {
    WorkerTally tally(layout_);
    TotalTally total = empty_total(layout_);
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    for (int round = 0; round < 4; ++round) {
        tally.view(true).sums[0] = most;
        tally.view(true).counts[0] = std::numeric_limits<std::uint32_t>::max();
        tally.flush_into(total);
    }
    EXPECT_TRUE(total.sums[0] == kernels::WideInteger{4} * most);
    EXPECT_EQ(total.counts[0], std::uint64_t{4} * std::numeric_limits<std::uint32_t>::max());
}

TEST_F(WorkerTallyTest, HoldsAsManyReplicatesAsItsCountsAllow) {
    constexpr std::int64_t highest_count = std::numeric_limits<std::uint32_t>::max();
    for (std::int64_t const patients : {2, 737, 2048, 2049, 65535, 1 << 20}) {
        std::int64_t const most = WorkerTally::most_replicates(patients);
        EXPECT_GE(most, 4095) << "a device's smallest batch fits many times";
        EXPECT_LE(most * patients, highest_count);
        EXPECT_TRUE(most == 1 << 21 || (most + 1) * patients > highest_count) << patients;
    }
}

TEST_F(WorkerTallyTest, TotalsAddAndClear) {
    TotalTally block = empty_total(layout_);
    block.sums.front() = -3;
    block.counts.back() = 4;
    TotalTally total = empty_total(layout_);
    add_to(total, block);
    add_to(total, block);
    EXPECT_EQ(static_cast<std::int64_t>(total.sums.front()), -6);
    EXPECT_EQ(total.counts.back(), 8U);
    clear(total);
    EXPECT_TRUE(total.sums == empty_total(layout_).sums);
    EXPECT_EQ(total.counts, empty_total(layout_).counts);
}

TEST_F(WorkerTallyTest, ClearForgets) {
    WorkerTally tally(layout_);
    tally.view(true).sums[0] = 5;
    tally.view(true).counts[0] = 5;
    tally.clear();
    EXPECT_EQ(tally.view(true).sums[0], 0);
    EXPECT_EQ(tally.view(true).counts[0], 0U);
}

TEST_F(WorkerTallyTest, ScratchMemoryIsThatOfThePlan) {
    ScratchMemory memory(tables_.plan);
    EXPECT_NE(memory.scratch(), nullptr);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(memory.scratch()) % 64, 0U) << "a cache line";
    // all of it can be written: the sanitizers' builds make this a test
    std::memset(memory.scratch(), 1,
                static_cast<std::size_t>(kernels::cpu_scratch_bytes(tables_.plan)));
}

}  // namespace
}  // namespace vtrial::host::test
