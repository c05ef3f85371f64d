// The kernel: each thread block is a team that runs one replicate after the other.
#pragma once

#include "kernels/launch/cuda_block.hpp"
#include "kernels/launch/cuda_lane.cuh"

namespace vtrial::kernels {

/// Lanes that a multiprocessor is to hold, which leaves each of them 128 registers: with more of
/// those, fewer lanes would hide how long memory takes.
inline constexpr int held_lanes = 512;

template <class Packed, bool is_near, class Lane = CudaLane>
__global__ void __launch_bounds__(is_near ? most_lanes_near : most_lanes_far,
                                  held_lanes / (is_near ? most_lanes_near : most_lanes_far))
    simulate_replicates(__grid_constant__ CudaJob<Packed> const job) {
    extern __shared__ std::uint64_t shared_memory[];
    run_block<is_near>(
        Lane{shared_memory}, job, shared_memory,
        {static_cast<std::int32_t>(blockIdx.x), static_cast<std::int32_t>(gridDim.x)});
}

}  // namespace vtrial::kernels
