// The immune system freed of suppressor cells: builds up under the drug and outlasts it. And the
// escape of a disease from both effects.
#pragma once

#include "kernels/myeloma/tile.hpp"

namespace vtrial::kernels {

struct BuiltUp {
    float mean;
    float end;
};

/// A cycle toward the drug's effect, faster up than down.
VTRIAL_FUNCTION BuiltUp build_up(BuildUpPlan const& plan, float state, float target) {
    bool const is_up = target > state;
    float const distance = state - target;
    return {target + distance * select(is_up, plan.mean_up, plan.mean_down),
            target + distance * select(is_up, plan.left_up, plan.left_down)};
}

template <class Team, class Tile>
VTRIAL_FUNCTION void build_up_immunity(Team const& team, MyelomaPlan const& plan,
                                       std::int32_t count, Tile& tile) {
    ImmuneStatePlan const state = plan.immune_state;
    float const escape_left = plan.daratumumab.escape_left_per_cycle;
    team.for_each(count, [=, &tile](std::int32_t i) {
        auto& now = tile.state;
        BuiltUp const slow = build_up(state.slow, now.slow_immune[i], now.effect[i]);
        BuiltUp const rapid = build_up(state.rapid, now.rapid_immune[i], now.effect[i]);
        now.slow_immune[i] = slow.end;
        now.rapid_immune[i] = rapid.end;
        now.mean_immune[i] =
            (1.0f - state.rapid_share) * slow.mean + state.rapid_share * rapid.mean;

        float const treated = now.treated_cycles[i] + static_cast<float>(now.on_daratumumab[i]);
        now.treated_cycles[i] = treated;
        now.effect_left[i] *= select(treated > tile.constants.escape_cycles[i], escape_left, 1.0f);
    });
}

}  // namespace vtrial::kernels
