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

/// Runs the replicates of a range and adds them to the tally. `outcomes` receives one element a
/// replicate, or is null. `scratch` is laid out for the plan and belongs to this thread alone.
void simulate_on_cpu(InstructionLevel level, Plan const& plan, ReplicateRange range,
                     Scratch& scratch, TallyView const& tally, ReplicateOutcome* outcomes);

/// Simulates the patients of one replicate into `scratch`, without cut or test.
void simulate_patients_on_cpu(InstructionLevel level, Plan const& plan, std::uint64_t replicate,
                              Scratch& scratch);

}  // namespace vtrial::kernels
