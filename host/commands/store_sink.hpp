// Finished blocks on their way to the store.
#pragma once

#include <chrono>
#include <utility>
#include <vector>

#include "host/engine/run_blocks.hpp"
#include "host/store/block_store.hpp"

namespace vtrial::host {

/// Joins neighbouring blocks and stores what has come together at most once a second: a transaction
/// costs as much as hundreds of replicates.
class StoreSink : public BlockSink {
  public:
    StoreSink(BlockStore& store, std::size_t scenario) : store_(store), scenario_(scenario) {}

    void add(Interval block, TotalTally const& tally) override;

    /// Stores what is still waiting. Throws FileError.
    void flush();

    /// Whether anything has been stored.
    bool has_stored() const { return has_stored_; }

  private:
    struct Waiting {
        Interval block;
        TotalTally tally;
    };
    BlockStore& store_;
    std::size_t scenario_;
    std::vector<Waiting> waiting_;  ///< a few: blocks are handed out in order
    bool has_stored_ = false;
    std::chrono::steady_clock::time_point next_flush_ = std::chrono::steady_clock::now();
};

}  // namespace vtrial::host
