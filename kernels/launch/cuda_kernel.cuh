// The kernel: each thread block is a team that runs one replicate after the other.
#pragma once

#include "kernels/launch/cuda_block.hpp"
#include "kernels/launch/cuda_lane.cuh"

namespace vtrial::kernels {

/// Lanes of a block at most, and blocks of so many lanes that a multiprocessor has registers for.
template <bool is_near, class Lane>
inline constexpr int most_lanes = !Lane::has_extras ? most_lanes_plain
                                  : is_near         ? most_lanes_near
                                                    : most_lanes_far;
/// 512 lanes with scratch in the device's memory: with more registers for each, fewer lanes would
/// hide how long that memory takes.
template <bool is_near, class Lane>
inline constexpr int least_blocks = !Lane::has_extras ? least_blocks_plain
                                    : is_near         ? 1
                                                      : 2;

template <class Packed, bool is_near, class Lane = CudaLane>
__global__ void __launch_bounds__((most_lanes<is_near, Lane>), (least_blocks<is_near, Lane>))
    simulate_replicates(__grid_constant__ CudaJob<Packed> const job) {
    extern __shared__ std::uint64_t shared_memory[];
    run_block<is_near>(
        Lane{shared_memory}, job, shared_memory,
        {static_cast<std::int32_t>(blockIdx.x), static_cast<std::int32_t>(gridDim.x)});
}

}  // namespace vtrial::kernels
