// Known answers of cuRAND's device generator, curand_init(1234, 7, 0), in the order it gives them.
#include "validation/reference/philox.hpp"

#include <gtest/gtest.h>

namespace vtrial::reference {
namespace {

PhiloxCounter curand_block(std::uint32_t block) { return philox({block, 0, 7, 0}, {1234, 0}); }

TEST(ReferencePhilox, GivesTheWordsOfCurand) {
    EXPECT_EQ(curand_block(0), (PhiloxCounter{0x56e604f4, 0x2107acfd, 0xe9ac28d3, 0x1debf147}));
    EXPECT_EQ(curand_block(1), (PhiloxCounter{0x324cbeba, 0xacba3cf8, 0xd4e428b4, 0x11a504c1}));
}

// from the paper's software, Random123, tests/kat_vectors
TEST(ReferencePhilox, GivesTheKnownAnswersOfRandom123) {
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
              (PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
              (PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

}  // namespace
}  // namespace vtrial::reference
