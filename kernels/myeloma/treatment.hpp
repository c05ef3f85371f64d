// What is given in a cycle, and what toxicity stops at its end.
#pragma once

#include "kernels/core/relaxation.hpp"
#include "kernels/myeloma/tile.hpp"

namespace vtrial::kernels {

/// A patient goes on to a regimen.
template <class Tile>
VTRIAL_FUNCTION void prescribe(RegimenPlan const& plan, std::int32_t regimen, std::int32_t i,
                               Tile& tile) {
    auto& now = tile.state;
    now.regimen[i] = regimen;
    now.dose_mg[i] = plan.dose_mg[regimen];
    now.regimen_immunomodulation[i] = plan.immunomodulation[regimen];
    now.early_stop_cycles[i] = plan.early_stop_cycles[regimen];
    now.early_stop_factor[i] = plan.early_stop_factor[regimen];
    now.daratumumab_stop[i] = plan.daratumumab_stop_per_cycle[regimen];
    now.daratumumab_cycles[i] = plan.daratumumab_cycles[regimen];
}

/// Whether the backbone is given in this cycle, its immunomodulation, and its kill, which declines.
template <class Team, class Tile>
VTRIAL_FUNCTION void give_backbone(Team const& team, MyelomaPlan const& trial, std::int32_t count,
                                   Tile& tile) {
    RegimenPlan const& plan = trial.regimen;
    float const log2_decline = trial.disease.log2_backbone_kill_per_cycle;
    team.for_each(count, [=, &plan, &tile](std::int32_t i) {
        auto& now = tile.state;
        std::int32_t const regimen = now.regimen[i];
        bool const is_planned =
            plan.has_backbone[regimen * most_myeloma_cycles + now.cycles_in_line[i]] != 0;
        bool const is_given =
            (now.is_in_line[i] != 0) & (now.backbone_is_stopped[i] == 0) & is_planned;
        now.on_backbone[i] = is_given ? 1 : 0;
        now.immunomodulation[i] = select(is_given, now.regimen_immunomodulation[i], 0.0f);
        float const kill = now.backbone_kill[i] *
                           power_of_two(log2_decline * static_cast<float>(now.cycles_in_line[i]));
        now.backbone_kill_now[i] = select(is_given, kill, 0.0f);
    });
}

/// At the end of a cycle: in the first line toxicity may stop the backbone, daratumumab with it or
/// once it is alone, which ends for good after its last dose.
template <class Team, class Tile>
VTRIAL_FUNCTION void pass_cycle(Team const& team, std::int32_t count, Tile& tile) {
    team.for_each(count, [&](std::int32_t i) {
        auto& now = tile.state;
        bool const on_backbone = now.on_backbone[i] != 0;
        bool const on_daratumumab = now.on_daratumumab[i] != 0;
        bool const is_first_line = (now.line[i] == 1) & (now.is_in_line[i] != 0);

        float const early = select(now.cycles_in_line[i] < now.early_stop_cycles[i],
                                   now.early_stop_factor[i], 1.0f);
        float const backbone_hazard =
            select(is_first_line & on_backbone, early * tile.constants.backbone_stop[i], 0.0f);
        float const backbone_left = now.backbone_stop_left[i] - backbone_hazard;
        now.backbone_stop_left[i] = backbone_left;
        now.backbone_is_stopped[i] =
            select(is_first_line & (backbone_left < 0.0f), 1, now.backbone_is_stopped[i]);
        bool const stops_too = is_first_line & on_backbone & on_daratumumab &
                               (backbone_left < 0.0f) & (tile.constants.stops_together[i] != 0);

        bool const is_alone = is_first_line & !on_backbone & on_daratumumab;
        float const daratumumab_left =
            select(stops_too, -1.0f,
                   now.daratumumab_stop_left[i] - select(is_alone, now.daratumumab_stop[i], 0.0f));
        now.daratumumab_stop_left[i] = daratumumab_left;
        std::int32_t const cycles = now.cycles_in_line[i] + now.is_in_line[i];
        bool const ends = stops_too | (is_alone & (daratumumab_left < 0.0f)) |
                          (cycles >= now.daratumumab_cycles[i]);
        now.on_daratumumab[i] = select(ends, 0, now.on_daratumumab[i]);
        now.cycles_in_line[i] = cycles;
    });
}

}  // namespace vtrial::kernels
