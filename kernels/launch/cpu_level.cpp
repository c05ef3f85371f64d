// Compiled once for each instruction level, with VTRIAL_INSTRUCTION_LEVEL 3 or 4. Includes nothing
// of the standard library that has code: the linker might serve it to a lesser processor.
#include "kernels/launch/cpu_level.hpp"

#include "kernels/launch/cpu_disease.hpp"
#include "kernels/launch/cpu_team.hpp"
#include "kernels/replicate/replicate.hpp"

#define VTRIAL_JOIN_TOKENS(name, level) name##level
#define VTRIAL_JOIN(name, level) VTRIAL_JOIN_TOKENS(name, level)
#define VTRIAL_AT_LEVEL(name) VTRIAL_JOIN(name, VTRIAL_INSTRUCTION_LEVEL)

namespace vtrial::kernels {
namespace {

using LevelTeam = CpuTeam<VTRIAL_INSTRUCTION_LEVEL>;

template <class Packed>
VTRIAL_FUNCTION void simulate(Plan const& plan, ReplicateRange range, ScratchOf<Packed>& scratch,
                              TallyView const& tally, ReplicateOutcome* outcomes) {
    ReplicateOutcome one;
    for (std::int32_t i = 0; i < range.count; ++i) {
        ReplicateOutcome& outcome = outcomes != nullptr ? outcomes[i] : one;
        run_replicate(LevelTeam{}, plan, range.first + static_cast<std::uint64_t>(i), scratch,
                      tally, outcome);
    }
}

/// The draws of enrol(), draw_blocks() and follow(), with nothing made of them. Of permuted blocks
/// as many as there are without strata, whose last blocks have places left.
VTRIAL_FUNCTION void draw_words_alone(Plan const& plan, std::uint64_t replicate,
                                      Scratch const& scratch) {
    LevelTeam const team;
    auto const quarters = static_cast<std::uint32_t>((plan.block_places + 3) / 4);
    team.for_each_tile(
        scratch.patients, scratch.tile, [&](auto const& member, Patients part, PatientTile own) {
            WordArrays const words{{own.word[0], own.word[1], own.word[2], own.word[3]}};
            member.draw_for_each(plan.seed, replicate, DrawPurpose::baseline, part, words);
            for (std::uint32_t quarter = 0; quarter < quarters; ++quarter) {
                Patients const blocks = part.part(0, part.count / plan.block_places);
                member.draw_for_each(plan.seed, replicate, DrawPurpose::permuted_block, blocks,
                                     words);
            }
            member.draw_for_each(plan.seed, replicate, DrawPurpose::first_line, part, words);
            member.draw_for_each(plan.seed, replicate, DrawPurpose::next_line, part, words);
        });
}

}  // namespace

VTRIAL_FLATTEN void VTRIAL_AT_LEVEL(simulate_at_v)(Plan const& plan, ReplicateRange range,
                                                   Scratch& scratch, TallyView const& tally,
                                                   ReplicateOutcome* outcomes) {
    simulate(plan, range, scratch, tally, outcomes);
}

VTRIAL_FLATTEN void VTRIAL_AT_LEVEL(simulate_at_v)(Plan const& plan, ReplicateRange range,
                                                   WideScratch& scratch, TallyView const& tally,
                                                   ReplicateOutcome* outcomes) {
    simulate(plan, range, scratch, tally, outcomes);
}

VTRIAL_FLATTEN void VTRIAL_AT_LEVEL(simulate_part_at_v)(Plan const& plan, ReplicateRange range,
                                                        Scratch& scratch, ReplicatePart part) {
    ReplicateOutcome outcome;
    for (std::int32_t i = 0; i < range.count; ++i) {
        simulate_patients(LevelTeam{}, plan, range.first + static_cast<std::uint64_t>(i), scratch);
        if (part != ReplicatePart::patients) {
            cut_looks(LevelTeam{}, plan, scratch, outcome);
        }
    }
}

VTRIAL_FLATTEN void VTRIAL_AT_LEVEL(draw_words_at_v)(Plan const& plan, ReplicateRange range,
                                                     Scratch& scratch) {
    for (std::int32_t i = 0; i < range.count; ++i) {
        draw_words_alone(plan, range.first + static_cast<std::uint64_t>(i), scratch);
    }
}

}  // namespace vtrial::kernels
