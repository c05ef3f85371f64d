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

VTRIAL_FLATTEN void VTRIAL_AT_LEVEL(simulate_patients_at_v)(Plan const& plan,
                                                            std::uint64_t replicate,
                                                            Scratch& scratch) {
    simulate_patients(LevelTeam{}, plan, replicate, scratch);
}

}  // namespace vtrial::kernels
