// The part of lowering that makes the plan of a second randomisation.
#pragma once

#include "trials/lower.hpp"

namespace vtrial::trials {

/// Sets what the plan knows of a second randomisation; nothing where the study has none.
void lower_second_randomisation(Study const& study, PlanTables& tables);

/// When and for whom the regimens of the disease model's second randomisation begin.
kernels::SecondTreatmentPlan second_treatment_of(Study const& study);

}  // namespace vtrial::trials
