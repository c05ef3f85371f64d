// The kernel: each thread block runs one replicate after the other.
#pragma once

#include "kernels/launch/cuda_job.hpp"
#include "kernels/launch/cuda_lane.cuh"
#include "kernels/replicate/checked.hpp"
#include "kernels/replicate/replicate.hpp"

namespace vtrial::kernels {

template <class Packed, bool is_near>
__global__ void __launch_bounds__(is_near ? most_lanes_near : most_lanes_far)
    simulate_replicates(__grid_constant__ CudaJob<Packed> const job) {
    extern __shared__ std::uint64_t shared_memory[];
    BlockTeam<CudaLane> const team(CudaLane{shared_memory});
    std::byte* const base = is_near
                                ? reinterpret_cast<std::byte*>(shared_memory + exchange_words)
                                : job.far_memory + blockIdx.x * job.bytes_a_block;
    ScratchOf<Packed> scratch = job.scratch.at(base);
    ReplicateOutcome& outcome = job.outcomes[blockIdx.x];
    for (auto i = static_cast<std::int32_t>(blockIdx.x); i < job.range.count;
         i += static_cast<std::int32_t>(gridDim.x)) {
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
