// What the launcher on the host and the kernels on the device say to each other.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/launch/block_team.hpp"
#include "kernels/launch/cpu.hpp"

namespace vtrial::kernels {

/// The one argument of a kernel; all pointers are into the device's memory.
template <class Packed>
struct CudaJob {
    Plan plan;
    ReplicateRange range;
    ScratchOf<Packed> scratch;   ///< laid out at address 0
    std::byte* far_memory;       ///< scratch of all blocks, where shared memory is too small
    std::int64_t bytes_a_block;  ///< of it
    TallyView tally;
    ReplicateOutcome* outcomes;  ///< [blocks] the replicate that a block is at
    ReplicateOutcome* checked;   ///< as CudaLauncher::simulate has it
};

/// Bytes of shared memory that a block needs beside its scratch.
inline constexpr std::int64_t exchange_bytes = exchange_words * 8;
/// Lanes of a block at most: with more of them each would have too few registers.
inline constexpr int most_lanes_near = 512;
inline constexpr int most_lanes_far = 256;
/// Of a plain plan; a multiprocessor has registers for this many blocks of them, 64 a lane.
inline constexpr int most_lanes_plain = 256;
inline constexpr int least_blocks_plain = 4;

/// The kernels, for CUDA's run-time functions: scratch in shared memory, of plain plans and of all,
/// or in the device's, there also in wide tables. One by itself has the disease model, which would
/// take registers from all other studies, and one the disease model with safety and quality of
/// life; of their time the tables are a small part, so that one serves all plans.
void const* kernel_of_plain_plans();
void const* kernel_in_shared_memory();
void const* kernel_in_far_memory();
void const* kernel_in_far_memory_wide();
void const* kernel_with_disease_model();
void const* kernel_with_safety();

/// Whether a plan's kernel has wide tables.
VTRIAL_FUNCTION bool has_wide_kernel(Plan const& plan) {
    return is_wide(plan) || has_disease_model(plan);
}

}  // namespace vtrial::kernels
