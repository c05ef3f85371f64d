// Progression without a rise of the marker, and who is seen at a visit otherwise.
#pragma once

#include "kernels/core/compiler.hpp"
#include "kernels/myeloma/tile.hpp"

namespace vtrial::kernels {

/// Sets the cycle's clinical progressions, at their interpolated times, and the visits of those who
/// are alive and in a line without one.
template <class Team, class Tile>
VTRIAL_FUNCTION void progress_clinically(Team const& team, DiseaseVisitsPlan const& plan,
                                         std::int32_t cycle, std::int32_t count, Tile& tile) {
    auto const start = static_cast<float>(cycle);
    float const by_burden = plan.clinical_by_burden;
    bool const all_are_seen = cycle < plan.cycles_seen_by_all;
    std::int32_t const every = plan.later_every_cycles;
    std::int32_t const place = cycle % every;
    team.for_each(count, [=, &tile](std::int32_t i) {
        auto& now = tile.state;
        bool const is_followed = (now.is_alive[i] & now.is_in_line[i]) != 0;
        float const hazard =
            by_burden * square_root(now.mean_burden[i]) + tile.constants.clinical_progression[i];
        float const left = now.clinical_left[i];
        now.clinical_left[i] = left - select(is_followed, hazard, 0.0f);
        bool const progresses = is_followed & (hazard > left);
        now.progression_cycle[i] = select(progresses, start + left / hazard, never_cycles);
        // (cycle + offset) modulo `every`, both being below it
        std::int32_t const sum = place + tile.constants.visit_offset[i];
        bool const is_due = all_are_seen | (sum == 0) | (sum == every);
        now.is_visited[i] = (is_followed & !progresses & is_due) ? 1 : 0;
    });
}

}  // namespace vtrial::kernels
