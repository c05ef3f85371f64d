// Who the patient is.
#pragma once

#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

/// The level of each patient: how many begin at or below the uniform of its word.
template <class Team>
VTRIAL_FUNCTION void set_levels(Team const& team, LevelsPlan const& levels, std::int32_t count,
                                std::uint32_t const* word, std::int32_t* level) {
    team.for_each(count, [=](std::int32_t i) { level[i] = 0; });
    for (std::int32_t k = 1; k < levels.count; ++k) {
        double const begins = levels.begins[k];
        team.for_each(count, [=](std::int32_t i) { level[i] += 1 - is_below(word[i], begins); });
    }
}

template <class Team>
VTRIAL_FUNCTION void set_flags(Team const& team, double share, std::int32_t count,
                               std::uint32_t const* word, std::int32_t* flag) {
    team.for_each(count, [=](std::int32_t i) { flag[i] = is_below(word[i], share); });
}

/// From a normal distribution between the youngest and the oldest enrolled.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_age(Team const& team, CovariatesPlan const& plan, std::int32_t count,
                             Tile& tile) {
    double const mean = plan.age_mean_years;
    double const sd = plan.age_sd_years;
    double const youngest = plan.youngest_years;
    double const oldest = plan.oldest_years;
    double const below = plan.share_below_youngest;
    double const between = plan.share_between;
    team.for_each(count, [=, &tile](std::int32_t i) {
        double const probability = below + between * open_uniform_double(tile.word[0][i]);
        double const drawn = mean + sd * normal_quantile<false>(probability);
        double const age = larger(youngest, smaller(oldest, drawn));
        tile.covariates.age_years[i] = static_cast<float>(age);
        tile.covariates.decades_over_70[i] = static_cast<float>((age - 70.0) * 0.1);
    });
}

/// Performance as grades over that from which it is counted; prior lines, and whether the patient
/// is refractory to their drugs, from the level of prior lines.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_history(Team const& team, CovariatesPlan const& plan, std::int32_t count,
                                 Tile& tile) {
    constexpr float reference_performance = 0.8f;
    set_levels(team, plan.prior_line_levels, count, tile.word[1], tile.covariates.prior_lines);
    team.for_each(count, [=, &tile, &plan](std::int32_t i) {
        auto& own = tile.covariates;
        std::int32_t const level = own.prior_lines[i];
        own.is_refractory[i] = is_below(tile.word[2][i], plan.refractory_share[level]);
        own.prior_lines[i] = plan.prior_lines[level];
        own.performance_over_reference[i] =
            static_cast<float>(own.performance[i]) - reference_performance;
    });
}

/// How the disease is measured, from the immunoglobulin, and the marker's level.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_measurement(Team const& team, CovariatesPlan const& plan,
                                     std::int32_t count, Tile& tile) {
    double const urine = plan.urine_share_of_light_chain;
    double const either = plan.urine_or_free_share_of_light_chain;
    double const log2_sd = plan.marker_log2_sd;
    team.for_each(count, [=, &tile](std::int32_t i) {
        std::int32_t const is_light_chain = tile.covariates.immunoglobulin[i] == 2 ? 1 : 0;
        std::int32_t const is_urine = is_below(tile.word[0][i], urine);
        std::int32_t const is_either = is_below(tile.word[0][i], either);
        tile.covariates.measured_in[i] = is_light_chain * (2 * is_either - is_urine);
    });
    team.for_each(count, [=, &tile, &plan](std::int32_t i) {
        BaselineMarkerPlan const& marker = plan.marker[tile.covariates.measured_in[i]];
        float const drawn = exp2_of(marker.log2_median + log2_sd * normal_of_word(tile.word[1][i]));
        tile.covariates.baseline_marker[i] =
            larger(marker.smallest, smaller(marker.largest, drawn));
    });
}

/// All covariates but the arm.
template <class Team, class Tile>
VTRIAL_FUNCTION void draw_covariates(Team const& team, CovariatesPlan const& plan,
                                     MyelomaPatients const& who, Tile& tile) {
    auto& own = tile.covariates;
    draw_block(team, who, DrawPurpose::covariates, 0, tile);
    set_age(team, plan, who.count, tile);
    set_flags(team, plan.male_share, who.count, tile.word[1], own.is_male);
    set_levels(team, plan.stages, who.count, tile.word[2], own.stage);
    set_flags(team, plan.high_risk_cytogenetics_share, who.count, tile.word[3],
              own.has_high_risk_cytogenetics);
    draw_block(team, who, DrawPurpose::covariates, 1, tile);
    set_levels(team, plan.performances, who.count, tile.word[0], own.performance);
    set_history(team, plan, who.count, tile);
    set_levels(team, plan.immunoglobulins, who.count, tile.word[3], own.immunoglobulin);
    draw_block(team, who, DrawPurpose::covariates, 2, tile);
    set_measurement(team, plan, who.count, tile);
    set_flags(team, plan.comorbidity_share, who.count, tile.word[2], own.is_comorbid);
    set_flags(team, plan.renal_impairment_share, who.count, tile.word[3], own.has_renal_impairment);
}

}  // namespace vtrial::kernels
