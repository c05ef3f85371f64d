// The tally that one thread adds to, and its scratch memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
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

    /// So many replicates may be tallied between two flushes. Counts hold patients * replicates in
    /// 32 bits; sums of squared log hazard ratios, at most 51^2 * 2^30 each, in 63 bits.
    static constexpr std::int64_t most_replicates = 1 << 16;
    static_assert(most_replicates * kernels::most_narrow_patients < (std::int64_t{1} << 32));
    static_assert((std::int64_t{51 * 51} << kernels::moment_bits) <
                  std::numeric_limits<std::int64_t>::max() / most_replicates);

  private:
    kernels::TallyLayout layout_;
    std::vector<std::int64_t> sums_;
    std::vector<std::uint32_t> counts_;
};

/// A total of nothing yet.
TotalTally empty_total(kernels::TallyLayout const& layout);

}  // namespace vtrial::host
