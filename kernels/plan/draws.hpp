// Where each random word lives: (seed, replicate, purpose, who) -> word, whatever else is drawn.
#pragma once

#include <cstdint>

#include "kernels/core/philox.hpp"

namespace vtrial::kernels {

/// What a Philox block of four words is for. The numbers are part of every result: never renumber.
enum class DrawPurpose : std::uint32_t {
    baseline = 0,    ///< who: patient; words: arrival, profile, frailty, drop-out
    first_line = 1,  ///< who: patient; words: progression, death before it, gap, death in the gap
    next_line = 2,  ///< who: patient; words: second progression, death before it, death after, cure
    permuted_block = 3,  ///< who: permuted_block_place; words: four consecutive places of the block
    check = 4,       ///< replicate: a group of them; words: which of the group is computed twice
    further = 5,     ///< who: patient; words: crossover, first, second and third response
    assessment = 6,  ///< who: visit_block; words: of block 0 new therapy, of others eight visits
    // of the disease model, who: visit_block; words: docs/MYELOMA.md
    covariates = 7,
    disease = 8,
    daratumumab = 9,
    assessability = 10,         ///< of the patient, for good
    line_of_therapy = 11,       ///< blocks: twice the line from 1, and the next
    disease_visit = 12,         ///< block: the cycle, from 1, after which it is
    second_randomisation = 13,  ///< who: patient; words: consent, arm, two that are free
    transplant = 14,            ///< and who is not treated at all
    safety = 15,                ///< block: the cycle, from 1; 0: of the patient, for good
    quality_of_life = 16        ///< likewise
};

/// The four words for one purpose and one patient, permuted block or other `who` of a replicate.
VTRIAL_FUNCTION constexpr Words draw(std::uint64_t seed, std::uint64_t replicate,
                                     DrawPurpose purpose, std::uint32_t who) {
    return philox(seed, replicate, (static_cast<std::uint64_t>(purpose) << 32) | who);
}

/// Where the four words of each of many draws go.
struct WordArrays {
    std::uint32_t* word[4];
};

/// `who` of the quarter of a permuted block that holds its places 4 * quarter ... 4 * quarter + 3.
VTRIAL_FUNCTION constexpr std::uint32_t permuted_block_place(std::uint32_t stratum,
                                                             std::uint32_t block,
                                                             std::uint32_t quarter) {
    return (stratum << 24) | (quarter << 20) | block;
}

/// `who` of eight visits of a patient; block 0 is for what the patient has but once.
VTRIAL_FUNCTION constexpr std::uint32_t visit_block(std::uint32_t patient, std::uint32_t block) {
    return (block << 20) | patient;
}

}  // namespace vtrial::kernels
