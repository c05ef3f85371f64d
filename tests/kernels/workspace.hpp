// What a launcher gives to the kernels, for tests that call them one by one: scratch memory, a
// tally and a team.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/launch/cpu.hpp"
#include "kernels/launch/cpu_team.hpp"

namespace vtrial::kernels::test {

/// The team that tests run kernel templates on; they are compiled for its instruction level.
using Team = CpuTeam<3>;

/// Scratch memory and a tally for a plan, which must outlive it.
template <class Packed>
class WorkspaceOf {
  public:
    explicit WorkspaceOf(Plan const& plan)
        : layout_(layout_of(plan)),
          sums(static_cast<std::size_t>(layout_.sums())),
          counts(static_cast<std::size_t>(layout_.counts())) {
        std::int64_t const bytes = lay_out(plan, thread_shape, nullptr, scratch);
        memory_.resize(static_cast<std::size_t>(bytes) / sizeof(CacheLine) + 1);
        lay_out(plan, thread_shape, memory_.data(), scratch);
    }
    WorkspaceOf(WorkspaceOf const&) = delete;
    WorkspaceOf& operator=(WorkspaceOf const&) = delete;

    TallyView tally(bool has_bands = true) {
        return {layout_, sums.data(), counts.data(), has_bands ? 1 : 0};
    }
    TallyLayout const& layout() const { return layout_; }

  private:
    struct alignas(64) CacheLine {
        std::byte bytes[64];
    };
    TallyLayout layout_;
    std::vector<CacheLine> memory_;

  public:
    std::vector<std::int64_t> sums;
    std::vector<std::uint32_t> counts;
    ScratchOf<Packed> scratch{};
};
using Workspace = WorkspaceOf<std::uint32_t>;

}  // namespace vtrial::kernels::test
