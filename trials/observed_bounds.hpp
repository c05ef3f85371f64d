// The bounds of an endpoint's looks at the events that a trial happens to have.
#pragma once

#include <vector>

#include "trials/group_sequential/sequential_probabilities.hpp"
#include "trials/study.hpp"

namespace vtrial::trials {

/// Bounds on -z of the first looks that test an endpoint at this one-sided level; `events` of each,
/// increasing. A spending function spends by these events; bounds of a classical shape and nominal
/// levels are those of the plan. Lower bounds are empty without futility.
group_sequential::Boundaries bounds_at_events(Study const& study, Endpoint const& endpoint,
                                              double level, std::vector<int> const& events);

}  // namespace vtrial::trials
