#include "kernels/launch/cuda_kernel.cuh"

namespace vtrial::kernels {

void const* kernel_in_shared_memory() {
    return reinterpret_cast<void const*>(&simulate_replicates<std::uint32_t, true>);
}

}  // namespace vtrial::kernels
