// The hazard ratio of an endpoint that a study assumes, where one number describes it.
#pragma once

#include <optional>

#include "trials/study.hpp"

namespace vtrial::trials {

/// True if crossing over changes no hazard, or nobody does.
bool has_neutral_crossover(Study const& study);

/// Its natural logarithm, experimental against control; empty unless both arms are the same or the
/// endpoint's hazards are proportional in all strata and patients.
std::optional<double> true_log_hazard_ratio(Study const& study, EndpointKind endpoint);

}  // namespace vtrial::trials
