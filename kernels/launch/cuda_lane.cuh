// A thread of a CUDA block as a lane of a BlockTeam, with the disease model and without,
// and for plain plans. Device only.
#pragma once

#include <curand_philox4x32_x.h>

#include "kernels/launch/block_team.hpp"

namespace vtrial::kernels {

struct CudaLane {
    static constexpr bool has_disease_model = false;
    static constexpr bool has_safety = false;
    static constexpr bool has_extras = true;

    std::uint64_t* shared_words;  ///< [exchange_words] of shared memory

    __device__ std::int32_t index() const { return static_cast<std::int32_t>(threadIdx.x); }
    __device__ std::int32_t count() const { return static_cast<std::int32_t>(blockDim.x); }
    __device__ void barrier() const { __syncthreads(); }
    __device__ std::uint64_t* exchange() const { return shared_words; }

    template <class Value>
    __device__ Value shuffle_up(Value value, std::int32_t distance) const {
        return static_cast<Value>(
            __shfl_up_sync(all_lanes, shuffled(value), static_cast<unsigned>(distance)));
    }
    template <class Value>
    __device__ Value shuffle_xor(Value value, std::int32_t mask) const {
        return static_cast<Value>(__shfl_xor_sync(all_lanes, shuffled(value), mask));
    }

    __device__ void add(std::uint32_t& counter, std::uint32_t amount) const {
        atomicAdd(&counter, amount);
    }
    __device__ void add(std::uint64_t& counter, std::uint64_t amount) const {
        atomicAdd(reinterpret_cast<unsigned long long*>(&counter),
                  static_cast<unsigned long long>(amount));
    }
    /// Signed as unsigned: addition modulo 2^64 is the same.
    __device__ void add(std::int64_t& counter, std::int64_t amount) const {
        atomicAdd(reinterpret_cast<unsigned long long*>(&counter),
                  static_cast<unsigned long long>(amount));
    }

    /// The words of philox() by cuRAND.
    __device__ static Words words(std::uint64_t seed, std::uint64_t replicate,
                                  std::uint64_t block) {
        uint4 const counter =
            make_uint4(static_cast<unsigned>(block), static_cast<unsigned>(block >> 32),
                       static_cast<unsigned>(replicate), static_cast<unsigned>(replicate >> 32));
        uint2 const key =
            make_uint2(static_cast<unsigned>(seed), static_cast<unsigned>(seed >> 32));
        uint4 const words = curand_Philox4x32_10(counter, key);
        return {{words.x, words.y, words.z, words.w}};
    }

  private:
    static constexpr unsigned all_lanes = 0xFFFFFFFFu;

    /// As one of the types that CUDA can shuffle.
    __device__ static std::int32_t shuffled(std::int32_t value) { return value; }
    __device__ static std::uint32_t shuffled(std::uint32_t value) { return value; }
    __device__ static long long shuffled(std::int64_t value) { return value; }
    __device__ static unsigned long long shuffled(std::uint64_t value) { return value; }
};

struct CudaPlainLane : CudaLane {
    static constexpr bool has_extras = false;
};

struct CudaDiseaseLane : CudaLane {
    static constexpr bool has_disease_model = true;
};

struct CudaSafetyLane : CudaDiseaseLane {
    static constexpr bool has_safety = true;
};

}  // namespace vtrial::kernels
