// A device that is only pretended: the functions of CUDA's run time that the launcher calls, on the
// host. Memory is counted against a limit and filled with rubbish; what is asked of a stream is
// done when somebody waits for it, and not before; a launch runs the blocks one after the other,
// each with fibers for lanes. So all of the CUDA backend but the hardware is run where there is no
// GPU. The environment makes it err:
//   PRETENDED_CUDA_FAILS_AT=n      the n-th launch (from 1) leaves the device lost
//   PRETENDED_CUDA_FLIPS_A_BIT=1   the outcome of every checked replicate is wrong by one bit
//   PRETENDED_CUDA_MEMORY=bytes    the device has so much memory
//   PRETENDED_CUDA_ABSENT=1        there is no device
#include <cuda_runtime_api.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include "kernels/launch/cuda_block.hpp"
#include "tests/kernels/launch/fiber_lanes.hpp"

namespace {

using namespace vtrial::kernels;

long long setting(char const* name, long long otherwise) {
    char const* const text = std::getenv(name);
    return text != nullptr ? std::atoll(text) : otherwise;
}

constexpr int multiprocessors = 2;
constexpr int shared_bytes_a_block = 232448;  // an H100's
constexpr int shared_bytes_a_multiprocessor = 233472;
constexpr int reserved_bytes_a_block = 1024;
constexpr int most_lanes_a_multiprocessor = 512;  // by registers
constexpr int resident_lanes_a_multiprocessor = 2048;

std::mutex mutex;
std::map<void*, std::size_t> allocations;
std::size_t allocated = 0;
std::atomic<long long> launches = 0;
std::atomic<bool> is_lost = false;

std::size_t memory() {
    return static_cast<std::size_t>(setting("PRETENDED_CUDA_MEMORY", 1ll << 28));
}

/// What a stream has been asked for.
struct WorkLine {
    std::vector<std::function<void()>> work;

    void wait() {
        for (auto const& next : work) {
            next();
        }
        work.clear();
    }
};

WorkLine& line_of(cudaStream_t stream) { return *reinterpret_cast<WorkLine*>(stream); }

/// How the pretended kernels are launched.
struct Launch {
    int blocks;
    int lanes;
    std::size_t shared_bytes;
};
/// Takes what it is launched with, and says what is to be done.
using Kernel = std::function<void()> (*)(void** arguments, Launch const&);

template <class Packed, bool is_near, class Lane>
void run_kernel(CudaJob<Packed> const& job, Launch const& launch) {
    for (int block = 0; block < launch.blocks; ++block) {
        std::vector<std::uint64_t> shared(launch.shared_bytes / 8 + 1, 0xA5A5A5A5A5A5A5A5u);
        test::FiberLanes fibers(launch.lanes, static_cast<std::uint32_t>(block), shared.data());
        fibers.run([&](std::int32_t lane) {
            run_block<is_near>(Lane{&fibers, lane}, job, shared.data(), {block, launch.blocks});
        });
    }
    if (setting("PRETENDED_CUDA_FLIPS_A_BIT", 0) != 0) {
        double& z = job.checked[0].look[0].estimand[0].test[0].z;
        z = bits_as<double>(bits_as<std::uint64_t>(z) ^ 1u);
    }
}

template <class Packed, bool is_near, class Lane = test::FiberLane>
std::function<void()> launched(void** arguments, Launch const& launch) {
    auto const job = *static_cast<CudaJob<Packed> const*>(arguments[0]);
    return [=] { run_kernel<Packed, is_near, Lane>(job, launch); };
}

template <class Packed, bool is_near, class Lane = test::FiberLane>
void const* kernel() {
    return reinterpret_cast<void const*>(static_cast<Kernel>(&launched<Packed, is_near, Lane>));
}

}  // namespace

namespace vtrial::kernels {

void const* kernel_of_plain_plans() { return kernel<std::uint32_t, true, test::PlainFiberLane>(); }
void const* kernel_in_shared_memory() { return kernel<std::uint32_t, true>(); }
void const* kernel_in_far_memory() { return kernel<std::uint32_t, false>(); }
void const* kernel_in_far_memory_wide() { return kernel<std::uint64_t, false>(); }
void const* kernel_with_disease_model() { return kernel_in_far_memory_wide(); }
void const* kernel_with_safety() { return kernel_in_far_memory_wide(); }

}  // namespace vtrial::kernels

