// Two clones: growth, kill, and the marker that they leave in blood or urine. Burdens are base-2
// logarithms, relative to randomisation.
#pragma once

#include "kernels/core/relaxation.hpp"
#include "kernels/myeloma/tile.hpp"

namespace vtrial::kernels {

/// Gompertz: the growth rate at a burden relative to that at randomisation, not below 0.
VTRIAL_FUNCTION float gompertz_factor(float log2_burden, float inverse_log2_plateau) {
    return larger(0.0f, 1.0f - log2_burden * inverse_log2_plateau);
}

/// What a clone that grows at a rate leaves in the marker in a cycle: k (N - M) integrated.
VTRIAL_FUNCTION float marker_of_clone(float log2_clone, float rate, float half_lives, float left) {
    return power_of_two(log2_clone) * left * half_lives *
           exponential_mean(rate + half_lives).quotient;
}

/// The growth rate at baseline burden in this cycle: cytostasis, line and transformation.
template <class Tile>
VTRIAL_FUNCTION float growth_at_baseline(DiseasePlan const& plan, Tile const& tile, float start,
                                         std::int32_t i) {
    std::int32_t const line = tile.state.line[i];
    float const of_line =
        plan.line_growth_factor[tile.state.is_refractory[i] * most_lines + line - 1];
    float const cytostasis =
        plan.growth_share_lost * select(line == 1, tile.state.immunomodulation[i], 0.0f);
    float const transformed = select(start >= tile.constants.transformation_cycle[i],
                                     plan.transformation_growth_factor, 1.0f);
    return tile.constants.growth[i] * of_line * (1.0f - cytostasis) * transformed;
}

/// A cycle of both clones and the marker. Growth is that of the burden in the middle of the cycle
/// as far as the rates at its start carry it.
template <class Team, class Tile>
VTRIAL_FUNCTION void grow(Team const& team, DiseasePlan const& plan, std::int32_t cycle,
                          std::int32_t count, Tile& tile) {
    auto const start = static_cast<float>(cycle);
    team.for_each(count, [=, &plan, &tile](std::int32_t i) {
        auto& now = tile.state;
        float const least = plan.log2_smallest_burden;
        float const slope = plan.inverse_log2_plateau;
        float const growth = growth_at_baseline(plan, tile, start, i);
        float const kill = now.daratumumab_kill[i];
        float const backbone = select(now.on_backbone[i] != 0, now.backbone_kill[i], 0.0f);
        float const sensitive = now.log2_sensitive[i];
        float const resistant = now.log2_resistant[i];
        float const log2_burden = now.log2_burden[i];
        float const first = growth * gompertz_factor(log2_burden, slope) - kill;
        float const middle =
            log2_of(power_of_two(larger(least, sensitive + 0.5f * (first - backbone))) +
                    power_of_two(larger(least, resistant + 0.5f * first)));
        float const rate = growth * gompertz_factor(middle, slope) - kill;

        float const half_lives = tile.constants.half_lives_of_marker[i];
        float const left = tile.constants.marker_left[i];
        now.marker[i] = now.marker[i] * left +
                        marker_of_clone(sensitive, rate - backbone, half_lives, left) +
                        marker_of_clone(resistant, rate, half_lives, left);
        now.log2_sensitive[i] = larger(least, sensitive + (rate - backbone));
        now.log2_resistant[i] = larger(least, resistant + rate);
    });
    team.for_each(count, [&](std::int32_t i) {
        auto& now = tile.state;
        float const burden =
            power_of_two(now.log2_sensitive[i]) + power_of_two(now.log2_resistant[i]);
        float const before = now.log2_burden[i];
        now.log2_start_burden[i] = before;
        now.log2_burden[i] = log2_of(burden);
        now.mean_burden[i] = 0.5f * (power_of_two(before) + burden);
    });
}

}  // namespace vtrial::kernels
