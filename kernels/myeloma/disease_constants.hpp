// What the patient's disease is like: prognosis, growth, depth, the backbone's kill, and its part
// in death and clinical progression.
#pragma once

#include "kernels/core/fixed_logarithm.hpp"
#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

template <class Team, class Tile>
VTRIAL_FUNCTION void set_prognosis(Team const& team, PrognosisPlan const& plan, std::int32_t count,
                                   Tile& tile) {
    team.for_each(count, [=, &tile](std::int32_t i) {
        std::int32_t const stage = tile.covariates.stage[i];
        double const by_stage =
            select(stage == 1, plan.stage_2, select(stage == 2, plan.stage_3, 0.0));
        double const by_cytogenetics =
            plan.high_risk_cytogenetics * tile.covariates.has_high_risk_cytogenetics[i];
        tile.constants.log2_prognosis[i] =
            static_cast<float>(by_stage + by_cytogenetics - plan.mean);
    });
}

/// Aggressiveness and growth, from words 0 and 1 of the disease.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_growth(Team const& team, DiseasePlan const& plan, std::int32_t count,
                                Tile& tile) {
    team.for_each(count, [&](std::int32_t i) {
        double const aggressiveness = normal_of_word(tile.word[0][i]);
        tile.constants.aggressiveness[i] = static_cast<float>(aggressiveness);
    });
    team.for_each(count, [&](std::int32_t i) {
        double const z = plan.growth_by_aggressiveness * tile.constants.aggressiveness[i] +
                         plan.growth_by_own * normal_of_word(tile.word[1][i]);
        std::int32_t const further = larger(0, tile.covariates.prior_lines[i] - 1);
        double const log2_factor = plan.prognosis.on_growth * tile.constants.log2_prognosis[i] +
                                   plan.growth_per_further_prior_line * further +
                                   plan.growth_if_refractory * tile.covariates.is_refractory[i];
        tile.constants.growth[i] =
            exp2_of(plan.growth.log2_median + plan.growth.log2_sd * z + log2_factor);
    });
}

/// Splits the burden at randomisation, 1, in two clones, from word 2 of the disease; the backbone
/// kills the sensitive one at a rate from word 3.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_clones(Team const& team, DiseasePlan const& plan, std::int32_t count,
                                Tile& tile) {
    team.for_each(count, [&](std::int32_t i) {
        tile.constants.depth_normal[i] = static_cast<float>(normal_of_word(tile.word[2][i]));
    });
    team.for_each(count, [&](std::int32_t i) {
        tile.state.backbone_kill[i] =
            draw_lognormal(plan.backbone_kill, normal_of_word(tile.word[3][i]));
    });
    team.for_each(count, [&](std::int32_t i) {
        double const z = plan.depth_by_aggressiveness * tile.constants.aggressiveness[i] +
                         plan.depth_by_own * tile.constants.depth_normal[i];
        std::int32_t const further = larger(0, tile.covariates.prior_lines[i] - 1);
        double const log2_factor = -plan.prognosis.on_depth * tile.constants.log2_prognosis[i] +
                                   plan.depth_per_further_prior_line * further +
                                   plan.depth_if_refractory * tile.covariates.is_refractory[i];
        double const depth = exp2_of(plan.depth.log2_median + plan.depth.log2_sd * z + log2_factor);
        double const share =
            larger(plan.log2_smallest_share, smaller(plan.log2_largest_share, -depth));
        tile.state.resistant[i] = fixed_logarithm(static_cast<float>(share));
        tile.state.sensitive[i] = fixed_logarithm(log2_of(1.0f - exp2_of(share)));
    });
}

/// Transformation and the thresholds of death and toxicity, from block 1 of the disease.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_thresholds(Team const& team, DiseasePlan const& plan, std::int32_t count,
                                    Tile& tile) {
    double const mean = plan.transformation_cycles;
    team.for_each(count, [=, &tile](std::int32_t i) {
        tile.constants.transformation_cycle[i] =
            static_cast<float>(mean * exponential_of_word(tile.word[0][i]));
    });
    float* const threshold[] = {tile.state.death_left, tile.state.backbone_stop_left,
                                tile.state.daratumumab_stop_left};
    for (int k = 0; k < 3; ++k) {
        float* const left = threshold[k];
        std::uint32_t const* const word = tile.word[k + 1];
        team.for_each(count, [=](std::int32_t i) {
            left[i] = static_cast<float>(exponential_of_word(word[i]));
        });
    }
}

/// Everything from purpose `disease`.
template <class Team, class Tile>
VTRIAL_FUNCTION void draw_disease(Team const& team, DiseasePlan const& plan,
                                  MyelomaPatients const& who, Tile& tile) {
    set_prognosis(team, plan.prognosis, who.count, tile);
    draw_block(team, who, DrawPurpose::disease, 0, tile);
    set_growth(team, plan, who.count, tile);
    set_clones(team, plan, who.count, tile);
    draw_block(team, who, DrawPurpose::disease, 1, tile);
    set_thresholds(team, plan, who.count, tile);
}

/// The parts of hazards that stay, from covariates and aggressiveness.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_hazards(Team const& team, MyelomaPlan const& plan, std::int32_t count,
                                 Tile& tile) {
    MortalityPlan const& death = plan.mortality;
    LognormalPlan const clinical = plan.visits.clinical;
    double const on_death = plan.disease.prognosis.on_death;
    team.for_each(count, [&](std::int32_t i) {
        double const decades = tile.covariates.decades_over_70[i];
        double const grades = tile.covariates.performance_over_reference[i];
        double const aggressiveness = tile.constants.aggressiveness[i];
        tile.constants.log2_disease_death[i] =
            static_cast<float>(death.disease.log2_median + death.disease.log2_sd * aggressiveness +
                               on_death * tile.constants.log2_prognosis[i] +
                               death.disease_per_decade_over_70 * decades +
                               death.disease_per_performance_grade * grades);
        bool const is_male = tile.covariates.is_male[i] != 0;
        double const per_year =
            select(is_male, death.log2_background_per_year[1], death.log2_background_per_year[0]);
        tile.constants.log2_background_death[i] =
            static_cast<float>(select(is_male, death.log2_background[1], death.log2_background[0]) +
                               per_year * 10.0 * decades);
        tile.constants.treatment_death[i] =
            exp2_of(death.log2_treatment + death.treatment_per_decade_over_70 * decades +
                    death.treatment_per_performance_grade * grades);
        tile.constants.clinical_progression[i] = draw_lognormal(clinical, aggressiveness);
    });
}

}  // namespace vtrial::kernels
