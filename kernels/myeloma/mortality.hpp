// Death: of people of this age and sex, of the disease, under treatment.
#pragma once

#include "kernels/core/relaxation.hpp"
#include "kernels/myeloma/tile.hpp"

namespace vtrial::kernels {

/// The disease's hazard in a cycle.
template <class Tile>
VTRIAL_FUNCTION float disease_hazard(MortalityPlan const& plan, Tile const& tile, std::int32_t i) {
    auto const& now = tile.state;
    float const rise = larger(0.0f, now.log2_burden[i] - now.log2_start_burden[i]);
    float const log2_hazard = tile.constants.log2_disease_death[i] +
                              plan.burden_exponent * log2_of(now.mean_burden[i]) +
                              plan.log2_per_failed_line * static_cast<float>(now.failed_lines[i]) +
                              select(now.is_refractory[i] != 0, plan.log2_if_refractory, 0.0f);
    return power_of_two(log2_hazard) * (1.0f + plan.growth_cycles * rise);
}

/// What age adds to the base-2 logarithm of the background's hazard by the start of a cycle.
struct AgedBackground {
    VTRIAL_FUNCTION AgedBackground(MortalityPlan const& plan, std::int32_t cycle)
        : women(static_cast<float>(plan.log2_background_per_cycle[0] * cycle)),
          men(static_cast<float>(plan.log2_background_per_cycle[1] * cycle)) {}

    float women;
    float men;
};

/// The hazards of death in a cycle.
struct DeathHazard {
    float background;
    float of_disease;
    float of_treatment;

    VTRIAL_FUNCTION float all() const { return background + of_disease + of_treatment; }
};
template <class Tile>
VTRIAL_FUNCTION DeathHazard death_hazard(MortalityPlan const& plan, AgedBackground const& aged,
                                         Tile const& tile, std::int32_t i) {
    auto const& now = tile.state;
    float const years = select(tile.covariates.is_male[i] != 0, aged.men, aged.women);
    float const early = plan.early_excess * power_of_two(plan.log2_early_left_per_cycle *
                                                         static_cast<float>(now.cycles_in_line[i]));
    std::int32_t const is_treated =
        now.is_in_line[i] & (now.on_backbone[i] | now.on_daratumumab[i]);
    return {power_of_two(tile.constants.log2_background_death[i] + years),
            disease_hazard(plan, tile, i),
            select(is_treated != 0, tile.constants.treatment_death[i] * (1.0f + early), 0.0f)};
}

/// Uses up the patients' thresholds; who dies does so at the interpolated time.
template <class Team, class Tile>
VTRIAL_FUNCTION void let_die(Team const& team, MortalityPlan const& plan, std::int32_t cycle,
                             std::int32_t count, Tile& tile) {
    auto const start = static_cast<float>(cycle);
    AgedBackground const aged(plan, cycle);
    team.for_each(count, [=, &plan, &tile](std::int32_t i) {
        auto& now = tile.state;
        float const hazard = death_hazard(plan, aged, tile, i).all();
        float const left = now.death_left[i];
        now.death_left[i] = left - hazard;
        bool const dies = (now.is_alive[i] != 0) & (hazard > left);
        now.is_alive[i] = select(dies, 0, now.is_alive[i]);
        float const day = (start + left / hazard) * days_of_cycle;
        tile.course.death_days[i] = select(dies, day, tile.course.death_days[i]);
    });
}

}  // namespace vtrial::kernels
