// Patients whose course is known as far as the trial needs it leave the tile; the others close up.
#pragma once

#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

/// Moves the patients at the places kept[0] < kept[1] < ... to the first places of the tile.
template <class Tile>
VTRIAL_FUNCTION void close_up(Tile& tile, std::int32_t const* kept, std::int32_t count) {
    // every array of a tile has `capacity` numbers of 4 bytes, or several times as many
    using Number [[gnu::may_alias]] = std::uint32_t;
    constexpr auto row_bytes = static_cast<std::ptrdiff_t>(sizeof(Number)) * Tile::capacity;
    static_assert(sizeof(Tile) % row_bytes == 0);
    auto* const first = reinterpret_cast<Number*>(&tile);
    for (auto* row = first; row != first + sizeof(Tile) / sizeof(Number); row += Tile::capacity) {
        // kept[k] >= k, so that no number is read after its place has been taken
        VTRIAL_SIMD
        for (std::int32_t k = 0; k < count; ++k) {
            row[k] = row[kept[k]];
        }
    }
}

/// So many patients rounded up to whole vectors, as loops over them like it best: the last places
/// then hold patients who have left, or one patient again, of whom nothing is recorded.
template <int vector>
VTRIAL_FUNCTION std::int32_t whole_vectors(std::int32_t count) {
    return (count + vector - 1) / vector * vector;
}

/// 1 for a patient who lives and is still needed after so many days, else 0.
template <class Tile>
VTRIAL_FUNCTION std::int32_t is_needed(Tile const& tile, std::int32_t i, float days) {
    return tile.state.is_alive[i] & (days < tile.needed_days[i] ? 1 : 0);
}

/// Where the patients who live and are still needed after so many cycles fill fewer vectors than
/// the tile has, leave(i) for each of the others, and the tile closes up. Returns how many it has.
template <int vector, class Tile, class Leave>
VTRIAL_FUNCTION std::int32_t leave_tile(float days, std::int32_t count, Tile& tile,
                                        Leave const& leave) {
    std::int32_t kept[Tile::capacity];
    std::int32_t stay = 0;
    for (std::int32_t i = 0; i < count; ++i) {
        kept[stay] = i;
        stay += is_needed(tile, i, days);
    }
    if (whole_vectors<vector>(stay) == whole_vectors<vector>(count)) {
        return count;
    }
    std::int32_t next = 0;
    for (std::int32_t i = 0; i < count; ++i) {
        if (next < stay && kept[next] == i) {
            ++next;
        } else {
            leave(i);
        }
    }
    close_up(tile, kept, stay);
    return stay;
}

}  // namespace vtrial::kernels
