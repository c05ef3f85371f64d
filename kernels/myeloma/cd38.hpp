// CD38 on the tumour: lost while occupied, back after stopping.
#pragma once

#include "kernels/core/relaxation.hpp"
#include "kernels/myeloma/tile.hpp"

namespace vtrial::kernels {

/// Level above the floor at the end of the cycle and its mean, in closed form.
template <class Team, class Tile>
VTRIAL_FUNCTION void turn_over_cd38(Team const& team, DaratumumabPlan const& drug,
                                    std::int32_t count, Tile& tile) {
    float const range = drug.cd38_range;
    float const loss = drug.log2_cd38_loss;
    float const recovery = drug.log2_cd38_recovery;
    team.for_each(count, [=, &tile](std::int32_t i) {
        auto& now = tile.state;
        float const unoccupied = now.unoccupied[i];
        float const target = range * unoccupied;
        float const rate = (1.0f - unoccupied) * loss + unoccupied * recovery;
        ExponentialMean const left = exponential_mean(-rate);
        float const distance = now.cd38[i] - target;
        now.mean_cd38[i] = target + distance * (left.quotient * log2_of_e);
        now.cd38[i] = target + distance * left.power;
    });
}

}  // namespace vtrial::kernels
