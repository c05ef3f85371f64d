// Blocks, threads and the sum of their tallies.
#include "host/engine/engine.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <numeric>
#include <stdexcept>

#include "host/engine/worker_tally.hpp"
#include "tests/host/engine/tiny_study.hpp"

namespace vtrial::host::test {
namespace {

using kernels::Endpoint;
using kernels::InstructionLevel;

EngineOptions with_threads(int threads) {
    EngineOptions options;
    options.threads = threads;
    return options;
}

void expect_same(TotalTally const& a, TotalTally const& b) {
    EXPECT_TRUE(a.sums == b.sums);
    EXPECT_TRUE(a.counts == b.counts);
}

/// The sum of `size` counts from a place on.
std::uint64_t sum_of(TotalTally const& total, std::int64_t first, std::int64_t size) {
    auto const begin = total.counts.begin() + first;
    return std::accumulate(begin, begin + size, std::uint64_t{0});
}

std::uint64_t replicates_in(TotalTally const& total) {
    return sum_of(total, total.layout.day_histogram(0), total.layout.days);
}

/// Replicates in the band of an arm on the first day, when every patient is at risk.
std::uint64_t replicates_in_band(TotalTally const& total, int arm) {
    return sum_of(total, total.layout.band(0, static_cast<int>(Endpoint::PFS), arm, 0),
                  kernels::band_bins);
}

TEST(Engine, AnyNumberOfThreadsGivesTheSameTally) {
    trials::Scenario const scenario = stratified_scenario();
    // no multiple of a block; more threads than blocks at last
    auto const one = simulate(scenario, 333, with_threads(1));
    for (int const threads : {2, 3, 16}) {
        expect_same(simulate(scenario, 333, with_threads(threads)).total, one.total);
    }
    EXPECT_EQ(one.total.sums[0], 333);
    EXPECT_EQ(replicates_in(one.total), 333U);
    EXPECT_GT(one.seconds, 0.0);
    EXPECT_EQ(one.scenario, &scenario);
}

TEST(Engine, AnyInstructionLevelGivesTheSameTally) {
    if (kernels::best_instruction_level() < InstructionLevel::v4) {
        GTEST_SKIP() << "this processor has no AVX-512";
    }
    trials::Scenario const scenario = stratified_scenario();
    EngineOptions options = with_threads(2);
    auto const v3 = simulate(scenario, 200, options);
    options.level = InstructionLevel::v4;
    expect_same(simulate(scenario, 200, options).total, v3.total);
}

TEST(Engine, IsTheLauncherOnAllReplicates) {
    trials::Scenario const scenario = small_scenario();
    auto const direct = simulated(scenario, 130);
    expect_same(simulate(scenario, 130, with_threads(2)).total, direct.total);
}

TEST(Engine, TellsAllReplicatesAsProgress) {
    std::atomic<std::int64_t> told{0};
    EngineOptions options = with_threads(3);
    options.on_progress = [&](std::int64_t replicates) { told += replicates; };
    simulate(tiny_scenario(), 1001, options);
    EXPECT_EQ(told, 1001);
}

TEST(Engine, AFailureInAThreadEndsTheRun) {
    EngineOptions options = with_threads(3);
    std::atomic<bool> has_failed{false};
    options.on_progress = [&](std::int64_t) {
        if (!has_failed.exchange(true)) {
            throw std::runtime_error("it broke");
        }
    };
    // so many that the other two threads would never end by themselves
    EXPECT_THROW(
        {
            try {
                simulate(tiny_scenario(), std::int64_t{1} << 40, options);
            } catch (std::runtime_error const& error) {
                EXPECT_STREQ(error.what(), "it broke");
                throw;
            }
        },
        std::runtime_error);
}

TEST(Engine, BandsComeFromTheFirstReplicatesOnly) {
    trials::Scenario const scenario = tiny_scenario();
    auto const before = simulate(scenario, kernels::band_replicates - 100, with_threads(2));
    EXPECT_EQ(replicates_in_band(before.total, 0), 16284U);

    auto const beyond = simulate(scenario, kernels::band_replicates + 1000, with_threads(2));
    EXPECT_EQ(replicates_in(beyond.total), 17384U);
    EXPECT_EQ(replicates_in_band(beyond.total, 0), 16384U);
    EXPECT_EQ(replicates_in_band(beyond.total, 1), 16384U);

    auto const exactly = simulate(scenario, kernels::band_replicates, with_threads(2));
    auto const bands = beyond.total.layout.counts_without_bands();
    EXPECT_TRUE(std::equal(beyond.total.counts.begin() + bands, beyond.total.counts.end(),
                           exactly.total.counts.begin() + bands));
}

}  // namespace
}  // namespace vtrial::host::test
