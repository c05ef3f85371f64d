#include "kernels/launch/cpu_scan.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <vector>

#include "kernels/launch/cpu_team.hpp"

namespace vtrial::kernels {
namespace {

using ScanTeam = CpuTeam<3>;

std::vector<std::uint32_t> random_words(std::int32_t count) {
    std::mt19937 random(static_cast<std::uint32_t>(count));
    std::vector<std::uint32_t> words;
    for (std::int32_t i = 0; i < count; ++i) {
        words.push_back(static_cast<std::uint32_t>(random()));
    }
    return words;
}

// sums of words are meant modulo 2^32; the last two counts have whole blocks and a rest
constexpr std::int32_t counts[] = {0, 1, scan_block - 1, scan_block, scan_block + 1, 5 * 32 + 7};

template <class Sum>
void expect_running_sums() {
    for (std::int32_t const count : counts) {
        auto const words = random_words(count);
        auto const word = [&](std::int32_t i) {
            return static_cast<Sum>(words[static_cast<std::size_t>(i)]);
        };
        std::vector<Sum> before(words.size());
        ScanTeam{}.scan<Sum>(count, word, [&](std::int32_t i, Sum sum) {
            before[static_cast<std::size_t>(i)] = sum;
        });
        Sum expected{};
        for (std::int32_t i = 0; i < count; ++i) {
            EXPECT_EQ(before[static_cast<std::size_t>(i)], expected) << i << " of " << count;
            expected += word(i);
        }
    }
}

TEST(CpuScan, GivesRunningSums) {
    expect_running_sums<std::uint32_t>();
    expect_running_sums<std::uint64_t>();
}

TEST(CpuScan, KeepsInOrder) {
    for (std::int32_t const count : counts) {
        auto const words = random_words(count);
        auto const word = [&](std::int32_t i) { return words[static_cast<std::size_t>(i)]; };
        auto const keep = [&](std::int32_t i) { return word(i) % 3 == 0; };
        std::vector<std::int32_t> kept;
        std::vector<std::uint32_t> before;
        std::vector<std::uint32_t> seen(words.size());
        std::int32_t const number = ScanTeam{}.scan_and_keep<std::uint32_t>(
            count, word, keep,
            [&](std::int32_t rank, std::int32_t i, std::uint32_t sum) {
                EXPECT_EQ(rank, static_cast<std::int32_t>(kept.size()));
                kept.push_back(i);
                before.push_back(sum);
            },
            [&](std::int32_t i, std::uint32_t sum) { seen[static_cast<std::size_t>(i)] = sum; });
        std::uint32_t sum = 0;
        std::size_t rank = 0;
        for (std::int32_t i = 0; i < count; ++i) {
            if (keep(i)) {
                ASSERT_LT(rank, kept.size());
                EXPECT_EQ(kept[rank], i);
                EXPECT_EQ(before[rank], sum);
                ++rank;
            }
            EXPECT_EQ(seen[static_cast<std::size_t>(i)], sum);
            sum += word(i);
        }
        EXPECT_EQ(number, static_cast<std::int32_t>(rank));
    }
}

TEST(CpuScan, CountsTheSumsThatHold) {
    constexpr std::int32_t count = 3 * scan_block + 5;
    for (std::int32_t held = 0; held <= count; ++held) {
        auto const sums = ScanTeam{}.count_sums<std::int64_t>(
            count, [](std::int32_t i) { return std::int64_t{i} + 1; },
            [=](std::int64_t sum) { return sum <= std::int64_t{held} * (held + 1) / 2; });
        EXPECT_EQ(sums.count, held);
        if (held < count) {
            EXPECT_EQ(sums.next, std::int64_t{held + 1} * (held + 2) / 2);
        }
    }
}

}  // namespace
}  // namespace vtrial::kernels
