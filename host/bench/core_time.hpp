// The time that one core spends on a replicate and on its parts.
#pragma once

#include <string>

#include "host/engine/worker_tally.hpp"
#include "kernels/launch/cpu.hpp"
#include "trials/lower.hpp"

namespace vtrial::host {

/// Processor seconds of the calling thread so far: other programs have no part in them but by the
/// caches.
double thread_seconds();

/// Seconds that parts of a replicate take, each from its start on; 0 where it was not measured.
struct PartSeconds {
    double draws = 0.0;  ///< the words alone
    double patients = 0.0;
    double cuts = 0.0;
    double all = 0.0;
};

/// Which of them are measured.
struct MeasuredParts {
    bool draws = false;
    bool patients = false;
    bool cuts = false;
    bool all = false;
};

/// A study on one thread, with all memory that its replicates need.
class CoreBench {
  public:
    explicit CoreBench(trials::Scenario const& scenario);
    CoreBench(CoreBench const&) = delete;
    CoreBench& operator=(CoreBench const&) = delete;

    /// Seconds a trial: of some runs of `replicates` the least, since other programs only add.
    PartSeconds measure(kernels::InstructionLevel level, MeasuredParts parts, int replicates);

    /// What the replicates of the last run came to, if all of each was run.
    ScenarioResult result() const;

    kernels::Plan const& plan() const { return tables_.plan; }

  private:
    trials::Scenario const& scenario_;
    trials::PlanTables tables_;
    ScratchMemory memory_;
    kernels::Scratch scratch_;
    WorkerTally tally_;
    TotalTally total_;
};

/// `v3` or `v4`.
std::string name_of(kernels::InstructionLevel level);

/// The levels that this processor has, the lower one first.
std::vector<kernels::InstructionLevel> levels_here();

}  // namespace vtrial::host
