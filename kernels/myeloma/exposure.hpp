// Daratumumab in one compartment, a week at a time.
#pragma once

#include "kernels/myeloma/tile.hpp"

namespace vtrial::kernels {

/// The amount in the body and the means over the weeks of a cycle, so far.
struct WeeklyExposure {
    float amount_mg;
    float effect;
    float unoccupied;
};

/// A week that begins with a dose: linear elimination, and a fixed amount taken by the target, the
/// concentration being far above its constant; then the trough adds to the means.
VTRIAL_FUNCTION WeeklyExposure pass_week(WeeklyExposure before, float dose_mg, float left,
                                         float taken_mg, DaratumumabPlan const& drug) {
    float const amount = larger(0.0f, (before.amount_mg + dose_mg) * left - taken_mg);
    float const mg_per_litre = amount * drug.inverse_volume;
    constexpr float share = 1.0f / weeks_of_cycle;
    return {amount,
            before.effect + share * (mg_per_litre / (mg_per_litre + drug.half_effect_mg_per_litre)),
            before.unoccupied + share * (drug.half_occupancy_mg_per_litre /
                                         (mg_per_litre + drug.half_occupancy_mg_per_litre))};
}

/// A cycle of doses. The target shrinks with the tumour once treatment has begun.
template <class Team, class Tile>
VTRIAL_FUNCTION void expose(Team const& team, MyelomaPlan const& plan, std::int32_t cycle,
                            std::int32_t count, Tile& tile) {
    DaratumumabPlan const& drug = plan.daratumumab;
    RegimenPlan const& regimens = plan.regimen;
    auto const start = static_cast<float>(cycle);
    team.for_each(count, [=, &drug, &regimens, &tile](std::int32_t i) {
        auto& now = tile.state;
        std::int32_t const regimen = now.regimen[i];
        std::int32_t const planned =
            regimens.dose_weeks[regimen * most_myeloma_cycles + now.cycles_in_line[i]];
        std::int32_t const weeks = planned & -now.on_daratumumab[i];
        float const dose_mg = now.dose_mg[i];
        auto const dose_of = [=](std::int32_t week) {
            return dose_mg * static_cast<float>((weeks >> week) & 1);
        };
        float const left = tile.constants.drug_left_a_week[i];
        float const taken = now.target_mediated_mg[i];
        WeeklyExposure week{now.amount_mg[i], 0.0f, 0.0f};
        week = pass_week(week, dose_of(0), left, taken, drug);
        week = pass_week(week, dose_of(1), left, taken, drug);
        week = pass_week(week, dose_of(2), left, taken, drug);
        week = pass_week(week, dose_of(3), left, taken, drug);
        now.amount_mg[i] = week.amount_mg;
        now.effect[i] = week.effect;
        now.unoccupied[i] = week.unoccupied;

        std::int32_t const dosed = now.has_been_dosed[i] | (weeks != 0 ? 1 : 0);
        now.has_been_dosed[i] = dosed;
        now.target_mediated_mg[i] =
            taken * select(dosed != 0, drug.target_mediated_left_per_cycle, 1.0f);
        float const last_week =
            select((weeks & 8) != 0, 0.75f,
                   select((weeks & 4) != 0, 0.5f, select((weeks & 2) != 0, 0.25f, 0.0f)));
        now.last_dose_cycle[i] = select(weeks != 0, start + last_week, now.last_dose_cycle[i]);
    });
}

}  // namespace vtrial::kernels
