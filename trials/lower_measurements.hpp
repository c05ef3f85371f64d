// The part of lowering that concerns the numbers that are described of patients.
#pragma once

#include "trials/lower.hpp"

namespace vtrial::trials {

/// Adds the measurements of a study with the disease model to the tables.
void lower_measurements(Study const& study, PlanTables& tables);

}  // namespace vtrial::trials
