#include "kernels/launch/cuda_kernel.cuh"

namespace vtrial::kernels {

void const* kernel_of_plain_plans() {
    return reinterpret_cast<void const*>(&simulate_replicates<std::uint32_t, true, CudaPlainLane>);
}

}  // namespace vtrial::kernels
