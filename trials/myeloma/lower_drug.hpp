// Daratumumab and its effects as tables.
#pragma once

#include "kernels/plan/myeloma_plan.hpp"
#include "trials/myeloma/myeloma_model.hpp"

namespace vtrial::trials {

kernels::DaratumumabPlan lower_daratumumab(Daratumumab const& drug);
kernels::ImmuneStatePlan lower_immune_state(ImmuneKill const& kill);

}  // namespace vtrial::trials
