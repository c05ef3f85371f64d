// The replicates that are still to be run, handed out to workers in blocks.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "host/store/interval.hpp"

namespace vtrial::host {

/// How long a block may be.
struct BlockLimits {
    std::int64_t at_once;  ///< replicates of a worker's batch; a block has at least one
    std::int64_t most;     ///< that a worker's tally can hold
};

class BlockPool {
  public:
    /// `missing` is ascending and disjoint.
    BlockPool(std::vector<Interval> const& missing, int workers);

    /// The next block. Waits while there is none but another worker may still give some back;
    /// empty: all is done, or the pool is closed. Each block is followed by a call of `finished`.
    std::optional<Interval> claim(BlockLimits limits);

    /// The block last claimed is done but for `rest`, whose count may be 0.
    void finished(Interval rest);

    /// Hands out no more.
    void close();

    /// Whether nothing is left, and nobody is at work.
    bool is_done();

  private:
    std::int64_t block_size(BlockLimits limits) const;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Interval> missing_;
    std::int64_t remaining_ = 0;
    std::int64_t workers_;
    std::int64_t at_work_ = 0;
    bool is_closed_ = false;
};

}  // namespace vtrial::host
