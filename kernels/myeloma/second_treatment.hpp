// Patients who go on to the regimen of their second randomisation.
#pragma once

#include "kernels/core/relaxation.hpp"
#include "kernels/myeloma/tile.hpp"
#include "kernels/myeloma/treatment.hpp"

namespace vtrial::kernels {

/// At the start of the planned cycle: those who are alive, in their first line, respond as asked
/// and have an arm change to its regimen. What toxicity has stopped before is not given again.
template <class Team, class Tile>
VTRIAL_FUNCTION void start_second_treatment(Team const& team, MyelomaPlan const& plan,
                                            std::int32_t count, Tile& tile) {
    RegimenPlan const& regimens = plan.regimen;
    std::int32_t const row = plan.second_treatment.response_row;
    float const today = static_cast<float>(plan.second_treatment.cycle) * days_of_cycle;
    team.for_each(count, [=, &regimens, &tile](std::int32_t i) {
        auto& now = tile.state;
        bool const is_treated = (now.line[i] == 1) & ((now.is_in_line[i] & now.is_alive[i]) != 0);
        float const response =
            value_of_row<response_depths>(tile, tile.course.response_days, larger(row, 0), i);
        bool const responds = (row < 0) | (response < never_cycles);
        std::int32_t const arm = tile.second_arm[i];
        bool const changes = is_treated & responds & (arm >= 0);
        std::int32_t const regimen = select(changes, second_regimen + arm, now.regimen[i]);
        double const decades = tile.covariates.decades_over_70[i];
        double const stop = regimens.backbone_stop_per_cycle[regimen] *
                            exp2_of(regimens.log2_stop_per_decade_over_70[regimen] * decades);
        prescribe(regimens, regimen, i, tile);
        tile.constants.backbone_stop[i] =
            select(changes, static_cast<float>(stop), tile.constants.backbone_stop[i]);
        now.backbone_is_stopped[i] =
            select(changes, now.backbone_stop_left[i] < 0.0f ? 1 : 0, now.backbone_is_stopped[i]);
        std::int32_t const has_daratumumab =
            now.daratumumab_stop_left[i] < 0.0f ? 0 : regimens.has_daratumumab[regimen];
        now.on_daratumumab[i] = select(changes, has_daratumumab, now.on_daratumumab[i]);
        tile.course.second_days[i] = select(changes, today, tile.course.second_days[i]);
    });
}

}  // namespace vtrial::kernels
