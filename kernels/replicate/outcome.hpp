// What one simulated trial says: plain numbers, the same for every team.
#pragma once

#include <cstdint>

#include "kernels/plan/plan.hpp"

namespace vtrial::kernels {

enum class Stratification : std::int32_t { plain, stratified };
inline constexpr int stratification_count = 2;

/// A log-rank test and Cox's estimate beside it.
struct TestOutcome {
    double z;               ///< negative favours the experimental arm
    double log_hr;          ///< 0 where it does not exist
    double standard_error;  ///< of log_hr; 0 where it does not exist
    std::int32_t hr_exists;

    bool operator==(TestOutcome const&) const = default;
};

/// A test beside them.
struct FurtherTestOutcome {
    double z;               ///< negative favours the experimental arm; 0 where it does not exist
    double estimate;        ///< of the difference of RMST in days or of survival, else 0
    double standard_error;  ///< of the estimate
    std::int32_t exists;

    bool operator==(FurtherTestOutcome const&) const = default;
};

struct EstimandOutcome {
    std::int32_t events[arm_count];
    std::int32_t twice_median_days[arm_count];  ///< -1: the curve does not come down to 1/2
    TestOutcome test[stratification_count];  ///< stratified equals plain where there are no strata
    FurtherTestOutcome further[most_further_tests];

    bool operator==(EstimandOutcome const&) const = default;
};

/// A binary endpoint among the patients who have been in the trial long enough to be assessed.
struct ResponseOutcome {
    std::int32_t patients[arm_count];
    std::int32_t responders[arm_count];
    FurtherTestOutcome difference;  ///< of the rates, experimental less control
    FurtherTestOutcome stratified;  ///< Cochran-Mantel-Haenszel: z only

    bool operator==(ResponseOutcome const&) const = default;
};

/// An adverse event that recurs, in the patients enrolled.
struct RecurrentOutcome {
    std::int32_t events[arm_count];          ///< cycles in which it happened
    std::int32_t treated_cycles[arm_count];  ///< on the study's treatment

    bool operator==(RecurrentOutcome const&) const = default;
};

/// The scores of a month, in the patients who were randomised long enough ago.
struct ScoreOutcome {
    std::int32_t patients[arm_count];
    std::int32_t asked[arm_count];          ///< of them
    std::int32_t levels[arm_count];         ///< sum over those who were asked
    std::int32_t level_changes[arm_count];  ///< since baseline

    bool operator==(ScoreOutcome const&) const = default;
};

/// A number that is described of patients: a concentration in parts of parts_of_mg_per_litre, or
/// days.
struct MeasurementOutcome {
    std::int32_t patients[arm_count];  ///< in whom it is known
    std::int64_t sum[arm_count];
    std::int64_t squares[arm_count];       ///< sum of them
    std::int32_t twice_median[arm_count];  ///< of times; of concentrations 0

    bool operator==(MeasurementOutcome const&) const = default;
};

struct LookOutcome {
    std::int32_t day;  ///< of the calendar, of the cut
    std::int32_t events_not_reached;
    std::int32_t was_extended;                 ///< a checkpoint let it wait longer
    std::int32_t cleaning_events;              ///< that come between the cut and the decision
    std::int32_t patients;                     ///< enrolled by then
    std::int32_t randomised_again[arm_count];  ///< by the second arm; 0 where none is planned
    EstimandOutcome estimand[most_estimands];
    ResponseOutcome response[most_binary_endpoints];
    RecurrentOutcome recurrent[most_safety_entries];
    ScoreOutcome score[most_score_months];
    MeasurementOutcome measurement[most_measurements];

    bool operator==(LookOutcome const&) const = default;
};

/// The looks at which a hypothesis is rejected and given up; -1: never.
struct HypothesisOutcome {
    std::int32_t rejected_at;
    std::int32_t given_up_at;
    std::int32_t rejected_at_without_futility;  ///< were no hypothesis ever given up
    /// the look up to which every repeated confidence interval covers the true log hazard ratio
    std::int32_t covered_up_to;

    bool operator==(HypothesisOutcome const&) const = default;
};

struct ReplicateOutcome {
    LookOutcome look[most_looks];
    HypothesisOutcome hypothesis[most_hypotheses];
    /// the look after which no hypothesis is left to test
    std::int32_t stopped_at;
};

}  // namespace vtrial::kernels
