// The CUDA launcher: runs replicates on a GPU, one thread block each, with the bits of the CPU's.
// In a build without CUDA the same functions exist and say so.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernels/launch/cpu.hpp"

namespace vtrial::kernels {

/// A call of CUDA failed; the message names the call, the file, the line and CUDA's own text.
struct CudaError : std::runtime_error {
    enum class Kind {
        out_of_memory,  ///< the device has too little; a smaller batch may fit
        device_failed   ///< the device is lost to this process: nothing it computed may be used
    };

    CudaError(Kind which, std::string const& message) : std::runtime_error(message), kind(which) {}
    Kind kind;
};

struct CudaDevice {
    int number;
    std::string name;
    int compute_capability;  ///< 10 * major + minor
    int multiprocessors;
    std::int64_t memory_bytes;
};

/// The devices that this program can use here; where there are none, `problem` says why and what
/// to do, in one line.
struct CudaDevices {
    std::vector<CudaDevice> usable;
    std::string problem;
};
CudaDevices find_cuda_devices();

/// What a plan's kernel takes of a device, as it is launched.
struct CudaResources {
    std::string kernel;         ///< as docs/PERFORMANCE.md lists them, for example cuda_near
    int registers;              ///< a lane
    std::int64_t local_bytes;   ///< a lane: its stack, what the compiler spilled included
    std::int64_t shared_bytes;  ///< a block
    std::int64_t far_bytes;     ///< a block: its scratch, where that is not in shared memory
    int lanes;                  ///< a block
    int blocks;                 ///< on the device at a time
    double blocks_a_multiprocessor;
    double occupancy;         ///< of the lanes that a multiprocessor can hold, from 0 to 1
    std::int64_t used_bytes;  ///< of the device's memory now, by all programs and CUDA itself
};

/// So many launchers share a device, each on a thread of its own: what one copies and adds up on
/// the host takes its time while another's kernel runs.
inline constexpr int launchers_a_device = 2;

/// Runs replicates of one plan on one device. Used by one thread at a time. Everything throws
/// CudaError.
class CudaLauncher {
  public:
    /// Copies the plan to the device and takes memory there for batches of up to `most_replicates`.
    CudaLauncher(int device, Plan const& plan, std::int32_t most_replicates);
    ~CudaLauncher();
    CudaLauncher(CudaLauncher const&) = delete;
    CudaLauncher& operator=(CudaLauncher const&) = delete;

    /// Runs the replicates of a range, at most `most_replicates`, and adds them to `tally`, which
    /// is in the host's memory. checked[k] receives the outcome of the checked replicate
    /// (kernels/replicate/checked.hpp) of group range.first / check_group + k, if that replicate
    /// is in the range; so `checked` needs most_groups_of(range.count) elements. Returns when all
    /// is there.
    void simulate(ReplicateRange range, TallyView const& tally, ReplicateOutcome* checked);

    /// What it takes of the device.
    CudaResources resources() const;

  private:
    struct Device;
    std::unique_ptr<Device> device_;
};

}  // namespace vtrial::kernels
