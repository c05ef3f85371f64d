// When patients are assessed for progression, and the rules by which PFS is censored.
#pragma once

#include <cstdint>

#include "kernels/core/view.hpp"

namespace vtrial::kernels {

/// As trials::CensoringRule, after `continuous`: progression is seen when it comes.
enum class CensoringRule : std::int32_t { continuous, fda, treatment_policy };

inline constexpr int most_assessment_phases = 3;
inline constexpr int most_censoring_rules = 2;

/// Visits at equal distances. A phase that a plan does not use begins after all visits.
struct AssessmentPhasePlan {
    std::int32_t visits_before;  ///< visits of the phases before this one
    std::int32_t day_before;     ///< day of the last of them, 0 where there is none
    std::int32_t visits;         ///< of this phase
    std::int32_t every_days;
    float visits_per_day;  ///< its reciprocal, rounded
};

struct AssessmentPlan {
    std::int32_t phases;  ///< 0: progression is seen when it comes
    AssessmentPhasePlan phase[most_assessment_phases];
    std::int32_t missed_of_65536[2];      ///< by arm: a visit is missed so often
    float new_therapy_ticks_per_log2[2];  ///< by arm
    std::int32_t has_missed;              ///< some arm misses visits
    std::int32_t has_new_therapy;         ///< some arm starts new therapies
    std::int32_t rules;                   ///< under which PFS is analysed; the first decides
    CensoringRule rule[most_censoring_rules];
};

}  // namespace vtrial::kernels
