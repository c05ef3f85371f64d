// Strata: the combinations of the stratification factors' levels, the last factor's changing
// fastest.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "trials/study.hpp"

namespace vtrial::reference {

/// Share of the patients in each stratum; one stratum with share 1 if there are no factors.
std::vector<double> stratum_prevalences(trials::Study const& study);

/// Product, over the factors named in `by_level`, of the multiplier of the stratum's level.
double stratum_multiplier(trials::Study const& study, int stratum,
                          std::map<std::string, std::vector<double>> const& by_level);

}  // namespace vtrial::reference
