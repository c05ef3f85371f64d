// Disease, next lines and deaths of a myeloma trial as tables.
#pragma once

#include "kernels/plan/myeloma_plan.hpp"
#include "trials/myeloma/myeloma_trial.hpp"

namespace vtrial::trials {

kernels::DiseasePlan lower_disease(MyelomaTrial const& trial);
kernels::NextLinesPlan lower_next_lines(MyelomaTrial const& trial);
kernels::MortalityPlan lower_mortality(MyelomaTrial const& trial);

}  // namespace vtrial::trials
