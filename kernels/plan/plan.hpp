// The plan: a scenario lowered to plain tables that a replicate can read. Made by trials/lower.hpp,
// owned by the host, borrowed by kernels. Nothing here allocates, throws or computes.
#pragma once

#include <cstdint>

#include "kernels/core/view.hpp"

namespace vtrial::kernels {

inline constexpr int arm_count = 2;  ///< 0 control, 1 experimental
inline constexpr int endpoint_count = 3;
enum class Endpoint : std::int32_t { PFS, PFS2, OS };
inline constexpr int most_looks = 8;
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

/// The transitions of the illness-death model, in the order of their words in draws.hpp.
enum class Transition : std::int32_t {
    progression,
    death_before_progression,
    next_line_start,
    death_before_next_line,
    second_progression,
    death_on_next_line,
    death_after_second_progression
};
inline constexpr int transition_count = 7;

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
    std::int32_t most_pieces;      ///< over the cells
    std::int32_t has_shape;        ///< piecewise: some cell has inverse_shape != 1
    std::int32_t has_frailty;      ///< the shared frailty multiplies this hazard
    std::int32_t has_cure;         ///< some cell has a cured share
    View<HazardCell const> cells;  ///< [arm * profiles + profile]
};

/// Recruitment at a constant rate, from `first_patient` (a fractional count) on.
struct AccrualPiece {
    double first_patient;
    double start_day;
    double days_per_patient;
};

enum class Trigger : std::int32_t { events, calendar, minimum_follow_up };

struct LookPlan {
    Trigger trigger;
    Endpoint events_of;
    std::int32_t events;
    std::int32_t day;            ///< of the calendar, or days after the last enrolment
    std::int32_t at_latest_day;  ///< of the calendar
};

/// How an endpoint is decided: -z of the deciding log-rank test against a bound a look.
struct DecisionPlan {
    std::int32_t decides;        ///< 0: described only
    std::int32_t by_stratified;  ///< which of the two log-rank tests decides
    std::int32_t tested[most_looks];
    double bound[most_looks];      ///< rejected where -z >= bound
    std::int32_t has_true_log_hr;  ///< hazards proportional and no frailty
    double true_log_hr;
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
    std::int32_t looks;
    LookPlan look[most_looks];
    DecisionPlan decision[endpoint_count];
    std::int32_t has_weighted_tests;  ///< some estimand has a weighted test or maxcombo
    double nominal_bound;             ///< of every test that does not decide
    /// [profiles - 1], or fewer if the last have no patients: a word at or above is beyond
    View<std::uint32_t const> profile_thresholds;
    View<AccrualPiece const> accrual;
    View<HazardPiece const> pieces;
    View<std::int64_t const> log_of_count;  ///< [patients + 1], log(n) * 2^40; [0] unused
    View<std::int32_t const> curve_days;    ///< the day of each month 0, 1, ... of the curves
};

/// How many combinations of all factors' levels there are, stratum by stratum.
VTRIAL_FUNCTION std::int32_t profiles_of(Plan const& plan) {
    return plan.strata * plan.profiles_a_stratum;
}

}  // namespace vtrial::kernels
