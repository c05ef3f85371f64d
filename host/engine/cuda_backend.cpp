#include "host/engine/cuda_backend.hpp"

#include <fmt/format.h>

#include <utility>

#include "host/engine/errors.hpp"

namespace vtrial::host {
namespace {

class RealLauncher : public BatchLauncher {
  public:
    RealLauncher(int device, kernels::Plan const& plan, std::int32_t most_replicates)
        : launcher_(device, plan, most_replicates) {}

    void simulate(kernels::ReplicateRange range, kernels::TallyView const& tally,
                  kernels::ReplicateOutcome* checked) override {
        launcher_.simulate(range, tally, checked);
    }

  private:
    kernels::CudaLauncher launcher_;
};

bool is_out_of_memory(kernels::CudaError const& error) {
    return error.kind == kernels::CudaError::Kind::out_of_memory;
}

class CudaWorker : public Worker {
  public:
    CudaWorker(kernels::Plan const& plan, SharedDevice& shared, CudaBackend::Tell const& tell,
               MakeLauncher const& make_launcher)
        : plan_(plan), shared_(shared), tell_(tell), make_launcher_(make_launcher) {
        std::lock_guard const lock(shared_.mutex);
        if (shared_.workers == 0) {
            make_launcher_that_fits();
        } else {
            make_launcher_beside_others();
        }
        shared_.workers += launcher_ ? 1 : 0;
    }
    ~CudaWorker() override {
        std::lock_guard const lock(shared_.mutex);
        shared_.workers -= launcher_ ? 1 : 0;
    }
    CudaWorker(CudaWorker const&) = delete;
    CudaWorker& operator=(CudaWorker const&) = delete;

    bool has_launcher() const { return launcher_ != nullptr; }

    std::int32_t most_at_once() const override { return batch_; }

    void run(kernels::ReplicateRange range, kernels::TallyView const& tally,
             kernels::ReplicateOutcome* checked) override {
        try {
            launcher_->simulate(range, tally, checked);
        } catch (kernels::CudaError const& error) {
            if (!is_out_of_memory(error)) {
                throw;
            }
            std::lock_guard const lock(shared_.mutex);
            launcher_.reset();  // its memory is wanted
            shared_.workers -= 1;
            take_smaller_batch(error);
            make_launcher_that_fits();
            shared_.workers += 1;
            throw BatchTooLarge(error.what());
        }
    }

  private:
    // All of them are called by who has the mutex: launchers are made one after the other, so that
    // the first finds all the memory.

    void make_launcher_that_fits() {
        batch_ = batch_ == 0 ? shared_.batch : batch_;
        while (!launcher_) {
            try {
                launcher_ = make_launcher_(shared_.device.number, plan_, batch_);
            } catch (kernels::CudaError const& error) {
                if (!is_out_of_memory(error)) {
                    throw;
                }
                take_smaller_batch(error);
            }
        }
    }

    /// None where memory does not suffice: the others do without it, as fast as batch after batch.
    void make_launcher_beside_others() {
        batch_ = shared_.batch;
        try {
            launcher_ = make_launcher_(shared_.device.number, plan_, batch_);
        } catch (kernels::CudaError const& error) {
            if (!is_out_of_memory(error)) {
                throw;
            }
            tell_(fmt::format("{} (device {}) has too little free memory for two batches at a time",
                              shared_.device.name, shared_.device.number));
        }
    }

    /// Half a batch, or what another worker of the device has come to meanwhile.
    void take_smaller_batch(kernels::CudaError const& error) {
        kernels::CudaDevice const& device = shared_.device;
        if (batch_ <= CudaBackend::smallest_batch) {
            throw DeviceError(fmt::format(
                "{} (device {}) has no memory for a batch of {} trials, the smallest that is "
                "tried: {}; free its memory, or use --backend cpu",
                device.name, device.number, batch_, error.what()));
        }
        if (shared_.batch >= batch_) {
            shared_.batch = batch_ / 2;
            tell_(fmt::format(
                "{} (device {}) has too little free memory: going on with batches of {} trials",
                device.name, device.number, shared_.batch));
        }
        batch_ = shared_.batch;
    }

    kernels::Plan const& plan_;
    SharedDevice& shared_;
    CudaBackend::Tell const& tell_;
    MakeLauncher const& make_launcher_;
    std::int32_t batch_ = 0;
    std::unique_ptr<BatchLauncher> launcher_;
};

}  // namespace

CudaBackend::CudaBackend(std::vector<kernels::CudaDevice> devices, Tell tell)
    : CudaBackend(std::move(devices), std::move(tell),
                  [](int device, kernels::Plan const& plan, std::int32_t most_replicates) {
                      return std::make_unique<RealLauncher>(device, plan, most_replicates);
                  }) {}

CudaBackend::CudaBackend(std::vector<kernels::CudaDevice> devices, Tell tell,
                         MakeLauncher make_launcher)
    : tell_(std::move(tell)), make_launcher_(std::move(make_launcher)) {
    for (kernels::CudaDevice& device : devices) {
        SharedDevice& shared = devices_.emplace_back();
        shared.device = std::move(device);
        shared.batch = largest_batch;
    }
}

std::unique_ptr<Worker> CudaBackend::make_worker(kernels::Plan const& plan, int index) {
    auto const device = static_cast<std::size_t>(index) % devices_.size();
    auto worker = std::make_unique<CudaWorker>(plan, devices_[device], tell_, make_launcher_);
    if (!worker->has_launcher()) {
        return nullptr;
    }
    return worker;
}

}  // namespace vtrial::host
