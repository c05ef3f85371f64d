// Who leaves a tile is told once, and the others keep all that is theirs.
#include "kernels/myeloma/leave_tile.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <vector>

namespace vtrial::kernels {
namespace {

using Tile = MyelomaTile<64>;

/// Patients 0 ... 63, of whom those whose number `stays` live, the others too but not for so long.
template <class Stays>
std::unique_ptr<Tile> full_tile(Stays const& stays) {
    auto tile = std::make_unique<Tile>();
    for (std::int32_t i = 0; i < Tile::capacity; ++i) {
        tile->place[i] = i;
        tile->state.is_alive[i] = stays(i) || i % 2 == 0 ? 1 : 0;
        tile->needed_days[i] = stays(i) ? 2000.0f : 1000.0f;
        tile->state.marker[i] = static_cast<float>(i) + 0.5f;
        tile->lines.gap_cycles[3 * Tile::capacity + i] = static_cast<float>(100 + i);
        tile->course.response_days[4 * Tile::capacity + i] = static_cast<float>(-i);
    }
    return tile;
}

TEST(LeaveTile, KeepsTheOthersInTheirOrder) {
    auto const stays = [](std::int32_t i) { return i % 3 == 1 || i == 63; };
    auto const tile = full_tile(stays);
    std::vector<std::int32_t> left;
    std::int32_t const count = leave_tile<16>(
        1500.0f, Tile::capacity, *tile, [&](std::int32_t i) { left.push_back(tile->place[i]); });
    std::int32_t next = 0;
    std::size_t gone = 0;
    for (std::int32_t i = 0; i < Tile::capacity; ++i) {
        if (!stays(i)) {
            ASSERT_LT(gone, left.size());
            EXPECT_EQ(left[gone++], i);
            continue;
        }
        EXPECT_EQ(tile->place[next], i);
        EXPECT_EQ(tile->state.marker[next], static_cast<float>(i) + 0.5f);
        EXPECT_EQ(tile->lines.gap_cycles[3 * Tile::capacity + next], static_cast<float>(100 + i));
        EXPECT_EQ(tile->course.response_days[4 * Tile::capacity + next], static_cast<float>(-i));
        ++next;
    }
    EXPECT_EQ(count, next);
    EXPECT_EQ(gone, left.size());
}

TEST(LeaveTile, WaitsUntilAVectorIsFree) {
    auto const tile = full_tile([](std::int32_t i) { return i < 49; });
    auto const leave = [](std::int32_t) { ADD_FAILURE(); };
    EXPECT_EQ(leave_tile<16>(1500.0f, Tile::capacity, *tile, leave), Tile::capacity);
}

}  // namespace
}  // namespace vtrial::kernels
