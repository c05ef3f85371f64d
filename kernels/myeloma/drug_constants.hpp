// What daratumumab does in this patient's body, how fast the marker is cleared, and how toxicity
// stops the backbone.
#pragma once

#include "kernels/core/relaxation.hpp"
#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

/// One compartment: what a week leaves, and what target-mediated elimination takes in it.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_pharmacokinetics(Team const& team, DaratumumabPlan const& plan,
                                          std::int32_t count, Tile& tile) {
    constexpr double ln_2 = 0x1.62e42fefa39efp-1;
    LognormalPlan const clearance = plan.clearance_per_week;
    LognormalPlan const target_mediated = plan.target_mediated_mg_per_day;
    team.for_each(count, [=, &tile](std::int32_t i) {
        double const rate = draw_lognormal(clearance, normal_of_word(tile.word[2][i]));
        tile.constants.drug_left_a_week[i] = exp2_of(-rate);
    });
    team.for_each(count, [=, &tile](std::int32_t i) {
        double const rate = draw_lognormal(clearance, normal_of_word(tile.word[2][i]));
        double const mg_per_day = draw_lognormal(target_mediated, normal_of_word(tile.word[3][i]));
        // v / k (1 - e^(-7 k)), k the rate of elimination per day
        double const lost = 1.0 - static_cast<double>(exp2_of(-rate));
        tile.state.target_mediated_mg[i] =
            static_cast<float>(mg_per_day * 7.0 * lost / (rate * ln_2));
    });
}

template <class Team, class Tile>
VTRIAL_FUNCTION void set_kills(Team const& team, DaratumumabPlan const& plan, std::int32_t count,
                               Tile& tile) {
    double const per_decade = plan.log2_kill_per_decade_over_70;
    LognormalPlan const kills[] = {plan.fast_kill, plan.immune_kill};
    float* const rates[] = {tile.constants.fast_kill, tile.constants.immune_kill};
    for (int k = 0; k < 2; ++k) {
        LognormalPlan const kill = kills[k];
        float* const rate = rates[k];
        std::uint32_t const* const word = tile.word[k];
        team.for_each(count, [=, &tile](std::int32_t i) {
            double const age = per_decade * tile.covariates.decades_over_70[i];
            rate[i] = exp2_of(age + kill.log2_median + kill.log2_sd * normal_of_word(word[i]));
        });
    }
    double const per_line = plan.log2_fitness_per_further_prior_line;
    double const if_refractory = plan.log2_fitness_if_refractory;
    team.for_each(count, [=, &tile](std::int32_t i) {
        std::int32_t const further = larger(0, tile.covariates.prior_lines[i] - 1);
        tile.constants.log2_fitness[i] = static_cast<float>(
            per_line * further + if_refractory * tile.covariates.is_refractory[i]);
    });
}

/// Everything from purpose `daratumumab`.
template <class Team, class Tile>
VTRIAL_FUNCTION void draw_drug(Team const& team, DaratumumabPlan const& plan,
                               MyelomaPatients const& who, Tile& tile) {
    draw_block(team, who, DrawPurpose::daratumumab, 0, tile);
    set_pharmacokinetics(team, plan, who.count, tile);
    set_kills(team, plan, who.count, tile);
    draw_block(team, who, DrawPurpose::daratumumab, 1, tile);
    double const escape_cycles = plan.escape_cycles;
    team.for_each(who.count, [=, &tile](std::int32_t i) {
        tile.constants.escape_cycles[i] =
            static_cast<float>(escape_cycles * exponential_of_word(tile.word[0][i]));
    });
}

template <class Team, class Tile>
VTRIAL_FUNCTION void set_marker_clearance(Team const& team, MyelomaPlan const& plan,
                                          std::int32_t count, Tile& tile) {
    team.for_each(count, [&](std::int32_t i) {
        float const half_lives =
            plan.immunoglobulin_half_lives_per_cycle[tile.covariates.immunoglobulin[i]];
        tile.constants.half_lives_of_marker[i] = half_lives;
        tile.constants.marker_left[i] = power_of_two(-half_lives);
    });
}

/// The hazard of stopping the first line's backbone for toxicity; and whether daratumumab stops
/// with it, from word 1 of the block that `draw_drug` has drawn last.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_backbone_stop(Team const& team, RegimenPlan const& plan,
                                       std::int32_t count, Tile& tile) {
    team.for_each(count, [&](std::int32_t i) {
        std::int32_t const arm = tile.covariates.arm[i];
        double const decades = tile.covariates.decades_over_70[i];
        double const factor = exp2_of(plan.log2_stop_per_decade_over_70[arm] * decades);
        tile.constants.backbone_stop[i] =
            static_cast<float>(plan.backbone_stop_per_cycle[arm] * factor);
        tile.constants.stops_together[i] =
            is_below(tile.word[1][i], plan.stop_share_with_backbone[arm]);
    });
}

}  // namespace vtrial::kernels
