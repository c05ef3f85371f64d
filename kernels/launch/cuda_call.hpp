// Calls of CUDA's run-time library, checked, and device memory that is given back. Host only.
#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
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

/// So many values in the device's memory.
template <class Value>
class DeviceArray {
  public:
    DeviceArray() = default;
    explicit DeviceArray(std::int64_t count) : count_(count) {
        if (count > 0) {
            VTRIAL_CUDA(cudaMalloc(&first_, bytes()));
        }
    }
    ~DeviceArray() {
        if (first_ != nullptr) {
            cudaFree(first_);  // fails only where the device is lost, and then all is
        }
    }
    DeviceArray(DeviceArray&& other) noexcept { swap(other); }
    DeviceArray& operator=(DeviceArray&& other) noexcept {
        swap(other);
        return *this;
    }

    Value* get() const { return static_cast<Value*>(first_); }

    void fill_with_zeros(std::int64_t count) const {
        if (count > 0) {
            VTRIAL_CUDA(cudaMemset(first_, 0, static_cast<std::size_t>(count) * sizeof(Value)));
        }
    }
    void copy_from_host(Value const* values) const {
        if (count_ > 0) {
            VTRIAL_CUDA(cudaMemcpy(first_, values, bytes(), cudaMemcpyHostToDevice));
        }
    }
    void copy_to_host(Value* values, std::int64_t count) const {
        if (count > 0) {
            VTRIAL_CUDA(cudaMemcpy(values, first_, static_cast<std::size_t>(count) * sizeof(Value),
                                   cudaMemcpyDeviceToHost));
        }
    }

  private:
    std::size_t bytes() const { return static_cast<std::size_t>(count_) * sizeof(Value); }
    void swap(DeviceArray& other) {
        std::swap(first_, other.first_);
        std::swap(count_, other.count_);
    }

    void* first_ = nullptr;
    std::int64_t count_ = 0;
};

/// A device's copy of values that a view borrows.
template <class Value>
DeviceArray<Value> copy_of(View<Value const> view) {
    DeviceArray<Value> copy(view.size);
    copy.copy_from_host(view.first);
    return copy;
}

}  // namespace vtrial::kernels
