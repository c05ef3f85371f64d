#include "host/engine/block_pool.hpp"

#include <algorithm>

namespace vtrial::host {
namespace {

/// Adding up a block costs about as much as so many replicates do; less makes no sense while there
/// is enough for everybody.
constexpr std::int64_t worthwhile_block = 1024;

}  // namespace

BlockPool::BlockPool(std::vector<Interval> const& missing, int workers)
    : missing_(missing.begin(), missing.end()), workers_(workers) {
    for (Interval const& interval : missing_) {
        remaining_ += interval.count;
    }
}

std::optional<Interval> BlockPool::claim(BlockLimits limits) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return is_closed_ || !missing_.empty() || at_work_ == 0; });
    if (is_closed_ || missing_.empty()) {
        return std::nullopt;
    }
    Interval& front = missing_.front();
    Interval const block{front.first, std::min(front.count, block_size(limits))};
    front = {block.end(), front.count - block.count};
    if (front.count == 0) {
        missing_.pop_front();
    }
    remaining_ -= block.count;
    ++at_work_;
    return block;
}

void BlockPool::finished(Interval rest) {
    std::lock_guard const lock(mutex_);
    if (rest.count > 0) {
        missing_.push_front(rest);
        remaining_ += rest.count;
    }
    --at_work_;
    changed_.notify_all();
}

void BlockPool::close() {
    std::lock_guard const lock(mutex_);
    is_closed_ = true;
    changed_.notify_all();
}

bool BlockPool::is_done() {
    std::lock_guard const lock(mutex_);
    return missing_.empty() && at_work_ == 0;
}

std::int64_t BlockPool::block_size(BlockLimits limits) const {
    // a quarter of a fair share: large at first, small at the end, so that all end together
    std::int64_t const fair_share = (remaining_ + workers_ - 1) / workers_;
    std::int64_t const least = std::max(limits.at_once, std::min(worthwhile_block, fair_share));
    return std::min(std::max(fair_share / 4, least), limits.most);
}

}  // namespace vtrial::host
