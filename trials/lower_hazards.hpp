// The part of lowering that turns hazards in months into cells and pieces in ticks.
#pragma once

#include <cstddef>

#include "trials/lower.hpp"

namespace vtrial::trials {

inline constexpr double ticks_per_month = days_per_month * (1 << kernels::ticks_per_day_bits);
/// A duration, in ticks for a unit of hazard, that no draw makes short: the hazard is 0.
inline constexpr double never = 1e30;

/// Adds the cells of a transition, arm by arm and profile by profile, to the tables.
void lower_transition(Study const& study, std::size_t index, PlanTables& tables);

}  // namespace vtrial::trials
