// Randomise: permuted blocks within strata, filled in the order of arrival.
#pragma once

#include "kernels/plan/draws.hpp"
#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// What a permuted block is made of, and where its words live.
struct PermutedBlocks {
    std::uint64_t seed;
    std::uint64_t replicate;
    std::int32_t places;
    std::int32_t experimental;  ///< places of them
    float inverse_places;
};

/// The arm of the patient who is number `rank` (from 0) of a stratum.
/// Going through the block place by place, each arm is drawn in proportion to its places left.
/// `quarters` is the number of Philox calls that the block's places need.
template <int quarters, class Team>
VTRIAL_FUNCTION std::int32_t permuted_block_arm(Team const& team, PermutedBlocks blocks,
                                                std::int32_t stratum, std::int32_t rank) {
    // rank / places without an integer division: the quotient is at least 1 / (2 places) from a
    // whole number, and the roundings of ranks up to 2^20 are at most 1/8 of a place
    auto const quotient = (static_cast<float>(rank) + 0.5f) * blocks.inverse_places;
    auto const block = static_cast<std::int32_t>(quotient);
    std::int32_t const place = rank - block * blocks.places;
    std::int32_t experimental_left = blocks.experimental;
    std::int32_t arm = 0;
    for (std::uint32_t quarter = 0; quarter < quarters; ++quarter) {
        std::uint32_t const who = permuted_block_place(static_cast<std::uint32_t>(stratum),
                                                       static_cast<std::uint32_t>(block), quarter);
        Words const words =
            team.draw(blocks.seed, blocks.replicate, DrawPurpose::permuted_block, who);
        for (std::int32_t j = 0; j < 4; ++j) {
            std::int32_t const here = 4 * static_cast<std::int32_t>(quarter) + j;
            auto const places_left = static_cast<std::uint32_t>(larger(blocks.places - here, 0));
            auto const scaled = static_cast<std::uint32_t>(
                (static_cast<std::uint64_t>(words.word[j]) * places_left) >> 32);
            // past the end no place is experimental: none is left
            std::int32_t const experimental =
                static_cast<std::int32_t>(scaled) < experimental_left ? 1 : 0;
            arm = here == place ? experimental : arm;
            experimental_left -= experimental;
        }
    }
    return arm;
}

/// The arms of patients whose ranks within their strata are known.
template <int quarters, class Team>
VTRIAL_FUNCTION void assign(Team const& team, PermutedBlocks blocks, Patients patients) {
    team.for_each(patients.count, [=](std::int32_t i) {
        patients.arm[i] = static_cast<std::int16_t>(permuted_block_arm<quarters>(
            team, blocks, patients.stratum[i], patients.rank_in_stratum[i]));
    });
}

/// The rank of each patient among those of the same stratum, in the order of arrival.
template <class Packed, class Team>
VTRIAL_FUNCTION void rank_in_strata(Team const& team, Plan const& plan,
                                    ScratchOf<Packed> const& scratch) {
    Patients const& patients = scratch.patients;
    team.rank_within(
        patients.count, plan.strata, scratch.counters,
        [=](std::int32_t i) { return patients.stratum[i]; },
        [=](std::int32_t i, std::int32_t rank) { patients.rank_in_stratum[i] = rank; });
}

/// The arm of every patient whose rank is known.
template <class Team>
VTRIAL_FUNCTION void randomise(Team const& team, Plan const& plan, std::uint64_t replicate,
                               Patients patients) {
    PermutedBlocks const blocks{plan.seed, replicate, plan.block_places, plan.block_experimental,
                                1.0f / static_cast<float>(plan.block_places)};
    switch ((plan.block_places + 3) / 4) {
        case 1:
            assign<1>(team, blocks, patients);
            break;
        case 2:
            assign<2>(team, blocks, patients);
            break;
        case 3:
            assign<3>(team, blocks, patients);
            break;
        default:
            assign<4>(team, blocks, patients);
            break;
    }
}

}  // namespace vtrial::kernels
