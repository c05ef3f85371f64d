// How patients feel, number by number.
#pragma once

#include "trials/myeloma/field.hpp"
#include "trials/myeloma/wellbeing.hpp"

namespace vtrial::trials {

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Wellbeing> auto& wellbeing) {
    visit.number("mean_score", wellbeing.mean_score, ranges::score);
    visit.number("points_per_decade_over_70", wellbeing.points_per_decade_over_70,
                 ranges::score_change);
    visit.number("points_per_performance_grade", wellbeing.points_per_performance_grade,
                 ranges::score_change);
    visit.number("sd_between_patients", wellbeing.sd_between_patients, ranges::score);
    visit.number("sd_within_patient", wellbeing.sd_within_patient, ranges::score);
    visit.number("recovery_points", wellbeing.recovery_points, ranges::score_change);
    visit.number("recovery_months", wellbeing.recovery_months, ranges::months);
    visit.number("backbone_points", wellbeing.backbone_points, ranges::score_change);
    visit.number("backbone_months", wellbeing.backbone_months, ranges::months);
    visit.number("infection_points", wellbeing.infection_points, ranges::score_change);
}

}  // namespace vtrial::trials
