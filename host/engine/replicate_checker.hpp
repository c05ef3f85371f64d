// Computes a sample of the replicates a second time, on the processor and with its lowest
// instruction level, so that a device that errs is noticed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>

#include "host/engine/worker_tally.hpp"
#include "kernels/launch/cpu.hpp"

namespace vtrial::host {

/// Which computation is checked, as the message names it.
struct CheckedRun {
    std::string scenario;
    std::string backend;
};

/// One for all workers of a run: there is little to check.
class ReplicateChecker {
  public:
    ReplicateChecker(kernels::Plan const& plan, CheckedRun run);

    /// Outcomes of checked replicates that a worker may write for a range of this size.
    static std::size_t most_outcomes(std::int32_t replicates);

    /// Compares what a worker wrote for a range; any thread may call it. Throws CheckError.
    void check(kernels::ReplicateRange range, kernels::ReplicateOutcome const* outcomes);

  private:
    void check_replicate(std::uint64_t replicate, kernels::ReplicateOutcome const& outcome);

    kernels::Plan const& plan_;
    CheckedRun run_;
    std::mutex mutex_;
    ScratchMemory memory_;
    WorkerTally unused_;  ///< the launcher wants a tally; nobody reads this one
};

}  // namespace vtrial::host
