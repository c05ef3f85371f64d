// Factors of patients that are covariates of the disease model, instead of being drawn.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "trials/population.hpp"

namespace vtrial::trials {

inline constexpr std::array<char const*, 9> covariate_names{
    "age_years",   "sex",        "iss_stage", "cytogenetic_risk", "ecog",
    "prior_lines", "refractory", "frailty",   "renal_impairment"};

/// What a covariate's values are.
enum class CovariateScale : std::uint8_t {
    number,  ///< levels need cuts
    grade,   ///< a level each, or cuts
    flag     ///< two levels, without cuts
};
CovariateScale scale_of(Covariate covariate);

/// Where each level but the first begins: the cuts stated, else each value by itself.
std::vector<double> cuts_of(PatientFactor const& factor);

/// A factor that is a covariate.
PatientFactor covariate_factor(std::string name, Covariate covariate,
                               std::vector<std::string> levels, std::vector<double> cuts = {});

/// The prevalences of such a factor as far as a patient's profile is drawn: the first level, from
/// which the covariate leads on.
std::vector<double> undrawn_prevalences(std::size_t levels);

}  // namespace vtrial::trials
