#include "kernels/launch/cuda_kernel.cuh"

namespace vtrial::kernels {

void const* kernel_with_disease_model() {
    return reinterpret_cast<void const*>(
        &simulate_replicates<std::uint64_t, false, CudaDiseaseLane>);
}

}  // namespace vtrial::kernels
