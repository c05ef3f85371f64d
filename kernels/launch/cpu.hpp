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

/// Simulates the patients of one replicate into `scratch`, without cut or test.
void simulate_patients_on_cpu(InstructionLevel level, Plan const& plan, std::uint64_t replicate,
                              Scratch& scratch);

}  // namespace vtrial::kernels
