// Disease, next lines and deaths of a myeloma trial as tables.
#pragma once

#include "kernels/plan/myeloma_plan.hpp"
#include "trials/myeloma/myeloma_model.hpp"

namespace vtrial::trials {

kernels::DiseasePlan lower_disease(MyelomaModel const& model);
kernels::NextLinesPlan lower_next_lines(MyelomaModel const& model);
kernels::MortalityPlan lower_mortality(MyelomaModel const& model);

}  // namespace vtrial::trials
