// From what a study states of patients with myeloma to the tables that they are simulated with.
#pragma once

#include <span>

#include "kernels/plan/myeloma_plan.hpp"
#include "trials/myeloma/myeloma_model.hpp"

namespace vtrial::trials {

/// The tables for courses of so many months, in whole cycles; MRD negativity is also told when it
/// has lasted for each of `sustained_months`, rounded to whole cycles, as visits are. Throws
/// std::invalid_argument where there are more of these, or the model has more cycles, lines, levels
/// of prior lines or scheduled months of MRD, than the tables hold. Patients with a second arm
/// change to its regimen as `second` says.
kernels::MyelomaPlan lower_myeloma(MyelomaModel const& model, double horizon_months,
                                   std::span<double const> sustained_months = {},
                                   kernels::SecondTreatmentPlan const& second = {-1, -1});

/// Cycles of 28 days until so many months have passed.
int cycles_of(double months);

/// How long courses must be followed so that all is known that comes within so many months: what
/// dates progression is confirmed at the next visit, and shifted by up to half a cycle.
double horizon_to_know(MyelomaModel const& model, double months);

/// The longest study whose courses the tables hold, in months, to a tenth.
double longest_myeloma_study(MyelomaModel const& model);

}  // namespace vtrial::trials
