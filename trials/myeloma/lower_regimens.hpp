// What patients are given, cycle by cycle, as tables of the disease model.
#pragma once

#include "kernels/plan/myeloma_plan.hpp"
#include "trials/myeloma/myeloma_model.hpp"

namespace vtrial::trials {

/// Regimens of the arms, of later lines and, from `second_cycle` of the first line on, of the arms
/// of a second randomisation; second_cycle < 0: there is none.
kernels::RegimenPlan lower_regimens(MyelomaModel const& model, int cycles, int second_cycle);

/// The transplant of an arm's regimen; none has cycle -1.
kernels::TransplantPlan lower_transplant(Regimen const& regimen);

}  // namespace vtrial::trials
