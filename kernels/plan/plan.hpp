// The plan: a scenario lowered to plain tables that a replicate can read. Made by trials/lower.hpp,
// owned by the host, borrowed by kernels. Nothing here allocates, throws or computes.
#pragma once

#include <cstdint>

#include "kernels/core/view.hpp"
#include "kernels/plan/assessment_plan.hpp"
#include "kernels/plan/copula_plan.hpp"
#include "kernels/plan/covariate_plan.hpp"
#include "kernels/plan/crossover_plan.hpp"
#include "kernels/plan/myeloma_plan.hpp"
#include "kernels/plan/response_plan.hpp"
#include "kernels/plan/second_randomisation_plan.hpp"
#include "kernels/plan/transition.hpp"

namespace vtrial::kernels {

inline constexpr int arm_count = 2;       ///< 0 control, 1 experimental
inline constexpr int endpoint_count = 3;  ///< of every model; the disease model has TTNT too
/// DOR, also of the disease model, is that part of PFS which follows the first response; TTD, the
/// time to deterioration of quality of life.
enum class Endpoint : std::int32_t { PFS, PFS2, OS, TTNT, DOR, TTD };
inline constexpr int most_looks = 8;
inline constexpr int most_estimands = 16;     ///< analysed at each look
inline constexpr int most_further_tests = 8;  ///< of an estimand
inline constexpr int most_hypotheses = 4;
inline constexpr int most_triggers = 4;     ///< of a look
inline constexpr int most_checkpoints = 4;  ///< of a look
/// So many at most, since permuted_block_place has 20 bits for the block, and a float must hold a
/// patient's rank in a stratum to 1/8.
inline constexpr int most_patients = 1 << 20;
/// Up to so many, an arm's count fits 16 bits of a risk table.
inline constexpr int most_narrow_patients = 65535;

/// Durations are summed in ticks, 2^-16 day, as integers; a duration that never ends is clamped, so
/// that four of them fit 32 bits.
inline constexpr int ticks_per_day_bits = 16;
inline constexpr std::int32_t longest_ticks = (1 << 30) - (1 << 16);
inline constexpr std::int32_t most_days = 14610;  ///< 480 months, below longest_ticks

/// The least general path that a transition's hazards allow; one for all its cells.
enum class HazardForm : std::int32_t { exponential, weibull, piecewise };

/// One piece of a cumulative hazard that is linear in operational time u = (t / scale)^shape.
struct HazardPiece {
    float cumulative_hazard;  ///< at the start of the piece
    float start;              ///< u at the start of the piece
    float inverse_rate;       ///< du per unit of cumulative hazard; large where the rate is 0
};

/// Hazard of one transition in one cell = (arm, profile). E is -log2(U) of the draw.
struct HazardCell {
    float ticks_per_log2;   ///< exponential: duration = E / frailty * this
    float hazard_per_log2;  ///< piecewise: cumulative hazard at the event = E / frailty * this
    double inverse_shape;   ///< weibull, piecewise: duration = scale * u^inverse_shape
    double
        log2_scale_ticks;  ///< weibull: log2(duration) = inverse_shape * log2(E / frailty) + this
    std::int32_t first_piece;
    std::int32_t piece_count;
    float cured_share;
};

struct TransitionPlan {
    HazardForm form;
    std::int32_t most_pieces;        ///< over the cells
    std::int32_t has_shape;          ///< piecewise: some cell has inverse_shape != 1
    std::int32_t has_frailty;        ///< the shared frailty multiplies this hazard
    std::int32_t has_cure;           ///< some cell has a cured share
    std::int32_t varies_by_profile;  ///< else an arm's cells are all alike, and not piecewise
    View<HazardCell const> cells;    ///< [arm * profiles + profile]
};

/// Recruitment at a constant rate, from `first_patient` (a fractional count) on.
struct AccrualPiece {
    double first_patient;
    double start_day;
    double days_per_patient;
};

enum class Trigger : std::int32_t { events, calendar, minimum_follow_up };

/// One condition for a data cut.
struct TriggerPlan {
    Trigger kind;
    Endpoint events_of;
    std::int32_t events;
    std::int32_t day;  ///< of the calendar, or days after the last enrolment
};

/// If fewer events have come by a day, the look may wait longer.
struct CheckpointPlan {
    std::int32_t day;  ///< of the calendar
    Endpoint events_of;
    std::int32_t fewer_than_events;
    std::int32_t then_at_latest_day;
};

struct LookPlan {
    std::int32_t triggers;
    TriggerPlan trigger[most_triggers];
    std::int32_t waits_for_all;            ///< cut at the last of the triggers, else at the first
    std::int32_t least_days_after_before;  ///< after the cut of the look before
    std::int32_t at_latest_day;            ///< of the calendar
    std::int32_t checkpoints;
    CheckpointPlan checkpoint[most_checkpoints];
    std::int32_t tests_if_not_reached;  ///< whether it decides where its events have not come
    std::int32_t cleaning_days;         ///< from the cut to the decision
    std::int32_t analyses_cleaning;     ///< the data of the decision's day are analysed
};

/// A test beside log-rank and Cox.
enum class TestKind : std::int32_t {
    logrank,
    cox,
    weighted,
    maxcombo,
    rmst,
    milestone,
    one_sample_logrank
};

struct TestPlan {
    TestKind kind;
    std::int32_t stratified;
    double rho;        ///< weighted
    double gamma;      ///< weighted
    std::int32_t day;  ///< after randomisation: the horizon of rmst, or of a milestone
    /// of the null hypothesis: hazard ratio, days of RMST, survival; of the one-sample log-rank
    /// test the hazard a day
    double margin;
};

/// What is analysed at every look.
struct EstimandPlan {
    Endpoint endpoint;
    std::int32_t rule;      ///< of PFS seen at visits: number in `assessments.rule`
    std::int32_t subgroup;  ///< whose patients, in subgroup_members; -1: all patients
    /// of them at a cut, r + 1: those who have response r by then, -(r + 1): those who have not; 0:
    /// all. Of the disease model
    std::int32_t by_response;
    std::int32_t by_other_response;  ///< likewise, of those
    /// 0: days and arms are those of the first randomisation; 1: of the second
    std::int32_t randomisation;
    std::int32_t first_arm;        ///< of the second: patients of this arm of the first; -1: all
    std::int32_t has_true_log_hr;  ///< hazards proportional and no frailty
    double true_log_hr;
    std::int32_t further_tests;
    TestPlan further[most_further_tests];
};

/// The tests of an estimand by number: the four that are always made, then the further ones.
inline constexpr std::int32_t logrank_test = 0;
inline constexpr std::int32_t logrank_stratified_test = 1;
inline constexpr std::int32_t cox_test = 2;
inline constexpr std::int32_t cox_stratified_test = 3;
inline constexpr std::int32_t first_further_test = 4;
/// The tests of a response by number.
inline constexpr std::int32_t rate_test = 0;
inline constexpr std::int32_t cmh_test = 1;
/// Of a single arm: its bounds are rates of response, by the patients assessed.
inline constexpr std::int32_t exact_binomial_test = 2;

/// Where a plan keeps the table of a hypothesis's bounds at a look (kernels/plan/bound_table.hpp).
struct BoundTablePlan {
    std::int32_t
        ignores_events;         ///< one bound, even where nothing has happened since the last look
    std::int32_t first_before;  ///< in bound_events
    std::int32_t before_count;
    std::int32_t first_new;  ///< in bound_events
    std::int32_t new_count;
    std::int32_t first_efficacy;  ///< in bounds: [before][new]
    std::int32_t first_futility;  ///< likewise; -1: none
};

/// A null hypothesis: rejected at the first look at which -z of its test reaches a bound.
struct HypothesisPlan {
    std::int32_t estimand;  ///< -1: it is about a response
    std::int32_t response;  ///< -1: it is about an estimand
    std::int32_t test;      ///< of the one or the other
    std::int32_t tested[most_looks];
    /// by the set of hypotheses rejected so far (bit h: hypothesis h): its bounds are those of
    /// bound_tables[this + look]; -1: it has no level yet
    std::int32_t first_table[1 << most_hypotheses];
};

struct Plan {
    std::uint64_t seed;
    std::int32_t patients;
    std::int32_t strata;
    std::int32_t profiles_a_stratum;  ///< combinations of biomarkers' levels; 1: no biomarkers
    std::int32_t block_places;        ///< of a permuted block
    std::int32_t block_experimental;  ///< places of them for the experimental arm
    std::int32_t last_day;            ///< of the calendar: no look is later
    double frailty_log2_sd;           ///< of log2(frailty); 0: none
    float dropout_ticks_per_log2[arm_count];
    TransitionPlan transitions[transition_count];
    AssessmentPlan assessments;
    CopulaPlan copula;
    CrossoverPlan crossover;
    SecondRandomisationPlan second_randomisation;
    ResponsesPlan responses;
    std::int32_t looks;
    LookPlan look[most_looks];
    std::int32_t estimands;
    EstimandPlan estimand[most_estimands];
    std::int32_t hypotheses;
    HypothesisPlan hypothesis[most_hypotheses];
    std::int32_t has_weighted_tests;  ///< some estimand has a weighted test or maxcombo
    double nominal_bound;             ///< of every test that does not decide
    /// [profiles - 1], or fewer if the last have no patients: a word at or above is beyond
    View<std::uint32_t const> profile_thresholds;
    View<std::int32_t const> subgroup_members;  ///< [subgroup * profiles + profile], 1: a member
    View<double const> response_bounds;         ///< [response][arm][profile], of ResponsePlan
    View<AccrualPiece const> accrual;
    View<HazardPiece const> pieces;
    /// [transition of transitions_from_randomisation][arm * profiles + profile]: the cumulative
    /// hazard on the day of the second randomisation, in units of ln 2; where one is planned
    View<float const> hazard_before_second;
    View<std::int64_t const> log_of_count;  ///< [patients + 1], log(n) * 2^40; [0] unused
    View<std::int32_t const> curve_days;    ///< the day of each month 0, 1, ... of the curves
    View<BoundTablePlan const> bound_tables;
    View<std::int32_t const> bound_events;              ///< axes of the tables, increasing
    View<double const> bounds;                          ///< on -z
    View<MyelomaPlan const> myeloma;                    ///< one with the disease model, else none
    View<CovariateFactorPlan const> covariate_factors;  ///< none without the disease model
};

VTRIAL_FUNCTION bool has_disease_model(Plan const& plan) { return plan.myeloma.size > 0; }
/// Whether adverse events are simulated, and with them quality of life.
VTRIAL_FUNCTION bool has_safety(Plan const& plan) {
    return has_disease_model(plan) && plan.myeloma[0].safety.is_asked != 0;
}

/// Whether a plan asks for nothing of what only some studies ask for: a device has code of its own
/// for plans that do not, with `has_extras` false, and so more registers to spare.
VTRIAL_FUNCTION bool is_plain(Plan const& plan) {
    bool has_extras = has_disease_model(plan) || plan.copula.family != CopulaFamily::none ||
                      plan.assessments.phases > 0 || plan.crossover.share > 0.0 ||
                      plan.second_randomisation.is_planned != 0 || plan.responses.count > 0 ||
                      plan.profiles_a_stratum > 1 || plan.has_weighted_tests != 0;
    for (int k = 0; k < plan.estimands; ++k) {
        EstimandPlan const& estimand = plan.estimand[k];
        has_extras = has_extras || estimand.endpoint == Endpoint::DOR || estimand.subgroup >= 0 ||
                     estimand.further_tests > 0 || estimand.randomisation != 0;
    }
    return !has_extras;
}

/// How many months of quality of life are tallied.
VTRIAL_FUNCTION std::int32_t score_months(Plan const& plan) {
    bool const has_scores = has_safety(plan) && plan.myeloma[0].quality_of_life.is_asked != 0;
    return has_scores ? plan.myeloma[0].quality_of_life.months : 0;
}

/// How many numbers are described of patients.
VTRIAL_FUNCTION std::int32_t measurements_of(Plan const& plan) {
    return has_safety(plan) ? plan.myeloma[0].measurements.count : 0;
}

/// How many combinations of all factors' levels there are, stratum by stratum.
VTRIAL_FUNCTION std::int32_t profiles_of(Plan const& plan) {
    return plan.strata * plan.profiles_a_stratum;
}

}  // namespace vtrial::kernels
