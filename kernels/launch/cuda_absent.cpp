// What a build without CUDA says when it is asked for a GPU.
#include "kernels/launch/cuda.hpp"

namespace vtrial::kernels {
namespace {

constexpr char const* explanation =
    "this vtrial was built without CUDA: build it with nvcc on the PATH, or use --backend cpu";

}  // namespace

struct CudaLauncher::Device {};

CudaDevices find_cuda_devices() { return {{}, explanation}; }

CudaLauncher::CudaLauncher(int /*device*/, Plan const& /*plan*/, std::int32_t /*most_replicates*/) {
    throw CudaError(CudaError::Kind::device_failed, explanation);
}
CudaLauncher::~CudaLauncher() = default;

void CudaLauncher::simulate(ReplicateRange /*range*/, TallyView const& /*tally*/,
                            ReplicateOutcome* /*checked*/) {
    throw CudaError(CudaError::Kind::device_failed, explanation);
}

CudaResources CudaLauncher::resources() const {
    throw CudaError(CudaError::Kind::device_failed, explanation);
}

}  // namespace vtrial::kernels
