// Replicates on GPUs, some workers a device, in batches as large as the device's memory allows.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include "host/engine/backend.hpp"
#include "kernels/launch/cuda.hpp"

namespace vtrial::host {

/// What a worker needs of a launcher on a device, so that tests can put one there that fails.
struct BatchLauncher {
    virtual ~BatchLauncher() = default;
    virtual void simulate(kernels::ReplicateRange range, kernels::TallyView const& tally,
                          kernels::ReplicateOutcome* checked) = 0;
};

/// Makes a launcher for batches of up to `most_replicates`. Throws kernels::CudaError.
using MakeLauncher = std::function<std::unique_ptr<BatchLauncher>(
    int device, kernels::Plan const& plan, std::int32_t most_replicates)>;

/// A device as its workers share it.
struct SharedDevice {
    kernels::CudaDevice device;
    std::int32_t batch;  ///< as much as fits, as far as its workers have found
    int workers = 0;     ///< that have memory there
    std::mutex mutex;    ///< of these two, and of the making of launchers
};

class CudaBackend : public Backend {
  public:
    static constexpr std::int32_t largest_batch = 1 << 17;
    /// Below it a device is slower than the processor.
    static constexpr std::int32_t smallest_batch = 1024;

    using Tell = std::function<void(std::string const&)>;

    /// `tell` receives a line, from any worker's thread, where a device's batches had to be made
    /// smaller; of one device one thread tells at a time.
    CudaBackend(std::vector<kernels::CudaDevice> devices, Tell tell);
    CudaBackend(std::vector<kernels::CudaDevice> devices, Tell tell, MakeLauncher make_launcher);

    std::string name() const override { return "cuda"; }
    /// One after the other for each device, then again: the first of them are of different devices.
    int workers() const override {
        return kernels::launchers_a_device * static_cast<int>(devices_.size());
    }

    /// Throws DeviceError if not even the smallest batch fits where the device has no worker yet.
    std::unique_ptr<Worker> make_worker(kernels::Plan const& plan, int index) override;

  private:
    std::deque<SharedDevice> devices_;  ///< a deque: they stay where they are
    Tell tell_;
    MakeLauncher make_launcher_;
};

}  // namespace vtrial::host
