#include "kernels/launch/cuda_kernel.cuh"

namespace vtrial::kernels {

void const* kernel_in_far_memory_wide() {
    return reinterpret_cast<void const*>(&simulate_replicates<std::uint64_t, false>);
}

}  // namespace vtrial::kernels
