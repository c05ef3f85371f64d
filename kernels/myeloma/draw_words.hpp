// The words of a patient with myeloma, by the addresses of docs/MYELOMA.md.
#pragma once

#include "kernels/core/double_precision.hpp"
#include "kernels/core/single_precision.hpp"
#include "kernels/myeloma/tile.hpp"
#include "kernels/plan/draws.hpp"
#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// Of which replicate the patients of a tile are, whose numbers the tile has, and how many.
struct MyelomaPatients {
    std::uint64_t seed;
    std::uint64_t replicate;
    std::int32_t count;
};

/// The four words of a purpose and block for each patient, to tile.word.
template <class Team, class Tile>
VTRIAL_FUNCTION void draw_block(Team const& team, MyelomaPatients const& who, DrawPurpose purpose,
                                std::int32_t block, Tile& tile) {
    std::uint32_t const base = visit_block(0, static_cast<std::uint32_t>(block));
    team.draw_listed(who.seed, who.replicate, purpose, base, tile.number, who.count,
                     {{tile.word[0], tile.word[1], tile.word[2], tile.word[3]}});
}

/// Exponential with mean 1 and standard normal of a word.
VTRIAL_FUNCTION double exponential_of_word(std::uint32_t word) {
    return -log_of(open_uniform_double(word));
}
VTRIAL_FUNCTION double normal_of_word(std::uint32_t word) {
    return normal_quantile<false>(open_uniform_double(word));
}
VTRIAL_FUNCTION std::int32_t is_below(std::uint32_t word, double probability) {
    return open_uniform_double(word) < probability ? 1 : 0;
}

/// The variable at a word as a float.
VTRIAL_FUNCTION float draw_lognormal(LognormalPlan const& plan, double z) {
    return exp2_of(plan.log2_median + plan.log2_sd * z);
}

}  // namespace vtrial::kernels
