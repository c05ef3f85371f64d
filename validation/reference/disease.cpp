#include "validation/reference/disease.hpp"

#include <algorithm>

#include "validation/reference/myeloma/course.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::reference {

DiseaseCourses::DiseaseCourses(trials::Study const& study) {
    static_cast<trials::MyelomaModel&>(trial_) = *study.myeloma;
    // what is dated before the end may be confirmed at the visit after it
    int const cycles_after_end = study.myeloma->assessment.visits.later_every_cycles + 1;
    trial_.follow_up.horizon_months =
        study.maximum_months + cycles_after_end * trials::days_per_cycle / trials::days_per_month;
}

std::array<double, 4> DiseaseCourses::endpoint_days(Draws const& draws, std::uint32_t patient,
                                                    int arm) const {
    myeloma::Course const course = myeloma::course_of(trial_, {draws, patient}, arm);
    auto const days = [](double months) {
        return std::min(months * trials::days_per_month, longest_days);
    };
    return {days(course.progression_free_months()), days(course.second_progression_free_months()),
            days(course.death_months), days(course.treatment_free_months())};
}

}  // namespace vtrial::reference
