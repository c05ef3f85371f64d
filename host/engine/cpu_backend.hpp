// Replicates on the processor.
#pragma once

#include "host/engine/backend.hpp"

namespace vtrial::host {

class CpuBackend : public Backend {
  public:
    CpuBackend(kernels::InstructionLevel level, int threads) : level_(level), threads_(threads) {}

    std::string name() const override { return "cpu"; }
    int workers() const override { return threads_; }
    std::unique_ptr<Worker> make_worker(kernels::Plan const& plan, int index) override;

  private:
    kernels::InstructionLevel level_;
    int threads_;
};

}  // namespace vtrial::host
