// The population of a myeloma trial as tables.
#pragma once

#include "kernels/plan/myeloma_plan.hpp"
#include "trials/myeloma/population.hpp"

namespace vtrial::trials {

kernels::CovariatesPlan lower_covariates(MyelomaPopulation const& population);

}  // namespace vtrial::trials
