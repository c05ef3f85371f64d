// Calls of CUDA's run-time library, checked, and memory and streams that are given back. Host only.
#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "kernels/launch/cuda.hpp"

namespace vtrial::kernels {

/// Throws CudaError with the call, the place and CUDA's own text unless a call succeeded.
inline void check_cuda(cudaError_t error, char const* call, char const* file, int line) {
    if (error == cudaSuccess) {
        return;
    }
    cudaGetLastError();  // an error that is not sticky is told once
    bool const is_memory = error == cudaErrorMemoryAllocation;
    throw CudaError(is_memory ? CudaError::Kind::out_of_memory : CudaError::Kind::device_failed,
                    std::string(call) + " failed at " + file + ":" + std::to_string(line) + ": " +
                        cudaGetErrorString(error) + " (" + cudaGetErrorName(error) + ")");
}

#define VTRIAL_CUDA(call) ::vtrial::kernels::check_cuda((call), #call, __FILE__, __LINE__)

/// Why no device can be used, in one line: from the error of the first call that needs one and the
/// version of CUDA that the driver supports, 0 where there is no driver.
std::string why_no_device(cudaError_t error, int supported_by_driver);

/// An order of work on a device. Work of two streams may overlap.
class Stream {
  public:
    Stream() { VTRIAL_CUDA(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking)); }
    ~Stream() { cudaStreamDestroy(stream_); }
    Stream(Stream const&) = delete;
    Stream& operator=(Stream const&) = delete;

    cudaStream_t get() const { return stream_; }
    void wait() const { VTRIAL_CUDA(cudaStreamSynchronize(stream_)); }
    /// Whatever has become of the device.
    void wait_for_the_last_time() const noexcept { cudaStreamSynchronize(stream_); }

  private:
    cudaStream_t stream_ = nullptr;
};

/// So many values in memory that CUDA hands out: owns them, and does not copy them.
template <class Value, cudaError_t (*release)(void*)>
class CudaArray {
  public:
    CudaArray() = default;
    ~CudaArray() {
        if (first_ != nullptr) {
            release(first_);  // fails only where the device is lost, and then all is
        }
    }
    CudaArray(CudaArray&& other) noexcept { swap(other); }
    CudaArray& operator=(CudaArray&& other) noexcept {
        swap(other);
        return *this;
    }

    Value* get() const { return static_cast<Value*>(first_); }

  protected:
    explicit CudaArray(std::int64_t count) : count_(count) {}

    static std::size_t bytes_of(std::int64_t count) {
        return static_cast<std::size_t>(count) * sizeof(Value);
    }
    std::size_t bytes() const { return bytes_of(count_); }

    void* first_ = nullptr;

  private:
    void swap(CudaArray& other) {
        std::swap(first_, other.first_);
        std::swap(count_, other.count_);
    }

    std::int64_t count_ = 0;
};

/// In the host's memory, where a device's copies need not wait for the host.
template <class Value>
class PinnedArray : public CudaArray<Value, cudaFreeHost> {
  public:
    explicit PinnedArray(std::int64_t count) : CudaArray<Value, cudaFreeHost>(count) {
        if (count > 0) {
            VTRIAL_CUDA(cudaMallocHost(&this->first_, this->bytes()));
        }
    }
};

/// In the device's memory. What it does it does in the order of a stream, and later.
template <class Value>
class DeviceArray : public CudaArray<Value, cudaFree> {
  public:
    DeviceArray() = default;
    explicit DeviceArray(std::int64_t count) : CudaArray<Value, cudaFree>(count) {
        if (count > 0) {
            VTRIAL_CUDA(cudaMalloc(&this->first_, this->bytes()));
        }
    }

    void fill_with_zeros(std::int64_t count, Stream const& stream) const {
        if (count > 0) {
            VTRIAL_CUDA(cudaMemsetAsync(this->first_, 0, this->bytes_of(count), stream.get()));
        }
    }
    void copy_from_host(Value const* values, Stream const& stream) const {
        if (this->bytes() > 0) {
            VTRIAL_CUDA(cudaMemcpyAsync(this->first_, values, this->bytes(), cudaMemcpyHostToDevice,
                                        stream.get()));
        }
    }
    void copy_to_host(PinnedArray<Value> const& values, std::int64_t count,
                      Stream const& stream) const {
        if (count > 0) {
            VTRIAL_CUDA(cudaMemcpyAsync(values.get(), this->first_, this->bytes_of(count),
                                        cudaMemcpyDeviceToHost, stream.get()));
        }
    }
};

/// A device's copy of values that a view borrows; they are there when the stream comes to it.
template <class Value>
DeviceArray<Value> copy_of(View<Value const> view, Stream const& stream) {
    DeviceArray<Value> copy(view.size);
    copy.copy_from_host(view.first, stream);
    return copy;
}

}  // namespace vtrial::kernels
