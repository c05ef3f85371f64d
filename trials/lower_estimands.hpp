// The part of lowering that says what is analysed at every look, and in whom.
#pragma once

#include "trials/lower.hpp"

namespace vtrial::trials {

/// Sets the estimands of a plan, in the order of estimands_of(), and the members of the subgroups.
void lower_estimands(Study const& study, PlanTables& tables);

}  // namespace vtrial::trials
