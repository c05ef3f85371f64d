// How patients feel: global health status by the EORTC QLQ-C30, from 0 to 100. No published change
// of it is at hand, so all but the mean and the spread at baseline is assumed.
#pragma once

namespace vtrial::trials {

/// Usual score at baseline = mean + age + performance + sd_between_patients * z. On a day it is
/// that
/// + recovery_points * relief - backbone_points * exp(-months in line / backbone_months), while the
/// backbone is given, - infection_points in a cycle with an infection, + sd_within_patient * z'.
/// Relief goes to 1 - burden, not below -1, with recovery_months.
struct Wellbeing {
    double mean_score = 58.0;                    ///< assumed: newly diagnosed myeloma, at age 70
    double points_per_decade_over_70 = -1.0;     ///< assumed
    double points_per_performance_grade = -7.0;  ///< assumed
    double sd_between_patients = 18.0;           ///< assumed: 21 with that within
    double sd_within_patient = 10.0;             ///< assumed
    double recovery_points = 10.0;               ///< assumed
    double recovery_months = 3.0;                ///< assumed
    double backbone_points = 4.0;                ///< assumed
    double backbone_months = 6.0;                ///< assumed
    double infection_points = 8.0;               ///< assumed

    bool operator==(Wellbeing const&) const = default;
};

}  // namespace vtrial::trials
