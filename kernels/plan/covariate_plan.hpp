// Strata and biomarkers that are covariates of the disease model.
#pragma once

#include <cstdint>

namespace vtrial::kernels {

/// As a number: years, stage 1 to 3, grade, lines; else 0 or 1: male, high risk, refractory, frail,
/// impaired.
enum class Covariate : std::int32_t {
    age_years,
    sex,
    iss_stage,
    cytogenetic_risk,
    ecog,
    prior_lines,
    refractory,
    frailty,
    renal_impairment
};
inline constexpr int most_covariate_cuts = 7;

/// The level of a patient is the number of cuts at or below the covariate.
struct CovariateFactorPlan {
    Covariate covariate;
    std::int32_t profiles_a_level;  ///< by which a level more raises the profile
    std::int32_t cuts;
    float cut[most_covariate_cuts];
};

}  // namespace vtrial::kernels
