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
    CudaWorker(kernels::Plan const& plan, kernels::CudaDevice const& device,
               CudaBackend::Tell const& tell, MakeLauncher const& make_launcher)
        : plan_(plan), device_(device), tell_(tell), make_launcher_(make_launcher) {
        make_launcher_that_fits();
    }

    std::int32_t most_at_once() const override { return batch_; }

    void run(kernels::ReplicateRange range, kernels::TallyView const& tally,
             kernels::ReplicateOutcome* checked) override {
        try {
            launcher_->simulate(range, tally, checked);
        } catch (kernels::CudaError const& error) {
            if (!is_out_of_memory(error)) {
                throw;
            }
            halve(error);
            make_launcher_that_fits();
            throw BatchTooLarge(error.what());
        }
    }

  private:
    void make_launcher_that_fits() {
        launcher_.reset();  // its memory is wanted
        while (!launcher_) {
            try {
                launcher_ = make_launcher_(device_.number, plan_, batch_);
            } catch (kernels::CudaError const& error) {
                if (!is_out_of_memory(error)) {
                    throw;
                }
                halve(error);
            }
        }
    }

    void halve(kernels::CudaError const& error) {
        if (batch_ <= CudaBackend::smallest_batch) {
            throw DeviceError(fmt::format(
                "{} (device {}) has no memory for a batch of {} trials, the smallest that is "
                "tried: {}; free its memory, or use --backend cpu",
                device_.name, device_.number, batch_, error.what()));
        }
        batch_ /= 2;
        tell_(
            fmt::format("{} (device {}) has too little free memory: going on with batches of {} "
                        "trials",
                        device_.name, device_.number, batch_));
    }

    kernels::Plan const& plan_;
    kernels::CudaDevice const& device_;
    CudaBackend::Tell const& tell_;
    MakeLauncher const& make_launcher_;
    std::int32_t batch_ = CudaBackend::largest_batch;
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
    : devices_(std::move(devices)),
      tell_(std::move(tell)),
      make_launcher_(std::move(make_launcher)) {}

std::unique_ptr<Worker> CudaBackend::make_worker(kernels::Plan const& plan, int index) {
    return std::make_unique<CudaWorker>(plan, devices_[static_cast<std::size_t>(index)], tell_,
                                        make_launcher_);
}

}  // namespace vtrial::host
