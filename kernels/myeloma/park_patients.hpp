// Patients whom no lane works on wait in memory that all lanes of a block share.
#pragma once

#include <cstddef>

#include "kernels/myeloma/tile.hpp"
#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

template <class Tile>
inline constexpr std::size_t words_of_tile = sizeof(Tile) / sizeof(std::uint32_t);

/// The first word of a patient who waits. Patients wait by as many as a warp has lanes, word by
/// word side by side, so that the lanes of a warp meet in one line of memory.
template <class Tile>
VTRIAL_FUNCTION std::uint32_t* waiting_place(std::uint32_t* words, std::uint32_t patient) {
    return words + patient / parked_side_by_side * words_of_tile<Tile> * parked_side_by_side +
           patient % parked_side_by_side;
}

/// How many words of a patient are moved at a time. All, so that each is a variable of its own and
/// can stay in a register; safety has arrays by cycle and month, which keep its tile in memory.
template <class Tile>
inline constexpr int words_at_a_time = Tile::has_safety ? 8 : static_cast<int>(words_of_tile<Tile>);

/// The patient of a tile of one waits at a place.
template <class Tile>
VTRIAL_FUNCTION void park(Tile const& tile, std::uint32_t* place) {
    static_assert(Tile::capacity == 1 && sizeof(Tile) % sizeof(std::uint32_t) == 0);
    auto const* const bytes = reinterpret_cast<unsigned char const*>(&tile);
    VTRIAL_UNROLL_BY(words_at_a_time<Tile>)
    for (std::size_t w = 0; w < words_of_tile<Tile>; ++w) {
        std::uint32_t word;
        __builtin_memcpy(&word, bytes + w * sizeof(word), sizeof(word));
        place[w * parked_side_by_side] = word;
    }
}

/// The patient at a place goes on.
template <class Tile>
VTRIAL_FUNCTION void take_up(std::uint32_t const* place, Tile& tile) {
    static_assert(Tile::capacity == 1 && sizeof(Tile) % sizeof(std::uint32_t) == 0);
    auto* const bytes = reinterpret_cast<unsigned char*>(&tile);
    VTRIAL_UNROLL_BY(words_at_a_time<Tile>)
    for (std::size_t w = 0; w < words_of_tile<Tile>; ++w) {
        std::uint32_t const word = place[w * parked_side_by_side];
        __builtin_memcpy(bytes + w * sizeof(word), &word, sizeof(word));
    }
}

}  // namespace vtrial::kernels
