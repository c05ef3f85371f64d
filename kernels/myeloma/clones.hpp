// Two clones: growth, kill, and the marker that they leave in blood or urine. Burdens are relative
// to randomisation, rates those of base-2 logarithms.
#pragma once

#include "kernels/core/fixed_logarithm.hpp"
#include "kernels/core/relaxation.hpp"
#include "kernels/myeloma/tile.hpp"

namespace vtrial::kernels {

/// Gompertz: the growth rate at a burden relative to that at randomisation, not below 0.
VTRIAL_FUNCTION float gompertz_factor(float log2_burden, float inverse_log2_plateau) {
    return larger(0.0f, 1.0f - log2_burden * inverse_log2_plateau);
}

/// What a clone that grows at a rate leaves in the marker in a cycle: k (N - M) integrated.
VTRIAL_FUNCTION float marker_of_clone(float burden, float rate, float half_lives, float left) {
    return burden * left * half_lives * exponential_mean(rate + half_lives).quotient;
}

/// A clone after a time of growth at a rate, within the limits of its logarithm.
VTRIAL_FUNCTION std::int32_t grown(std::int32_t clone, float rate, std::int32_t least) {
    constexpr std::int32_t most = 100 << fixed_logarithm_bits;
    return smaller(most, larger(least, clone + fixed_logarithm(rate)));
}

/// The growth rate at baseline burden in this cycle: cytostasis, line and transformation.
template <class Tile>
VTRIAL_FUNCTION float growth_at_baseline(DiseasePlan const& plan, Tile const& tile, float start,
                                         std::int32_t i) {
    float const cytostasis = plan.growth_share_lost *
                             select(tile.state.line[i] == 1, tile.state.immunomodulation[i], 0.0f);
    float const transformed = select(start >= tile.constants.transformation_cycle[i],
                                     plan.transformation_growth_factor, 1.0f);
    return tile.constants.growth[i] * tile.state.line_growth_factor[i] * (1.0f - cytostasis) *
           transformed;
}

/// The net rate at which the resistant clone grows in the cycle. Growth is that of the burden in
/// the middle of it, as far as the rates at its start carry it.
template <class Tile>
VTRIAL_FUNCTION float net_rate(DiseasePlan const& plan, Tile const& tile, float start,
                               float backbone, std::int32_t i) {
    auto const& now = tile.state;
    float const slope = plan.inverse_log2_plateau;
    std::int32_t const least = plan.smallest_burden;
    float const growth = growth_at_baseline(plan, tile, start, i);
    float const kill = now.daratumumab_kill[i];
    float const first = growth * gompertz_factor(now.log2_burden[i], slope) - kill;
    float const middle =
        log2_of(power_of_fixed(grown(now.sensitive[i], 0.5f * (first - backbone), least)) +
                power_of_fixed(grown(now.resistant[i], 0.5f * first, least)));
    return growth * gompertz_factor(middle, slope) - kill;
}

/// A cycle of both clones and the marker.
template <class Team, class Tile>
VTRIAL_FUNCTION void grow(Team const& team, DiseasePlan const& plan, std::int32_t cycle,
                          std::int32_t count, Tile& tile) {
    auto const start = static_cast<float>(cycle);
    team.for_each(count, [=, &plan, &tile](std::int32_t i) {
        auto& now = tile.state;
        float const backbone = now.backbone_kill_now[i];
        float const rate = net_rate(plan, tile, start, backbone, i);
        float const half_lives = tile.constants.half_lives_of_marker[i];
        float const left = tile.constants.marker_left[i];
        float const sensitive = power_of_fixed(now.sensitive[i]);
        float const resistant = power_of_fixed(now.resistant[i]);
        now.marker[i] = now.marker[i] * left +
                        marker_of_clone(sensitive, rate - backbone, half_lives, left) +
                        marker_of_clone(resistant, rate, half_lives, left);
        std::int32_t const next_sensitive =
            grown(now.sensitive[i], rate - backbone, plan.smallest_burden);
        std::int32_t const next_resistant = grown(now.resistant[i], rate, plan.smallest_burden);
        now.sensitive[i] = next_sensitive;
        now.resistant[i] = next_resistant;
        float const burden = power_of_fixed(next_sensitive) + power_of_fixed(next_resistant);
        now.log2_start_burden[i] = now.log2_burden[i];
        now.log2_burden[i] = log2_of(burden);
        now.mean_burden[i] = 0.5f * (sensitive + resistant + burden);
    });
}

}  // namespace vtrial::kernels
