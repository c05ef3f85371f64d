// Which visits take place: each is missed by itself, by a draw whose address is patient and visit.
#pragma once

#include "kernels/plan/draws.hpp"
#include "kernels/plan/plan.hpp"

namespace vtrial::kernels {

inline constexpr std::int32_t visits_a_block = 8;  ///< of draws: 16 bits of its 128 a visit

/// Visits 8 b - 7 ... 8 b stand in block b; the baseline, visit 0, last in block 0.
VTRIAL_FUNCTION constexpr std::int32_t block_of_visit(std::int32_t visit) {
    return (visit + visits_a_block - 1) / visits_a_block;
}
VTRIAL_FUNCTION constexpr std::int32_t place_in_block(std::int32_t visit) {
    return (visit + visits_a_block - 1) % visits_a_block;
}

/// Whose visits they are, and how many of 65,536 are missed.
struct VisitDraws {
    std::uint64_t seed;
    std::uint64_t replicate;
    std::int32_t patient;
    std::int32_t missed_of_65536;
};

/// The visits of a block that take place: bit k for its place k. Of block 0 it is the baseline.
template <class Team>
VTRIAL_FUNCTION std::uint32_t attended_of(Team const& team, VisitDraws const& draws,
                                          std::int32_t block) {
    Words const words = team.draw(
        draws.seed, draws.replicate, DrawPurpose::assessment,
        visit_block(static_cast<std::uint32_t>(draws.patient), static_cast<std::uint32_t>(block)));
    auto const both = [&](std::uint32_t word) {
        auto const low = static_cast<std::int32_t>(word & 0xFFFFu);
        auto const high = static_cast<std::int32_t>(word >> 16);
        return (low >= draws.missed_of_65536 ? 1u : 0u) | (high >= draws.missed_of_65536 ? 2u : 0u);
    };
    std::uint32_t const attended = both(words.word[0]) | both(words.word[1]) << 2 |
                                   both(words.word[2]) << 4 | both(words.word[3]) << 6;
    constexpr std::uint32_t baseline = 1u << (visits_a_block - 1);
    return block == 0 ? baseline : attended;
}

/// The place of the highest of eight bits; negative if none is set.
VTRIAL_FUNCTION std::int32_t highest_place(std::uint32_t bits) {
    // the exponent of a float, for want of a vector instruction that counts zeros
    auto const as_float = static_cast<float>(static_cast<std::int32_t>(bits));
    return (bits_as<std::int32_t>(as_float) >> 23) - 127;
}

/// Every visit takes place.
struct AllVisits {
    VTRIAL_FUNCTION std::int32_t first_attended(std::int32_t visit, std::int32_t /*last*/) {
        return visit;
    }
    VTRIAL_FUNCTION std::int32_t misses_two(std::int32_t /*visit*/) { return 0; }
};

/// The visits of a patient as far as one block of them tells; free of branches.
struct VisitsOfBlock {
    std::int32_t block;
    std::uint32_t attended;
    std::uint32_t is_enough = 1;  ///< nothing that was asked lies in another block

    /// The first visit from `visit` on that takes place; after `last` if none does up to it.
    VTRIAL_FUNCTION std::int32_t first_attended(std::int32_t visit, std::int32_t last) {
        std::int32_t const place = place_in_block(visit);
        std::uint32_t const from_here = attended >> place << place;
        std::int32_t const lowest = highest_place(from_here & (0u - from_here));
        std::int32_t const first = visit - place + (lowest >= 0 ? lowest : visits_a_block);
        std::uint32_t const is_here = block_of_visit(visit) == block ? 1u : 0u;
        std::uint32_t const is_found = (lowest >= 0 ? 1u : 0u) | (first > last ? 1u : 0u);
        is_enough &= (visit > last ? 1u : 0u) | (is_here & is_found);
        return visit > last ? visit : first;
    }

    /// 1 if neither a visit nor the one before it took place; the baseline does.
    VTRIAL_FUNCTION std::int32_t misses_two(std::int32_t visit) {
        std::int32_t const place = place_in_block(visit);
        std::uint32_t const both = (attended << 1 >> place) & 3u;  // bit 0 the one before
        std::uint32_t const is_here = block_of_visit(visit) == block ? 1u : 0u;
        std::uint32_t const is_told = (place > 0 ? 1u : 0u) | both >> 1;
        is_enough &= (visit < 2 ? 1u : 0u) | (is_here & is_told);
        return (visit >= 2 ? 1 : 0) & (both == 0 ? 1 : 0);
    }
};

/// The visits of a patient, visit by visit; it remembers the block it has drawn last.
template <class Team>
class DrawnVisits {
  public:
    /// `attended` is attended_of() of the block.
    VTRIAL_FUNCTION DrawnVisits(Team const& team, VisitDraws draws, std::int32_t block,
                                std::uint32_t attended)
        : team_(team), draws_(draws), block_(block), attended_(attended) {}

    VTRIAL_FUNCTION bool takes_place(std::int32_t visit) {
        if (block_of_visit(visit) != block_) {
            block_ = block_of_visit(visit);
            attended_ = attended_of(team_, draws_, block_);
        }
        return (attended_ >> place_in_block(visit) & 1u) != 0;
    }

    VTRIAL_FUNCTION std::int32_t first_attended(std::int32_t visit, std::int32_t last) {
        while (visit <= last && !takes_place(visit)) {
            ++visit;
        }
        return visit;
    }

    VTRIAL_FUNCTION std::int32_t misses_two(std::int32_t visit) {
        return visit >= 2 && !takes_place(visit) && !takes_place(visit - 1) ? 1 : 0;
    }

    /// The last visit up to `visit` that takes place: 0, the baseline, if no later one does.
    VTRIAL_FUNCTION std::int32_t last_attended(std::int32_t visit) {
        while (!takes_place(visit)) {
            --visit;
        }
        return visit;
    }

  private:
    Team const& team_;
    VisitDraws draws_;
    std::int32_t block_;
    std::uint32_t attended_;
};

}  // namespace vtrial::kernels
