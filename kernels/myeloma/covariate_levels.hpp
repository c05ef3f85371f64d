// The profile of a patient, as far as its factors are covariates of the disease model.
#pragma once

#include "kernels/myeloma/covariates.hpp"
#include "kernels/patients/enrol.hpp"

namespace vtrial::kernels {

/// The simplified frailty score (Facon, Leukemia 2020): age above 75 and above 80, a comorbidity
/// index above 1 and each grade of ECOG to 2 count one; from 2 on a patient is frail.
template <class Tile>
VTRIAL_FUNCTION bool is_frail(Tile const& tile, std::int32_t i) {
    auto const& own = tile.covariates;
    std::int32_t const of_age =
        (own.age_years[i] > 75.0f ? 1 : 0) + (own.age_years[i] > 80.0f ? 1 : 0);
    return of_age + own.is_comorbid[i] + smaller(own.performance[i], 2) >= 2;
}

/// The array of a covariate that is a whole number.
template <class Tile>
VTRIAL_FUNCTION std::int32_t const* whole_numbers(Tile const& tile, Covariate covariate) {
    auto const& own = tile.covariates;
    switch (covariate) {
        case Covariate::sex:
            return own.is_male;
        case Covariate::iss_stage:
            return own.stage;
        case Covariate::cytogenetic_risk:
            return own.has_high_risk_cytogenetics;
        case Covariate::ecog:
            return own.performance;
        case Covariate::refractory:
            return own.is_refractory;
        case Covariate::renal_impairment:
            return own.has_renal_impairment;
        default:
            return own.prior_lines;
    }
}

/// A covariate of all patients of a tile.
template <class Team, class Tile>
VTRIAL_FUNCTION void take_values(Team const& team, Tile const& tile, Covariate covariate,
                                 std::int32_t count, float* value) {
    if (covariate == Covariate::age_years) {
        team.for_each(count,
                      [=, &tile](std::int32_t i) { value[i] = tile.covariates.age_years[i]; });
    } else if (covariate == Covariate::frailty) {
        team.for_each(count,
                      [=, &tile](std::int32_t i) { value[i] = is_frail(tile, i) ? 1.0f : 0.0f; });
    } else {
        std::int32_t const* const number = whole_numbers(tile, covariate);
        std::int32_t const least = covariate == Covariate::iss_stage ? 1 : 0;
        team.for_each(count,
                      [=](std::int32_t i) { value[i] = static_cast<float>(number[i] + least); });
    }
}

/// Leads the patients, whose profiles have been drawn with such factors at their first level, on to
/// the profiles of their covariates. The course draws the same covariates again.
template <class Team>
VTRIAL_APART VTRIAL_FLATTEN void set_covariate_levels(Team const& team, Plan const& plan,
                                                      std::uint64_t replicate, Patients patients) {
    constexpr int size = Team::disease_patients;
    MyelomaTile<size> tile;
    float value[size];
    for (std::int32_t begin = 0; begin < patients.count; begin += size) {
        Patients const part = patients.part(begin, smaller(size, patients.count - begin));
        team.for_each(part.count, [=, &tile](std::int32_t i) {
            tile.number[i] = static_cast<std::uint32_t>(part.first + i);
        });
        draw_covariates(team, plan.myeloma[0].covariates, {plan.seed, replicate, part.count}, tile);
        for (std::int64_t k = 0; k < plan.covariate_factors.size; ++k) {
            CovariateFactorPlan const& factor = plan.covariate_factors[k];
            take_values(team, tile, factor.covariate, part.count, value);
            for (std::int32_t level = 0; level < factor.cuts; ++level) {
                float const cut = factor.cut[level];
                std::int32_t const step = factor.profiles_a_level;
                team.for_each(part.count, [=, &value](std::int32_t i) {
                    std::int32_t const profile = part.profile[i] + (value[i] >= cut ? step : 0);
                    part.profile[i] = static_cast<std::int16_t>(profile);
                });
            }
        }
    }
    if (plan.profiles_a_stratum > 1) {
        set_strata(team, plan, patients);
    }
}

}  // namespace vtrial::kernels
