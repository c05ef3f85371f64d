// The part of lowering that turns Kendall's tau into a copula's parameter.
#pragma once

#include "kernels/plan/copula_plan.hpp"
#include "trials/study.hpp"

namespace vtrial::trials {

/// The parameters of a study's copula; family `none` if it has the multistate model.
kernels::CopulaPlan lower_copula(Study const& study);

}  // namespace vtrial::trials
