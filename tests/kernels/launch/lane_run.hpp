// Replicates run by BlockTeam with fibers for lanes, and what must come of them.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

#include "kernels/replicate/replicate.hpp"
#include "tests/kernels/launch/fiber_lanes.hpp"
#include "tests/kernels/launch/runs.hpp"

namespace vtrial::kernels::test {

#if defined(VTRIAL_SMALL_TESTS)
inline constexpr std::int32_t some = 1;
#else
inline constexpr std::int32_t some = 8;
#endif

/// Memory laid out for a team of lanes, with a tally and the outcomes of all replicates.
template <class Packed, class Lane = FiberLane>
class LaneRun {
  public:
    LaneRun(Plan const& plan, ScratchShape shape)
        : plan_(plan),
          layout_(layout_of(plan)),
          sums(static_cast<std::size_t>(layout_.sums())),
          counts(static_cast<std::size_t>(layout_.counts())) {
        auto const bytes = lay_out(plan, shape, nullptr, scratch_);
        memory_.resize(static_cast<std::size_t>(bytes) / sizeof(std::max_align_t) + 1);
        lay_out(plan, shape, memory_.data(), scratch_);
    }

    void run(std::int32_t lanes, std::int32_t count) {
        outcomes.resize(static_cast<std::size_t>(count));
        FiberLanes fibers(lanes, 20260131u);
        TallyView const tally{layout_, sums.data(), counts.data(), 1};
        for (std::int32_t i = 0; i < count; ++i) {
            ReplicateOutcome& outcome = outcomes[static_cast<std::size_t>(i)];
            fibers.run([&](std::int32_t lane) {
                ScratchOf<Packed> own = scratch_;  // each lane its own copy of the pointers
                run_replicate(BlockTeam<Lane>(Lane{&fibers, lane}), plan_,
                              static_cast<std::uint64_t>(i), own, tally, outcome);
            });
        }
    }

  private:
    Plan const& plan_;
    TallyLayout layout_;
    std::vector<std::max_align_t> memory_;
    ScratchOf<Packed> scratch_{};

  public:
    std::vector<std::int64_t> sums;
    std::vector<std::uint32_t> counts;
    std::vector<ReplicateOutcome> outcomes;
};

template <class Packed, class Lane = FiberLane>
void expect_the_bits_of_the_cpu(trials::Study const& study, std::int32_t lanes,
                                std::int32_t replicates = some, ScratchShape shape = block_shape) {
    RunRecord expected(study);
    expected.add(InstructionLevel::v3, {0, replicates});
    if (!Lane::has_extras) {
        ASSERT_TRUE(is_plain(expected.tables.plan));
    }
    LaneRun<Packed, Lane> shuffled(expected.tables.plan, shape);
    shuffled.run(lanes, replicates);
    EXPECT_TRUE(shuffled.sums == expected.workspace.sums);
    EXPECT_TRUE(shuffled.counts == expected.workspace.counts);
    for (std::size_t i = 0; i < shuffled.outcomes.size(); ++i) {
        for (int look = 0; look < expected.tables.plan.looks; ++look) {
            EXPECT_TRUE(shuffled.outcomes[i].look[look] == expected.outcomes[i].look[look])
                << "replicate " << i << ", look " << look;
        }
    }
}

}  // namespace vtrial::kernels::test
