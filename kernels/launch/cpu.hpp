// The CPU launcher: runs replicates on the calling thread, with the best vector instructions that
// the processor has.
#pragma once

#include <cstdint>

#include "kernels/replicate/outcome.hpp"
#include "kernels/replicate/scratch.hpp"
#include "kernels/tally/layout.hpp"

namespace vtrial::kernels {

/// x86-64-v3 (AVX2 and FMA) and x86-64-v4 (AVX-512): compiled apart, the same bits.
enum class InstructionLevel : std::int32_t { none = 0, v3 = 3, v4 = 4 };

/// The highest level that this processor offers; `none` if it has no AVX2 and FMA.
InstructionLevel best_instruction_level();

/// Consecutive replicates of a scenario.
struct ReplicateRange {
    std::uint64_t first;
    std::int32_t count;
};

/// The bytes of memory that one thread needs for a plan; for 64-byte aligned memory.
std::int64_t cpu_scratch_bytes(Plan const& plan);

/// Runs the replicates of a range and adds them to the tally. `outcomes` receives one element a
/// replicate, or is null. `memory` holds cpu_scratch_bytes(plan) and belongs to this thread alone.
void simulate_on_cpu(InstructionLevel level, Plan const& plan, ReplicateRange range, void* memory,
                     TallyView const& tally, ReplicateOutcome* outcomes);

/// The same in scratch laid out by the caller. A WideScratch serves any plan, a Scratch those with
/// up to most_narrow_patients.
void simulate_on_cpu(InstructionLevel level, Plan const& plan, ReplicateRange range,
                     Scratch& scratch, TallyView const& tally, ReplicateOutcome* outcomes);
void simulate_on_cpu(InstructionLevel level, Plan const& plan, ReplicateRange range,
                     WideScratch& scratch, TallyView const& tally, ReplicateOutcome* outcomes);

/// How far a replicate is run, so that a benchmark can tell what its parts take.
enum class ReplicatePart : std::int32_t {
    patients,  ///< enrolled, randomised, followed and observed
    cuts,      ///< and the data of every look cut
    all        ///< and analysed, decided and added to the tally
};

/// Runs the replicates of a range as far as `part`. Before `all` the tally stays as it is, so that
/// one without sums will do. For benchmarks; plans of up to most_narrow_patients.
void simulate_part_on_cpu(InstructionLevel level, Plan const& plan, ReplicateRange range,
                          Scratch& scratch, TallyView const& tally, ReplicatePart part);

/// Draws the words that a replicate of a plan without the disease model draws for its patients, and
/// nothing else, for each replicate of a range. For benchmarks; plans of up to
/// most_narrow_patients.
void draw_words_on_cpu(InstructionLevel level, Plan const& plan, ReplicateRange range,
                       Scratch& scratch);

/// Simulates the patients of one replicate into `scratch`, without cut or test.
void simulate_patients_on_cpu(InstructionLevel level, Plan const& plan, std::uint64_t replicate,
                              Scratch& scratch);

}  // namespace vtrial::kernels
