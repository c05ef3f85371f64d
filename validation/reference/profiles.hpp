// Profiles: the combinations of the levels of the stratification factors, then of the biomarkers,
// the last one's changing fastest.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "trials/study.hpp"

namespace vtrial::reference {

/// Share of each profile among the patients enrolled; one profile with share 1 if there are neither
/// factors nor biomarkers.
std::vector<double> profile_prevalences(trials::Study const& study);

/// The stratum of a profile, and how many strata there are.
int stratum_of_profile(trials::Study const& study, int profile);
int stratum_count(trials::Study const& study);

/// Product, over the factors named in `by_level`, of the multiplier of the profile's level.
double profile_multiplier(trials::Study const& study, int profile,
                          std::map<std::string, std::vector<double>> const& by_level);

/// Whether the profile has a level that is listed of every factor named in `levels`.
bool profile_has(trials::Study const& study, int profile, trials::LevelsByFactor const& levels);

/// Share of the patients screened who are randomised.
double randomised_share(trials::Study const& study);

}  // namespace vtrial::reference
