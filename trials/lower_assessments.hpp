// The part of lowering that lays out the visits.
#pragma once

#include "kernels/plan/assessment_plan.hpp"
#include "trials/study.hpp"

namespace vtrial::trials {

/// The visits of a study and the rules of its PFS; no phases where it has no assessments.
kernels::AssessmentPlan lower_assessments(Study const& study);

}  // namespace vtrial::trials
