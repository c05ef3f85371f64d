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

template <class Tile>
VTRIAL_FUNCTION float value_of(Tile const& tile, Covariate covariate, std::int32_t i) {
    auto const& own = tile.covariates;
    auto const number = [](std::int32_t value) { return static_cast<float>(value); };
    switch (covariate) {
        case Covariate::age_years:
            return own.age_years[i];
        case Covariate::sex:
            return number(own.is_male[i]);
        case Covariate::iss_stage:
            return number(own.stage[i] + 1);
        case Covariate::cytogenetic_risk:
            return number(own.has_high_risk_cytogenetics[i]);
        case Covariate::ecog:
            return number(own.performance[i]);
        case Covariate::prior_lines:
            return number(own.prior_lines[i]);
        case Covariate::refractory:
            return number(own.is_refractory[i]);
        case Covariate::frailty:
            return is_frail(tile, i) ? 1.0f : 0.0f;
        case Covariate::renal_impairment:
            return number(own.has_renal_impairment[i]);
    }
    return 0.0f;
}

/// Leads the patients, whose profiles have been drawn with such factors at their first level, on to
/// the profiles of their covariates. The course draws the same covariates again.
template <class Team>
VTRIAL_APART VTRIAL_FLATTEN void set_covariate_levels(Team const& team, Plan const& plan,
                                                      std::uint64_t replicate, Patients patients) {
    constexpr int size = Team::disease_patients;
    MyelomaTile<size> tile;
    for (std::int32_t begin = 0; begin < patients.count; begin += size) {
        Patients const part = patients.part(begin, smaller(size, patients.count - begin));
        draw_covariates(team, plan.myeloma[0].covariates,
                        {plan.seed, replicate, part.first, part.count}, tile);
        for (std::int64_t k = 0; k < plan.covariate_factors.size; ++k) {
            CovariateFactorPlan const& factor = plan.covariate_factors[k];
            team.for_each(part.count, [&](std::int32_t i) {
                float const value = value_of(tile, factor.covariate, i);
                std::int32_t level = 0;
                for (std::int32_t cut = 0; cut < factor.cuts; ++cut) {
                    level += value >= factor.cut[cut] ? 1 : 0;
                }
                part.profile[i] =
                    static_cast<std::int16_t>(part.profile[i] + level * factor.profiles_a_level);
            });
        }
    }
    if (plan.profiles_a_stratum > 1) {
        set_strata(team, plan, patients);
    }
}

}  // namespace vtrial::kernels
