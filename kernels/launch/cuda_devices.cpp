// Which GPUs can be used here, and if none, why.
#include "kernels/launch/cuda_call.hpp"
#include "kernels/launch/cuda_job.hpp"

namespace vtrial::kernels {
namespace {

std::string version_text(int version) {
    return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10);
}

/// Why there is no device, from the error of the first call that needs one.
std::string no_device_text(cudaError_t error) {
    int driver = 0;  // untouched, and so "none", where there is no driver
    cudaDriverGetVersion(&driver);
    cudaGetLastError();
    if (driver == 0) {
        return "no NVIDIA driver is installed here";
    }
    if (driver < CUDART_VERSION && error == cudaErrorInsufficientDriver) {
        return "the NVIDIA driver is too old: it supports CUDA " + version_text(driver) +
               ", this vtrial needs " + version_text(CUDART_VERSION) + "; update the driver";
    }
    if (error == cudaErrorNoDevice) {
        return "the NVIDIA driver sees no device: check nvidia-smi and CUDA_VISIBLE_DEVICES";
    }
    return std::string("CUDA cannot be used: ") + cudaGetErrorString(error) + " (" +
           cudaGetErrorName(error) + ")";
}

/// Whether a kernel of this program was compiled for the device.
bool has_kernels_for(int device) {
    cudaFuncAttributes attributes{};
    bool const usable =
        cudaSetDevice(device) == cudaSuccess &&
        cudaFuncGetAttributes(&attributes, kernel_in_shared_memory()) == cudaSuccess;
    cudaGetLastError();
    return usable;
}

}  // namespace

CudaDevices find_cuda_devices() {
    int count = 0;
    cudaError_t const error = cudaGetDeviceCount(&count);
    if (error != cudaSuccess || count == 0) {
        cudaGetLastError();
        return {{}, no_device_text(error == cudaSuccess ? cudaErrorNoDevice : error)};
    }
    CudaDevices devices;
    for (int number = 0; number < count; ++number) {
        cudaDeviceProp properties{};
        if (cudaGetDeviceProperties(&properties, number) != cudaSuccess) {
            cudaGetLastError();
            continue;
        }
        if (!has_kernels_for(number)) {
            devices.problem = std::string(properties.name) + " has compute capability " +
                              std::to_string(properties.major) + "." +
                              std::to_string(properties.minor) + ", and this vtrial was built for " +
                              VTRIAL_CUDA_ARCHITECTURES +
                              "; build it with -DCMAKE_CUDA_ARCHITECTURES=native";
            continue;
        }
        devices.usable.push_back({number, properties.name,
                                  10 * properties.major + properties.minor,
                                  properties.multiProcessorCount,
                                  static_cast<std::int64_t>(properties.totalGlobalMem)});
    }
    return devices;
}

}  // namespace vtrial::kernels
