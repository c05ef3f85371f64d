// The hazard ratio of an endpoint in its population that a study assumes, where one number
// describes it.
#pragma once

#include <optional>

#include "trials/study.hpp"

namespace vtrial::trials {

/// True unless a disease model treats the arms differently.
bool has_same_regimens(Study const& study);
/// Likewise from the second randomisation on.
bool has_same_second_regimens(Study const& study);

/// True if crossing over changes no hazard, or nobody does.
bool has_neutral_crossover(Study const& study);

/// Its natural logarithm, experimental against control; empty unless, in all patients of the
/// population, both arms are the same or the endpoint's hazards are proportional by one ratio.
std::optional<double> true_log_hazard_ratio(Study const& study, Endpoint const& endpoint);

}  // namespace vtrial::trials
