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
/// for all patients and never cured, and progression is seen when it comes.
std::optional<double> constant_pfs_hazard_per_month(Study const& study, ArmRole arm);

/// PFS events expected in an arm by a calendar month, at a constant hazard: recruitment as planned,
/// drop-out at its constant hazard (Lachin and Foulkes, Biometrics 42, 1986).
double expected_pfs_events(Study const& study, ArmRole arm, double hazard_per_month,
                           double calendar_months);

/// PFS events expected in both arms, where their hazards are constant.
std::optional<double> expected_pfs_events(Study const& study, double calendar_months);

/// The calendar month in which the PFS events expected reach a number; empty: not in the study, or
/// hazards are not constant.
std::optional<double> expected_month_of_pfs_events(Study const& study, double events);

/// The true hazard ratio of PFS where both arms' hazards are constant.
std::optional<double> constant_pfs_hazard_ratio(Study const& study);

/// Closed form of an analysis that tests PFS after planned events.
struct ClosedForm {
    double power;          ///< to reject at or before this analysis, futility rules obeyed
    double stop_efficacy;  ///< to reject here
    double stop_futility;  ///< to be given up here
    double months;         ///< calendar month in which the expected events reach the number wanted
    double hazard_ratio;   ///< that it assumes
    bool is_sequential;    ///< several analyses test, by recursive integration; else Schoenfeld's
};

/// Closed form of an analysis, where it exists: PFS is decided by the plain log-rank test at
/// analyses triggered by its own events, at the design's whole level or at nominal ones; constant
/// hazards. Each look is taken at its planned events.
std::optional<ClosedForm> closed_form(Study const& study, Analysis const& analysis);

}  // namespace vtrial::trials
