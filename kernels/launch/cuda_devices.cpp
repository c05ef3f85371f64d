// Which GPUs can be used here, and if none, why.
#include "kernels/launch/cuda_call.hpp"
#include "kernels/launch/cuda_job.hpp"

namespace vtrial::kernels {
namespace {

std::string version_text(int version) {
    return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10);
}

/// The version of CUDA that the driver supports; 0 where there is no driver.
int driver_version() {
    int version = 0;  // CUDA leaves it untouched where it fails
    cudaDriverGetVersion(&version);
    cudaGetLastError();
    return version;
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

std::string why_no_device(cudaError_t error, int supported_by_driver) {
    if (supported_by_driver == 0) {
        return "no NVIDIA driver is installed here";
    }
    if (error == cudaErrorInsufficientDriver) {
        return "the NVIDIA driver is too old: it supports CUDA " +
               version_text(supported_by_driver) + ", this vtrial needs " +
               version_text(CUDART_VERSION) + "; update the driver";
    }
    if (error == cudaErrorNoDevice) {
        return "the NVIDIA driver sees no device: check nvidia-smi and CUDA_VISIBLE_DEVICES";
    }
    return std::string("CUDA cannot be used: ") + cudaGetErrorString(error) + " (" +
           cudaGetErrorName(error) + ")";
}

CudaDevices find_cuda_devices() {
    int count = 0;
    cudaError_t const error = cudaGetDeviceCount(&count);
    if (error != cudaSuccess || count == 0) {
        cudaGetLastError();
        return {{},
                why_no_device(error == cudaSuccess ? cudaErrorNoDevice : error, driver_version())};
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
                              std::to_string(properties.minor) +
                              ", and this vtrial was built for " + VTRIAL_CUDA_ARCHITECTURES +
                              "; build it with -DCMAKE_CUDA_ARCHITECTURES=native";
            continue;
        }
        devices.usable.push_back({number, properties.name, 10 * properties.major + properties.minor,
                                  properties.multiProcessorCount,
                                  static_cast<std::int64_t>(properties.totalGlobalMem)});
    }
    return devices;
}

}  // namespace vtrial::kernels
