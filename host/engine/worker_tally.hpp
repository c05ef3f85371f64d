// The tally that one thread adds to, and its scratch memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "host/engine/result.hpp"
#include "kernels/launch/cpu.hpp"

namespace vtrial::host {

/// Scratch memory for one thread and one plan.
class ScratchMemory {
  public:
    explicit ScratchMemory(kernels::Plan const& plan);

    void* scratch() { return memory_.get(); }

  private:
    struct Release {
        void operator()(std::byte* memory) const;
    };
    std::unique_ptr<std::byte, Release> memory_;
};

/// 64-bit sums and 32-bit counts: small enough to stay in the cache, to be added to the total
/// before they can overflow.
class WorkerTally {
  public:
    explicit WorkerTally(kernels::TallyLayout const& layout);

    kernels::TallyView view(bool has_bands);

    /// Adds to the total what has been tallied since the last time, and starts from zero.
    void flush_into(TotalTally& total);

    /// Forgets what has been tallied since the last flush.
    void clear();

    /// So many replicates of so many patients may be tallied between two flushes: as long as no
    /// sum or count can overflow.
    static std::int64_t most_replicates(std::int64_t patients);

  private:
    kernels::TallyLayout layout_;
    std::vector<std::int64_t> sums_;
    std::vector<std::uint32_t> counts_;
};

/// A total of nothing yet.
TotalTally empty_total(kernels::TallyLayout const& layout);

/// Makes it a total of nothing again.
void clear(TotalTally& total);

/// Adds a block, which has the same layout.
void add_to(TotalTally& total, TotalTally const& block);

}  // namespace vtrial::host
