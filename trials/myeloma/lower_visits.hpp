// How a myeloma trial looks at its patients, as tables.
#pragma once

#include "kernels/plan/myeloma_plan.hpp"
#include "trials/myeloma/assessment.hpp"

namespace vtrial::trials {

kernels::DiseaseVisitsPlan lower_visits(MyelomaAssessment const& assessment, int cycles);

}  // namespace vtrial::trials
