#include "kernels/launch/cuda_kernel.cuh"

namespace vtrial::kernels {

void const* kernel_with_safety() {
    return reinterpret_cast<void const*>(
        &simulate_replicates<std::uint64_t, false, CudaSafetyLane>);
}

}  // namespace vtrial::kernels