extern "C" {

cudaError_t cudaGetDeviceCount(int* count) {
    bool const is_absent = setting("PRETENDED_CUDA_ABSENT", 0) != 0;
    *count = is_absent ? 0 : 1;
    return is_absent ? cudaErrorNoDevice : cudaSuccess;
}
cudaError_t cudaDriverGetVersion(int* version) {
    *version = CUDART_VERSION;
    return cudaSuccess;
}
cudaError_t cudaGetDeviceProperties(cudaDeviceProp* properties, int device) {
    *properties = {};
    if (device != 0) {
        return cudaErrorInvalidDevice;
    }
    std::strcpy(properties->name, "Pretended device");
    properties->major = 9;
    properties->multiProcessorCount = multiprocessors;
    properties->totalGlobalMem = memory();
    return cudaSuccess;
}
cudaError_t cudaSetDevice(int device) { return device == 0 ? cudaSuccess : cudaErrorInvalidDevice; }
cudaError_t cudaDeviceGetAttribute(int* value, cudaDeviceAttr attribute, int /*device*/) {
    switch (attribute) {
        case cudaDevAttrMultiProcessorCount:
            *value = multiprocessors;
            break;
        case cudaDevAttrMaxThreadsPerMultiProcessor:
            *value = resident_lanes_a_multiprocessor;
            break;
        default:
            *value = shared_bytes_a_block;
            break;
    }
    return cudaSuccess;
}
cudaError_t cudaFuncGetAttributes(cudaFuncAttributes* attributes, void const* /*kernel*/) {
    *attributes = {};
    attributes->numRegs = 128;
    attributes->localSizeBytes = 928;
    return cudaSuccess;
}
cudaError_t cudaFuncSetAttribute(void const* /*kernel*/, cudaFuncAttribute attribute, int value) {
    bool const is_too_much =
        attribute == cudaFuncAttributeMaxDynamicSharedMemorySize && value > shared_bytes_a_block;
    return is_too_much ? cudaErrorInvalidValue : cudaSuccess;
}
cudaError_t cudaOccupancyMaxActiveBlocksPerMultiprocessor(int* blocks, void const* /*kernel*/,
                                                          int lanes, std::size_t shared_bytes) {
    int const by_memory =
        shared_bytes_a_multiprocessor / (static_cast<int>(shared_bytes) + reserved_bytes_a_block);
    *blocks = smaller(by_memory, most_lanes_a_multiprocessor / lanes);
    return cudaSuccess;
}
cudaError_t cudaMemGetInfo(std::size_t* free, std::size_t* total) {
    std::lock_guard const lock(mutex);
    *total = memory();
    *free = *total - allocated;
    return cudaSuccess;
}
cudaError_t cudaMalloc(void** pointer, std::size_t bytes) {
    std::lock_guard const lock(mutex);
    if (is_lost) {
        return cudaErrorIllegalAddress;
    }
    if (allocated + bytes > memory()) {
        return cudaErrorMemoryAllocation;
    }
    *pointer = std::aligned_alloc(256, (bytes + 255) / 256 * 256);
    std::memset(*pointer, 0xA5, bytes);
    allocations[*pointer] = bytes;
    allocated += bytes;
    return cudaSuccess;
}
cudaError_t cudaFree(void* pointer) {
    std::lock_guard const lock(mutex);
    auto const found = allocations.find(pointer);
    if (found != allocations.end()) {
        allocated -= found->second;
        allocations.erase(found);
        std::free(pointer);
    }
    return cudaSuccess;
}
cudaError_t cudaMallocHost(void** pointer, std::size_t bytes) {
    *pointer = std::malloc(bytes);
    std::memset(*pointer, 0xA5, bytes);
    return cudaSuccess;
}
cudaError_t cudaFreeHost(void* pointer) {
    std::free(pointer);
    return cudaSuccess;
}
cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, unsigned flags) {
    // any other would wait for the work of all streams
    if (flags != cudaStreamNonBlocking) {
        return cudaErrorInvalidValue;
    }
    *stream = reinterpret_cast<cudaStream_t>(new WorkLine);
    return cudaSuccess;
}
cudaError_t cudaStreamDestroy(cudaStream_t stream) {
    delete &line_of(stream);
    return cudaSuccess;
}
cudaError_t cudaStreamSynchronize(cudaStream_t stream) {
    line_of(stream).wait();
    return is_lost ? cudaErrorIllegalAddress : cudaSuccess;
}
cudaError_t cudaMemsetAsync(void* pointer, int value, std::size_t bytes, cudaStream_t stream) {
    line_of(stream).work.push_back([=] { std::memset(pointer, value, bytes); });
    return cudaSuccess;
}
cudaError_t cudaMemcpyAsync(void* to, void const* from, std::size_t bytes, cudaMemcpyKind /*kind*/,
                            cudaStream_t stream) {
    line_of(stream).work.push_back([=] { std::memcpy(to, from, bytes); });
    return cudaSuccess;
}
cudaError_t cudaLaunchKernel(void const* kernel, dim3 grid, dim3 block, void** arguments,
                             std::size_t shared_bytes, cudaStream_t stream) {
    if (++launches == setting("PRETENDED_CUDA_FAILS_AT", 0)) {
        is_lost = true;  // told by the next call that waits, as a device does
        return cudaSuccess;
    }
    auto const launched = reinterpret_cast<Kernel>(const_cast<void*>(kernel));
    Launch const launch{static_cast<int>(grid.x), static_cast<int>(block.x), shared_bytes};
    line_of(stream).work.push_back(launched(arguments, launch));
    return cudaSuccess;
}
cudaError_t cudaGetLastError() { return cudaSuccess; }
char const* cudaGetErrorString(cudaError_t error) {
    return error == cudaErrorMemoryAllocation ? "out of memory" : "a pretended error";
}
char const* cudaGetErrorName(cudaError_t error) {
    return error == cudaErrorMemoryAllocation ? "cudaErrorMemoryAllocation" : "cudaErrorPretended";
}

}  // extern "C"
