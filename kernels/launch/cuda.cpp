#include "kernels/launch/cuda.hpp"

#include <algorithm>

#include "kernels/launch/cuda_call.hpp"
#include "kernels/launch/cuda_job.hpp"
#include "kernels/launch/cuda_plan.hpp"
#include "kernels/replicate/checked.hpp"

namespace vtrial::kernels {
namespace {

/// How a kernel is launched for a plan.
struct LaunchShape {
    void const* kernel;
    char const* name;  ///< of the kernel
    int most_lanes;    ///< a block
    int lanes;
    int blocks;                 ///< as many as the device runs at the same time
    std::int64_t shared_bytes;  ///< a block
    std::int64_t far_bytes;     ///< a block; 0: its scratch is in shared memory
};

int attribute_of(cudaDeviceAttr attribute, int device) {
    int value = 0;
    VTRIAL_CUDA(cudaDeviceGetAttribute(&value, attribute, device));
    return value;
}

/// The number of lanes. More of them fill a multiprocessor better where few blocks fit, but what
/// every lane does alike (scans, sums, Newton's steps) is done by more of them: a doubling must
/// bring more than 8/5 of the lanes.
LaunchShape with_lanes(LaunchShape shape, int multiprocessors) {
    int fullest = 0;
    for (int lanes = 128; lanes <= shape.most_lanes; lanes *= 2) {
        int blocks = 0;
        VTRIAL_CUDA(cudaOccupancyMaxActiveBlocksPerMultiprocessor(
            &blocks, shape.kernel, lanes, static_cast<std::size_t>(shape.shared_bytes)));
        if (5 * blocks * lanes > 8 * fullest) {
            fullest = blocks * lanes;
            shape.lanes = lanes;
            shape.blocks = blocks * multiprocessors;
        }
    }
    if (fullest == 0) {
        throw CudaError(CudaError::Kind::device_failed,
                        "the device cannot run a block of this plan's kernel");
    }
    return shape;
}

/// The kernel of a plan whose scratch is in shared memory.
LaunchShape near_shape(Plan const& plan, std::int64_t scratch_bytes) {
    std::int64_t const shared_bytes = exchange_bytes + scratch_bytes;
    if (is_plain(plan)) {
        return {kernel_of_plain_plans(), "cuda_plain", most_lanes_plain, 0, 0, shared_bytes, 0};
    }
    return {kernel_in_shared_memory(), "cuda_near", most_lanes_near, 0, 0, shared_bytes, 0};
}

/// The kernel of a plan whose scratch is in the device's memory.
LaunchShape far_shape(Plan const& plan, std::int64_t scratch_bytes) {
    LaunchShape shape{kernel_in_far_memory(), "cuda_far",   most_lanes_far, 0, 0,
                      exchange_bytes,         scratch_bytes};
    if (has_safety(plan)) {
        shape.kernel = kernel_with_safety();
        shape.name = "cuda_safety";
    } else if (has_disease_model(plan)) {
        shape.kernel = kernel_with_disease_model();
        shape.name = "cuda_disease";
    } else if (is_wide(plan)) {
        shape.kernel = kernel_in_far_memory_wide();
        shape.name = "cuda_far_wide";
    }
    return shape;
}

/// As it is launched on a device.
LaunchShape launched_on(int device, LaunchShape const& shape) {
    VTRIAL_CUDA(cudaFuncSetAttribute(shape.kernel, cudaFuncAttributeMaxDynamicSharedMemorySize,
                                     static_cast<int>(shape.shared_bytes)));
    VTRIAL_CUDA(cudaFuncSetAttribute(
        shape.kernel, cudaFuncAttributePreferredSharedMemoryCarveout,
        shape.far_bytes == 0 ? cudaSharedmemCarveoutMaxShared : cudaSharedmemCarveoutMaxL1));
    return with_lanes(shape, attribute_of(cudaDevAttrMultiProcessorCount, device));
}

/// Far memory for as many blocks as there is memory for, and as leaves the device's other launchers
/// as much; fewer run at a time, with the same bits.
DeviceArray<std::byte> far_memory_for(LaunchShape& shape) {
    constexpr int fewest_blocks = 8;
    if (shape.far_bytes > 0) {
        std::size_t free_bytes = 0;
        std::size_t all_bytes = 0;
        VTRIAL_CUDA(cudaMemGetInfo(&free_bytes, &all_bytes));
        auto const share = static_cast<std::int64_t>(free_bytes) / launchers_a_device;
        std::int64_t const fitting = std::max<std::int64_t>(share / shape.far_bytes, fewest_blocks);
        shape.blocks = static_cast<int>(std::min<std::int64_t>(shape.blocks, fitting));
    }
    for (;;) {
        try {
            return DeviceArray<std::byte>(shape.blocks * shape.far_bytes);
        } catch (CudaError const& error) {
            if (error.kind != CudaError::Kind::out_of_memory || shape.blocks / 2 < fewest_blocks) {
                throw;
            }
            shape.blocks /= 2;
        }
    }
}

}  // namespace

struct CudaLauncher::Device {
    Device(int number, Plan const& plan, std::int32_t most_replicates)
        : device((VTRIAL_CUDA(cudaSetDevice(number)), number)),
          tables(plan, stream),
          shape(shape_with_scratch(plan)),
          far_memory(far_memory_for(shape)),
          layout(layout_of(plan)),
          sums(layout.sums()),
          counts(layout.counts()),
          outcomes(shape.blocks),
          checked(most_groups_of(most_replicates)),
          host_sums(layout.sums()),
          host_counts(layout.counts()),
          host_checked(most_groups_of(most_replicates)) {}
    /// Nothing is given back that the device still works on.
    ~Device() { stream.wait_for_the_last_time(); }
    Device(Device const&) = delete;
    Device& operator=(Device const&) = delete;

