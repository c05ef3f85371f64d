// What can run replicates: the processor, or GPUs. The only virtual calls of the program; each runs
// many replicates.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "kernels/launch/cpu.hpp"
#include "kernels/plan/plan.hpp"
#include "kernels/tally/layout.hpp"

namespace vtrial::host {

/// Thrown by a worker that has no memory for its batches but will have it for the smaller ones that
/// most_at_once() tells from now on. What it has added to the tally of the block is void.
struct BatchTooLarge : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Runs replicates of one plan; used by one thread.
struct Worker {
    virtual ~Worker() = default;

    /// Runs a range of at most `most_at_once` replicates and adds them to the tally. checked[k]
    /// receives the outcome of the checked replicate of group range.first / check_group + k, if
    /// that replicate is in the range; `checked` has one element a group that the range touches.
    virtual void run(kernels::ReplicateRange range, kernels::TallyView const& tally,
                     kernels::ReplicateOutcome* checked) = 0;

    /// May become smaller from one block to the next.
    virtual std::int32_t most_at_once() const = 0;
};

struct Backend {
    virtual ~Backend() = default;

    /// As users know it: `cpu` or `cuda`.
    virtual std::string name() const = 0;

    /// How many workers run side by side, each on a thread of its own.
    virtual int workers() const = 0;

    /// Worker `index` of workers(); called by its thread. The plan outlives the worker. Null where
    /// there is no room for it beside the others, who then do its work.
    virtual std::unique_ptr<Worker> make_worker(kernels::Plan const& plan, int index) = 0;
};

}  // namespace vtrial::host
