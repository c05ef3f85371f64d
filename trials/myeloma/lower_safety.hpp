// The adverse events and the quality of life of the disease model, lowered to the tables of its
// kernel.
#pragma once

#include "kernels/plan/myeloma_plan.hpp"
#include "trials/myeloma/myeloma_model.hpp"

namespace vtrial::trials {

kernels::SafetyPlan lower_safety(MyelomaModel const& model);

/// What patients feel; when they are asked is not of the model.
kernels::QualityOfLifePlan lower_wellbeing(Wellbeing const& wellbeing);

}  // namespace vtrial::trials
