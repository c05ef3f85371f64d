// Closed-form answers to set beside a simulation. Asymptotic: they differ from it by more than its
// Monte Carlo error. Not for tables of a plan (they use the C library).
#pragma once

#include <optional>

#include "trials/study.hpp"

namespace vtrial::trials {

/// Power of a one-sided log-rank test with `events` events at a true hazard ratio, where a share
/// `experimental_share` of the patients is in the experimental arm: Schoenfeld, Biometrika 68
/// (1981) 316-319.
double schoenfeld_power(double events, double hazard_ratio, double experimental_share,
                        double alpha_one_sided);

/// The constant hazard of PFS in an arm, per month, where both ways to fail are constant, the same
/// for all patients and never cured.
std::optional<double> constant_pfs_hazard_per_month(Study const& study, ArmRole arm);

/// PFS events expected in an arm by a calendar month, at a constant hazard: recruitment as planned,
/// drop-out at its constant hazard (Lachin and Foulkes, Biometrics 42, 1986).
double expected_pfs_events(Study const& study, ArmRole arm, double hazard_per_month,
                           double calendar_months);

/// PFS events expected in both arms, where their hazards are constant.
std::optional<double> expected_pfs_events(Study const& study, double calendar_months);

/// Closed form of an analysis by PFS events.
struct ClosedForm {
    double power;         ///< of one test at the level of this analysis, as if it were the only one
    double months;        ///< calendar month in which the expected events reach the number wanted
    double hazard_ratio;  ///< that it assumes
};

/// Closed form of the only deciding analysis of PFS, where it exists: triggered by PFS events,
/// constant hazards, plain log-rank test.
std::optional<ClosedForm> closed_form(Study const& study, Analysis const& analysis);

}  // namespace vtrial::trials
