// Profiles: the combinations of the levels of all factors of a patient, stratification factors
// first, then biomarkers; the last factor's level changes fastest. So the profiles of a stratum are
// consecutive, and without biomarkers the profiles are the strata.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "trials/study.hpp"

namespace vtrial::trials {

/// The stratification factors, then the biomarkers.
std::vector<PatientFactor> patient_factors(Study const& study);

/// How many profiles a stratum has: the combinations of the biomarkers' levels.
std::size_t profiles_a_stratum(Study const& study);

/// Hazard multiplier of each profile, from one multiplier a level of each factor; a factor that is
/// not named multiplies by 1.
std::vector<double> multipliers_by_profile(
    Study const& study, std::map<std::string, std::vector<double>> const& by_level);

/// Share of each profile among the patients enrolled. Factors are independent, and stay so where
/// only some of their levels are eligible.
std::vector<double> prevalences_by_profile(Study const& study);

/// Whether each profile has one of the levels meant of every factor that is named.
std::vector<bool> profiles_with(Study const& study, LevelsByFactor const& levels);

}  // namespace vtrial::trials
