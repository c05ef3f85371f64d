// Computes a sample of the replicates a second time, on the processor and with its lowest
// instruction level, so that a device that errs is noticed.
#pragma once

#include <string>
#include <vector>

#include "host/engine/worker_tally.hpp"
#include "kernels/launch/cpu.hpp"

namespace vtrial::host {

/// Which computation is checked, as the message names it.
struct CheckedRun {
    std::string scenario;
    std::string backend;
};

class ReplicateChecker {
  public:
    ReplicateChecker(kernels::Plan const& plan, CheckedRun run);

    /// Where a worker is to write the outcomes of the checked replicates of a range.
    kernels::ReplicateOutcome* outcomes_for(kernels::ReplicateRange range);

    /// Compares what the worker wrote for that range. Throws CheckError.
    void check(kernels::ReplicateRange range);

  private:
    void check_replicate(std::uint64_t replicate, kernels::ReplicateOutcome const& outcome);

    kernels::Plan const& plan_;
    CheckedRun run_;
    ScratchMemory memory_;
    WorkerTally unused_;  ///< the launcher wants a tally; nobody reads this one
    std::vector<kernels::ReplicateOutcome> outcomes_;
};

}  // namespace vtrial::host
