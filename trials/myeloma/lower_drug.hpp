// Daratumumab and the regimens of a myeloma trial as tables.
#pragma once

#include "kernels/plan/myeloma_plan.hpp"
#include "trials/myeloma/myeloma_model.hpp"

namespace vtrial::trials {

kernels::DaratumumabPlan lower_daratumumab(Daratumumab const& drug);
kernels::ImmuneStatePlan lower_immune_state(ImmuneKill const& kill);
/// Doses are laid out for this many cycles.
kernels::RegimenPlan lower_regimens(MyelomaModel const& model, int cycles);

}  // namespace vtrial::trials
