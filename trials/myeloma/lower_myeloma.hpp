// From what a myeloma trial states to the tables that its patients are simulated with.
#pragma once

#include "kernels/plan/myeloma_plan.hpp"
#include "trials/myeloma/myeloma_trial.hpp"

namespace vtrial::trials {

/// Throws std::invalid_argument where the trial has more cycles, lines, levels of prior lines or
/// scheduled months of MRD than the tables hold.
kernels::MyelomaPlan lower_myeloma(MyelomaTrial const& trial);

}  // namespace vtrial::trials