    LaunchShape shape_with_scratch(Plan const& plan) {
        if (has_wide_kernel(plan)) {
            std::int64_t const bytes = lay_out(plan, far_block_shape, nullptr, wide);
            return launched_on(device, far_shape(plan, bytes));
        }
        std::int64_t const near_bytes = lay_out(plan, block_shape, nullptr, narrow);
        if (exchange_bytes + near_bytes <=
            attribute_of(cudaDevAttrMaxSharedMemoryPerBlockOptin, device)) {
            return launched_on(device, near_shape(plan, near_bytes));
        }
        std::int64_t const far_bytes = lay_out(plan, far_block_shape, nullptr, narrow);
        return launched_on(device, far_shape(plan, far_bytes));
    }

    template <class Packed>
    void launch(ScratchOf<Packed> const& scratch, ReplicateRange range, std::int32_t has_bands) {
        CudaJob<Packed> job{tables.plan(),   range,
                            scratch,         far_memory.get(),
                            shape.far_bytes, {layout, sums.get(), counts.get(), has_bands},
                            outcomes.get(),  checked.get()};
        void* arguments[] = {&job};
        VTRIAL_CUDA(cudaLaunchKernel(
            shape.kernel, dim3(static_cast<unsigned>(std::min(shape.blocks, range.count))),
            dim3(static_cast<unsigned>(shape.lanes)), arguments,
            static_cast<std::size_t>(shape.shared_bytes), stream.get()));
    }

    int device;
    Stream stream;  ///< made first and destroyed last
    DevicePlan tables;
    Scratch narrow{};
    WideScratch wide{};
    LaunchShape shape;
    DeviceArray<std::byte> far_memory;
    TallyLayout layout;
    DeviceArray<std::int64_t> sums;
    DeviceArray<std::uint32_t> counts;
    DeviceArray<ReplicateOutcome> outcomes;
    DeviceArray<ReplicateOutcome> checked;
    PinnedArray<std::int64_t> host_sums;
    PinnedArray<std::uint32_t> host_counts;
    PinnedArray<ReplicateOutcome> host_checked;
};

CudaLauncher::CudaLauncher(int device, Plan const& plan, std::int32_t most_replicates)
    : device_(std::make_unique<Device>(device, plan, most_replicates)) {}
CudaLauncher::~CudaLauncher() = default;

void CudaLauncher::simulate(ReplicateRange range, TallyView const& tally,
                            ReplicateOutcome* checked) {
    Device& d = *device_;
    VTRIAL_CUDA(cudaSetDevice(d.device));  // of the calling thread
    std::int64_t const counts =
        tally.has_bands != 0 ? d.layout.counts() : d.layout.counts_without_bands();
    d.sums.fill_with_zeros(d.layout.sums(), d.stream);
    d.counts.fill_with_zeros(counts, d.stream);
    if (has_wide_kernel(d.tables.plan())) {
        d.launch(d.wide, range, tally.has_bands);
    } else {
        d.launch(d.narrow, range, tally.has_bands);
    }
    std::int64_t const groups = most_groups_of(range.count);
    d.sums.copy_to_host(d.host_sums, d.layout.sums(), d.stream);
    d.counts.copy_to_host(d.host_counts, counts, d.stream);
    d.checked.copy_to_host(d.host_checked, groups, d.stream);
    d.stream.wait();
    for (std::int64_t i = 0; i < d.layout.sums(); ++i) {
        tally.sums[i] += d.host_sums.get()[i];
    }
    for (std::int64_t i = 0; i < counts; ++i) {
        tally.counts[i] += d.host_counts.get()[i];
    }
    std::copy_n(d.host_checked.get(), groups, checked);
}

CudaResources CudaLauncher::resources() const {
    Device const& d = *device_;
    VTRIAL_CUDA(cudaSetDevice(d.device));  // of the calling thread
    LaunchShape const& shape = d.shape;
    cudaFuncAttributes attributes{};
    VTRIAL_CUDA(cudaFuncGetAttributes(&attributes, shape.kernel));
    std::size_t free_bytes = 0;
    std::size_t all_bytes = 0;
    VTRIAL_CUDA(cudaMemGetInfo(&free_bytes, &all_bytes));
    // far memory that does not suffice leaves fewer blocks than would fit
    double const blocks =
        static_cast<double>(shape.blocks) / attribute_of(cudaDevAttrMultiProcessorCount, d.device);
    int const most_lanes = attribute_of(cudaDevAttrMaxThreadsPerMultiProcessor, d.device);
    return {shape.name,
            attributes.numRegs,
            static_cast<std::int64_t>(attributes.localSizeBytes),
            static_cast<std::int64_t>(attributes.sharedSizeBytes) + shape.shared_bytes,
            shape.far_bytes,
            shape.lanes,
            shape.blocks,
            blocks,
            blocks * shape.lanes / most_lanes,
            static_cast<std::int64_t>(all_bytes - free_bytes)};
}

}  // namespace vtrial::kernels
