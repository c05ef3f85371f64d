// From what a myeloma trial states to the tables that its patients are simulated with.
#pragma once

#include <span>

#include "kernels/plan/myeloma_plan.hpp"
#include "trials/myeloma/myeloma_trial.hpp"

namespace vtrial::trials {

/// The trial's tables; MRD negativity is also told when it has lasted for each of
/// `sustained_months`, rounded to whole cycles, as visits are. Throws std::invalid_argument where
/// there are more of these, or the trial has more cycles, lines, levels of prior lines or scheduled
/// months of MRD, than the tables hold.
kernels::MyelomaPlan lower_myeloma(MyelomaTrial const& trial,
                                   std::span<double const> sustained_months = {});

}  // namespace vtrial::trials
