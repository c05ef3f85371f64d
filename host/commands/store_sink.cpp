#include "host/commands/store_sink.hpp"

#include <algorithm>

#include "host/engine/worker_tally.hpp"

namespace vtrial::host {
namespace {

/// Each waiting tally takes some megabytes.
constexpr std::size_t most_waiting = 8;

}  // namespace

void StoreSink::add(Interval block, TotalTally const& tally) {
    auto const neighbour =
        std::find_if(waiting_.begin(), waiting_.end(), [&](Waiting const& other) {
            return other.block.end() == block.first || block.end() == other.block.first;
        });
    if (neighbour == waiting_.end()) {
        waiting_.push_back({block, tally});
    } else {
        add_to(neighbour->tally, tally);
        neighbour->block = {std::min(neighbour->block.first, block.first),
                            neighbour->block.count + block.count};
    }
    if (waiting_.size() > most_waiting || std::chrono::steady_clock::now() >= next_flush_) {
        flush();
    }
}

void StoreSink::flush() {
    while (!waiting_.empty()) {
        store_.add(scenario_, waiting_.back().block, waiting_.back().tally);
        waiting_.pop_back();
        has_stored_ = true;
    }
    next_flush_ = std::chrono::steady_clock::now() + std::chrono::seconds(1);
}

}  // namespace vtrial::host
