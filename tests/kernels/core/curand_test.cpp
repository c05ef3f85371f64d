// The words against cuRAND itself: its own device generator, compiled for the host.
#include <curand_kernel.h>
#include <gtest/gtest.h>

#include <array>

#include "kernels/core/philox.hpp"

namespace vtrial::kernels {
namespace {

constexpr std::array<std::uint64_t, 5> seeds{0, 1, 20240101, 0xffffffff, 0xfedcba9876543210};
constexpr std::array<std::uint64_t, 5> subsequences{0, 7, 999999, 0x100000000, 0x123456789abcdef};

std::array<std::uint32_t, 4> next_four(curandStatePhilox4_32_10_t& state) {
    uint4 const words = curand4(&state);
    return {words.x, words.y, words.z, words.w};
}

std::array<std::uint32_t, 4> as_array(Words const& words) {
    return {words.word[0], words.word[1], words.word[2], words.word[3]};
}

TEST(Curand, GivesTheSameWordsAtAnOffset) {
    constexpr std::array<std::uint64_t, 6> blocks{0, 1, 736, 0xffffffff, 0x100000000, 0x2000abcdef};
    for (std::uint64_t const seed : seeds) {
        for (std::uint64_t const subsequence : subsequences) {
            for (std::uint64_t const block : blocks) {
                curandStatePhilox4_32_10_t state;
                curand_init(seed, subsequence, 4 * block, &state);
                ASSERT_EQ(next_four(state), as_array(philox(seed, subsequence, block)))
                    << seed << ' ' << subsequence << ' ' << block;
            }
        }
    }
}

TEST(Curand, GivesTheSameWordsInARow) {
    for (std::uint64_t const seed : seeds) {
        for (std::uint64_t const subsequence : subsequences) {
            curandStatePhilox4_32_10_t state;
            curand_init(seed, subsequence, 0, &state);
            for (std::uint64_t block = 0; block < 1000; ++block) {
                ASSERT_EQ(next_four(state), as_array(philox(seed, subsequence, block)));
            }
        }
    }
}

TEST(Curand, GivesTheSameWordsAfterSkippingAhead) {
    for (std::uint64_t const seed : seeds) {
        curandStatePhilox4_32_10_t state;
        curand_init(seed, 0, 0, &state);
        skipahead_sequence(41ull, &state);
        skipahead(4ull * ((std::uint64_t{3} << 32) + 12345), &state);
        EXPECT_EQ(next_four(state), as_array(philox(seed, 41, (std::uint64_t{3} << 32) + 12345)));
    }
}

}  // namespace
}  // namespace vtrial::kernels
