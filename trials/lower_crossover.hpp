// The part of lowering that concerns crossover.
#pragma once

#include "kernels/plan/crossover_plan.hpp"
#include "trials/study.hpp"

namespace vtrial::trials {

/// Share 0 where a study has no crossover.
kernels::CrossoverPlan lower_crossover(Study const& study);

}  // namespace vtrial::trials
