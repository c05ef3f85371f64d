// What a thread block does, for the lanes of a device and for those of a test.
#pragma once

#include "kernels/launch/cuda_job.hpp"
#include "kernels/replicate/checked.hpp"
#include "kernels/replicate/replicate.hpp"

namespace vtrial::kernels {

/// Which of how many blocks.
struct BlockPlace {
    std::int32_t number;
    std::int32_t count;
};

/// Runs the replicates number, number + count, ... of the job's range. `shared_memory` holds
/// exchange_words, then, if `is_near`, the scratch.
template <bool is_near, class Lane, class Packed>
VTRIAL_FUNCTION void run_block(Lane const& lane, CudaJob<Packed> const& job,
                               std::uint64_t* shared_memory, BlockPlace block) {
    BlockTeam<Lane> const team(lane);
    std::byte* const base = is_near ? reinterpret_cast<std::byte*>(shared_memory + exchange_words)
                                    : job.far_memory + block.number * job.bytes_a_block;
    ScratchOf<Packed> scratch = job.scratch.at(base);
    ReplicateOutcome& outcome = job.outcomes[block.number];
    for (std::int32_t i = block.number; i < job.range.count; i += block.count) {
        std::uint64_t const replicate = job.range.first + static_cast<std::uint64_t>(i);
        run_replicate(team, job.plan, replicate, scratch, job.tally, outcome);
        team.once([&] {
            std::uint64_t const group = replicate / check_group;
            if (checked_replicate(job.plan.seed, group) == replicate) {
                job.checked[group - job.range.first / check_group] = outcome;
            }
        });
    }
}

}  // namespace vtrial::kernels
