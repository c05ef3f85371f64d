#include "host/engine/worker_tally.hpp"

#include <algorithm>
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
    std::fill(sums_.begin(), sums_.end(), 0);
    std::fill(counts_.begin(), counts_.end(), 0u);
}

TotalTally empty_total(kernels::TallyLayout const& layout) {
    TotalTally total{layout, {}, {}};
    total.sums.resize(static_cast<std::size_t>(layout.sums()));
    total.counts.resize(static_cast<std::size_t>(layout.counts()));
    return total;
}

}  // namespace vtrial::host
