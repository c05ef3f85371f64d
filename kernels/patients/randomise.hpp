// Randomise: permuted blocks within strata, filled in the order of arrival.
#pragma once

#include "kernels/plan/draws.hpp"
#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// Rank by the length of a permuted block, as block and place in it.
struct BlockPlaceOf {
    std::int32_t places;
    float inverse_places;

    VTRIAL_FUNCTION explicit BlockPlaceOf(Plan const& plan)
        : places(plan.block_places), inverse_places(1.0f / static_cast<float>(plan.block_places)) {}

    /// rank / places without an integer division: the quotient is at least 1 / (2 places) from a
    /// whole number, and the roundings of ranks up to 2^20 are at most 1/8 of a place.
    VTRIAL_FUNCTION std::int32_t block(std::int32_t rank) const {
        return static_cast<std::int32_t>((static_cast<float>(rank) + 0.5f) * inverse_places);
    }
    VTRIAL_FUNCTION std::int32_t place(std::int32_t rank, std::int32_t block) const {
        return rank - block * places;
    }
};

/// The rank of each patient among those of the same stratum, in the order of arrival; then, in
/// `first_block`, how many blocks the strata before have begun, and all of them.
template <class Packed, class Team>
VTRIAL_FUNCTION void rank_in_strata(Team const& team, Plan const& plan,
                                    ScratchOf<Packed> const& scratch) {
    Patients const& patients = scratch.patients;
    std::int32_t* const first_block = scratch.blocks.first_block;
    team.rank_within(
        patients.count, plan.strata, first_block,
        [=](std::int32_t i) { return patients.stratum[i]; },
        [=](std::int32_t i, std::int32_t rank) { patients.rank_in_stratum[i] = rank; });
    team.once([&] {
        BlockPlaceOf const block_place(plan);
        std::int32_t blocks = 0;
        for (std::int32_t stratum = 0; stratum < plan.strata; ++stratum) {
            std::int32_t const enrolled = first_block[stratum];
            first_block[stratum] = blocks;
            blocks += enrolled > 0 ? block_place.block(enrolled - 1) + 1 : 0;
        }
        first_block[plan.strata] = blocks;
    });
}

/// How many of 16 bits are set, in arithmetic that vectorises everywhere.
VTRIAL_FUNCTION std::int32_t places_in(std::uint32_t arms) {
    std::uint32_t const pairs = arms - ((arms >> 1) & 0x5555u);
    std::uint32_t const fours = (pairs & 0x3333u) + ((pairs >> 2) & 0x3333u);
    std::uint32_t const eights = (fours + (fours >> 4)) & 0x0F0Fu;
    return static_cast<std::int32_t>((eights + (eights >> 8)) & 0x1Fu);
}

/// Four more places of a block, of which the first is `first`, after those of which `arms` tells.
/// Going through them, each arm is drawn in proportion to its places left.
VTRIAL_FUNCTION std::uint32_t fill_places(Plan const& plan, std::uint32_t const* const* words,
                                          std::int32_t block, std::int32_t first,
                                          std::uint32_t arms) {
    std::int32_t experimental_left = plan.block_experimental - places_in(arms);
    for (std::int32_t j = 0; j < 4; ++j) {
        auto const places_left =
            static_cast<std::uint32_t>(larger(plan.block_places - first - j, 0));
        auto const scaled = static_cast<std::uint32_t>(
            (static_cast<std::uint64_t>(words[j][block]) * places_left) >> 32);
        // past the end no place is experimental: none is left
        std::int32_t const experimental =
            static_cast<std::int32_t>(scaled) < experimental_left ? 1 : 0;
        arms |= static_cast<std::uint32_t>(experimental) << (first + j);
        experimental_left -= experimental;
    }
    return arms;
}

/// Draws the permuted blocks that patients are in. Their ranks are known.
template <class Packed, class Team>
VTRIAL_FUNCTION void draw_blocks(Team const& team, Plan const& plan, std::uint64_t replicate,
                                 ScratchOf<Packed> const& scratch) {
    PermutedBlocks const& blocks = scratch.blocks;
    BlockPlaceOf const block_place(plan);
    std::int16_t const* const stratum = scratch.patients.stratum;
    std::int32_t const* const rank = scratch.patients.rank_in_stratum;
    auto const is_first_of_block = [=](std::int32_t i) {
        return block_place.place(rank[i], block_place.block(rank[i])) == 0;
    };
    team.for_few(plan.patients, is_first_of_block, [=, &blocks](std::int32_t i) {
        std::int32_t const block = block_place.block(rank[i]);
        std::int32_t const row = blocks.first_block[stratum[i]] + block;
        blocks.who[row] = permuted_block_place(static_cast<std::uint32_t>(stratum[i]),
                                               static_cast<std::uint32_t>(block), 0);
    });
    std::int32_t const count = blocks.first_block[plan.strata];
    std::uint32_t* const word[4] = {blocks.word[0], blocks.word[1], blocks.word[2], blocks.word[3]};
    std::uint32_t* const arms = blocks.arms;
    for (std::int32_t first = 0; first < plan.block_places; first += 4) {
        auto const quarter = permuted_block_place(0, 0, static_cast<std::uint32_t>(first) / 4);
        team.draw_listed(plan.seed, replicate, DrawPurpose::permuted_block, quarter, blocks.who,
                         count, {{word[0], word[1], word[2], word[3]}});
        team.for_each(count, [=, &plan, &word](std::int32_t k) {
            arms[k] = fill_places(plan, word, k, first, first == 0 ? 0u : arms[k]);
        });
    }
}

/// The arm of every patient, from the blocks.
template <class Team>
VTRIAL_FUNCTION void randomise(Team const& team, Plan const& plan, PermutedBlocks const& blocks,
                               Patients patients) {
    BlockPlaceOf const block_place(plan);
    std::int32_t const* const first_block = blocks.first_block;
    std::uint32_t const* const arms = blocks.arms;
    team.for_each(patients.count, [=](std::int32_t i) {
        std::int32_t const rank = patients.rank_in_stratum[i];
        std::int32_t const block = block_place.block(rank);
        std::uint32_t const own = arms[first_block[patients.stratum[i]] + block];
        patients.arm[i] = static_cast<std::int16_t>(own >> block_place.place(rank, block) & 1);
    });
}

}  // namespace vtrial::kernels
