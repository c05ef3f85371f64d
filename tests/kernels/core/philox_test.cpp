// Known answers of the generator, at compile time: a build that computes other words does not
// exist.
#include "kernels/core/philox.hpp"

#include <gtest/gtest.h>

#include "kernels/plan/draws.hpp"

namespace vtrial::kernels {
namespace {

constexpr bool are(Words words, std::uint32_t a, std::uint32_t b, std::uint32_t c,
                   std::uint32_t d) {
    return words.word[0] == a && words.word[1] == b && words.word[2] == c && words.word[3] == d;
}

// from the paper's software, Random123, tests/kat_vectors
static_assert(are(philox(0, 0, 0), 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8));
static_assert(are(philox(0xffffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff), 0x408f276d,
                  0x41c83b0e, 0xa20bc7c6, 0x6d5451fd));
static_assert(are(philox(0x299f31d0a4093822, 0x0370734413198a2e, 0x85a308d3243f6a88), 0xd16cfe09,
                  0x94fdcceb, 0x5001e420, 0x24126ea1));

// of cuRAND's device generator, curand_init(1234, 7, 0), the first eight words
static_assert(are(philox(1234, 7, 0), 0x56e604f4, 0x2107acfd, 0xe9ac28d3, 0x1debf147));
static_assert(are(philox(1234, 7, 1), 0x324cbeba, 0xacba3cf8, 0xd4e428b4, 0x11a504c1));

// a draw is the block whose upper half is the purpose, whose lower half is who
static_assert(are(draw(1234, 7, DrawPurpose::baseline, 1), 0x324cbeba, 0xacba3cf8, 0xd4e428b4,
                  0x11a504c1));
static_assert(draw(5, 6, DrawPurpose::permuted_block, 77).word[2] ==
              philox(5, 6, (std::uint64_t{3} << 32) + 77).word[2]);
static_assert(permuted_block_place(255, 0xfffff, 3) == 0xff3fffff);

// exact in double at both ends and around the middle
static_assert(open_uniform_double(0) == 0x1p-33);
static_assert(1.0 - open_uniform_double(0xffffffff) == 0x1p-33);
static_assert(open_uniform_double(0x80000000) == 0.5 + 0x1p-33);
static_assert(open_uniform_double(0x7fffffff) == 0.5 - 0x1p-33);

TEST(Philox, UniformsOfFloatLieInsideTheOpenInterval) {
    EXPECT_GT(open_uniform(0), 0.0f);
    EXPECT_LT(open_uniform(0xffffffff), 1.0f);
}

TEST(Philox, UniformsOfFloatAreThoseOfTheWordsUpperBits) {
    int unequal = 0;
    for (std::uint32_t k = 0; k < (1u << 23); ++k) {
        unequal += double{open_uniform(k << 9)} != (k + 0.5) * 0x1p-23 ? 1 : 0;
    }
    EXPECT_EQ(unequal, 0);
}

}  // namespace
}  // namespace vtrial::kernels
