// What daratumumab kills of both clones.
#pragma once

#include "kernels/core/relaxation.hpp"
#include "kernels/myeloma/tile.hpp"

namespace vtrial::kernels {

/// What progression on daratumumab has left of its effect.
VTRIAL_FUNCTION float effect_after_progression(DaratumumabPlan const& drug, bool is_refractory,
                                               bool on_daratumumab, bool is_in_line) {
    bool const is_reused = on_daratumumab | (drug.is_lost_only_when_reused == 0);
    bool const is_felt = is_in_line | (drug.is_lost_only_in_lines == 0);
    return select(is_refractory & is_reused & is_felt, drug.effect_when_lost, 1.0f);
}

/// The fast kill needs CD38, the slow one does not; rates hold for the cycle.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_daratumumab_kill(Team const& team, DaratumumabPlan const& drug,
                                          std::int32_t count, Tile& tile) {
    team.for_each(count, [&](std::int32_t i) {
        auto& now = tile.state;
        float const cd38 = larger(
            0.0f, (now.mean_cd38[i] + drug.cd38_of_kill_at_floor) * drug.inverse_cd38_of_kill);
        // times 1 where the exponent is 1; the smallest normal number has a logarithm
        float const bent =
            cd38 * power_of_two(drug.cd38_exponent_less_1 * log2_of(larger(cd38, 0x1p-126f)));
        float const immunomodulation = now.immunomodulation[i];
        float const alone = drug.share_without_immunomodulation;
        float const synergy = alone + (1.0f - alone) * immunomodulation;
        float const fitness =
            power_of_two(tile.constants.log2_fitness[i] *
                         (1.0f - drug.fitness_restored_by_immunomodulation * immunomodulation));
        float const fast = tile.constants.fast_kill[i] * now.effect[i] * bent * synergy;
        float const slow = tile.constants.immune_kill[i] * now.mean_immune[i];
        float const left =
            now.effect_left[i] * effect_after_progression(drug, now.is_refractory[i] != 0,
                                                          now.on_daratumumab[i] != 0,
                                                          now.is_in_line[i] != 0);
        now.daratumumab_kill[i] = fitness * left * (fast + slow);
    });
}

}  // namespace vtrial::kernels
