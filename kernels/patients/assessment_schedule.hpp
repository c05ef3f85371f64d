// The schedule of assessments: visit 1, 2, ... and their days after randomisation. Visit 0 is the
// baseline assessment, on day 0.
#pragma once

#include "kernels/plan/plan.hpp"

namespace vtrial::kernels {

/// The number of visits planned up to and with a day, where phases before this one have `before`.
VTRIAL_FUNCTION std::int32_t add_visits_until(AssessmentPhasePlan const& phase, std::int32_t day,
                                              std::int32_t before) {
    std::int32_t const since = day - phase.day_before;
    // without an integer division: the quotient is at least half a day's share from a whole
    // number, and its rounding is less for days up to 2^14
    float const quotient = (static_cast<float>(since) + 0.5f) * phase.visits_per_day;
    auto const whole = static_cast<std::int32_t>(quotient);
    return since >= 0 ? phase.visits_before + smaller(whole, phase.visits) : before;
}

/// The number of visits planned up to and with a day, 0 ... most_days.
VTRIAL_FUNCTION std::int32_t visits_until(AssessmentPlan const& plan, std::int32_t day) {
    // written out: g++ does not vectorise a loop over patients around one over phases
    static_assert(most_assessment_phases == 3);
    std::int32_t const first = add_visits_until(plan.phase[0], day, 0);
    std::int32_t const second = add_visits_until(plan.phase[1], day, first);
    return add_visits_until(plan.phase[2], day, second);
}

/// The day of a visit; 0 of the baseline.
VTRIAL_FUNCTION std::int32_t day_of_visit(AssessmentPlan const& plan, std::int32_t visit) {
    static_assert(most_assessment_phases == 3);
    auto const day_in = [=](AssessmentPhasePlan const& phase, std::int32_t before) {
        std::int32_t const since = visit - phase.visits_before;
        return since > 0 ? phase.day_before + since * phase.every_days : before;
    };
    return day_in(plan.phase[2], day_in(plan.phase[1], day_in(plan.phase[0], 0)));
}

}  // namespace vtrial::kernels
