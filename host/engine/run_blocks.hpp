// Runs what is missing of a scenario, block by block, on all workers of a backend.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "host/engine/backend.hpp"
#include "host/engine/result.hpp"
#include "host/store/interval.hpp"

namespace vtrial::host {

/// Receives finished blocks, one at a time, in any order.
struct BlockSink {
    virtual ~BlockSink() = default;
    virtual void add(Interval block, TotalTally const& tally) = 0;
};

struct BlockRunOptions {
    std::string scenario;  ///< its name, for messages
    /// called now and then, by any thread, with the number of replicates finished since last time
    std::function<void(std::int64_t)> on_progress = [](std::int64_t) {};
    /// asked between batches, by any thread; once it is true, what is done is stored and no more is
    std::function<bool()> wants_stop = [] { return false; };
    /// A block ends after so long, that little is lost if the program is killed.
    double block_seconds = 2.0;
};

/// Runs the replicates of `missing`, which is ascending and disjoint. True if all are done, false
/// if a stop was asked for. What a worker, a check or the sink throws ends the other workers, which
/// still hand over what they have done, and is thrown again.
bool run_blocks(kernels::Plan const& plan, std::vector<Interval> const& missing, Backend& backend,
                BlockRunOptions const& options, BlockSink& sink);

}  // namespace vtrial::host
