#include "host/engine/worker_tally.hpp"

#include <algorithm>
#include <limits>
#include <new>

namespace vtrial::host {
namespace {

constexpr std::align_val_t cache_line{64};

}  // namespace

void ScratchMemory::Release::operator()(std::byte* memory) const {
    ::operator delete(memory, cache_line);
}

ScratchMemory::ScratchMemory(kernels::Plan const& plan) {
    std::int64_t const bytes = kernels::cpu_scratch_bytes(plan);
    memory_.reset(
        static_cast<std::byte*>(::operator new(static_cast<std::size_t>(bytes), cache_line)));
}

WorkerTally::WorkerTally(kernels::TallyLayout const& layout)
    : layout_(layout),
      sums_(static_cast<std::size_t>(layout.sums())),
      counts_(static_cast<std::size_t>(layout.counts())) {}

kernels::TallyView WorkerTally::view(bool has_bands) {
    return {layout_, sums_.data(), counts_.data(), has_bands ? 1 : 0};
}

void WorkerTally::flush_into(TotalTally& total) {
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        total.sums[i] += sums_[i];
    }
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        total.counts[i] += counts_[i];
    }
    clear();
}

void WorkerTally::clear() {
    std::fill(sums_.begin(), sums_.end(), 0);
    std::fill(counts_.begin(), counts_.end(), 0u);
}

std::int64_t WorkerTally::most_replicates(std::int64_t patients) {
    constexpr std::int64_t most = std::int64_t{1} << 21;
    constexpr std::int64_t sum_limit = std::numeric_limits<std::int64_t>::max();
    // The largest squares that are summed in 63 bits: of log hazard ratios, at most 51 in absolute
    // value, in fixed point; of patients, for which 2^20 is allowed for; of days.
    static_assert((std::int64_t{51 * 51} << kernels::moment_bits) < sum_limit / most);
    static_assert(std::int64_t{1} << 40 < sum_limit / most);
    static_assert(std::int64_t{kernels::most_days} * kernels::most_days < sum_limit / most);
    // The pooled curve counts every patient of every replicate in 32 bits.
    constexpr std::int64_t count_limit = std::numeric_limits<std::uint32_t>::max();
    return std::min(most, count_limit / std::max<std::int64_t>(patients, 1));
}

TotalTally empty_total(kernels::TallyLayout const& layout) {
    TotalTally total{layout, {}, {}};
    total.sums.resize(static_cast<std::size_t>(layout.sums()));
    total.counts.resize(static_cast<std::size_t>(layout.counts()));
    return total;
}

void clear(TotalTally& total) {
    std::fill(total.sums.begin(), total.sums.end(), kernels::WideInteger{0});
    std::fill(total.counts.begin(), total.counts.end(), std::uint64_t{0});
}

void add_to(TotalTally& total, TotalTally const& block) {
    for (std::size_t i = 0; i < total.sums.size(); ++i) {
        total.sums[i] += block.sums[i];
    }
    for (std::size_t i = 0; i < total.counts.size(); ++i) {
        total.counts[i] += block.counts[i];
    }
}

}  // namespace vtrial::host
