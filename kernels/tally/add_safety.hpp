// Adding adverse events that recur, quality of life and what is measured of one replicate to a
// tally.
#pragma once

#include "kernels/tally/add.hpp"

namespace vtrial::kernels {

/// Cycles of 28 days in a year of 365.25.
inline constexpr double cycles_per_year = 365.25 / 28.0;

/// Adds the rates of an adverse event that recurs, a year of treatment, in arms that were treated.
template <class Team>
VTRIAL_FUNCTION void add_recurrent(Team const& team, RecurrentOutcome const& result, int look,
                                   int recurrent, TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    for (int arm = 0; arm < arm_count; ++arm) {
        double const treated = larger(1.0, static_cast<double>(result.treated_cycles[arm]));
        double const per_year = static_cast<double>(result.events[arm]) / treated * cycles_per_year;
        add_effect(team, tally, at.event_rate(look, recurrent, arm), per_year);
        add_if(team, tally, at.event_rate_exists(look, recurrent, arm),
               result.treated_cycles[arm] > 0);
    }
}

/// Adds the mean score and change of a month as shares of 100, and how many were asked; a mean
/// exists where some were.
template <class Team>
VTRIAL_FUNCTION void add_score(Team const& team, ScoreOutcome const& result, int look, int month,
                               TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    for (int arm = 0; arm < arm_count; ++arm) {
        double const levels =
            larger(1.0, static_cast<double>(result.asked[arm])) * highest_score_level;
        double const patients = larger(1.0, static_cast<double>(result.patients[arm]));
        add_effect(team, tally, at.score(look, month, arm),
                   static_cast<double>(result.levels[arm]) / levels);
        add_effect(team, tally, at.score_change(look, month, arm),
                   static_cast<double>(result.level_changes[arm]) / levels);
        add_if(team, tally, at.score_exists(look, month, arm), result.asked[arm] > 0);
        add_effect(team, tally, at.asked_share(look, month, arm),
                   static_cast<double>(result.asked[arm]) / patients);
        add_if(team, tally, at.asked_share_exists(look, month, arm), result.patients[arm] > 0);
    }
}

/// What a number described of patients is a share of in the tally.
inline constexpr double measured_at_most = 65536.0;

/// Adds the mean or median of a number in each arm in which it is known of some, and its spread.
template <class Team>
VTRIAL_FUNCTION void add_measurement(Team const& team, MeasurementOutcome const& result, int look,
                                     int row, bool is_time, TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    for (int arm = 0; arm < arm_count; ++arm) {
        auto const known = static_cast<double>(result.patients[arm]);
        double const patients = larger(1.0, known);
        auto const sum = static_cast<double>(result.sum[arm]);
        double const squares = static_cast<double>(result.squares[arm]) - sum * sum / patients;
        double const deviation = square_root(larger(0.0, squares) / larger(1.0, known - 1.0));
        double const middle = is_time ? 0.5 * result.twice_median[arm] : sum / patients;
        add_effect(team, tally, at.measured(look, row, arm), middle / measured_at_most);
        add_effect(team, tally, at.measured_deviation(look, row, arm),
                   deviation / measured_at_most);
        add_moment(team, tally, at.patients_measured(look, row, arm), result.patients[arm]);
        add_if(team, tally, at.measured_exists(look, row, arm), result.patients[arm] > 0);
    }
}

/// Adds all of a replicate.
template <class Team>
VTRIAL_SELDOM void add_safety(Team const& team, Plan const& plan, ReplicateOutcome const& outcome,
                              TallyView const& tally) {
    for (int look = 0; look < plan.looks; ++look) {
        for (int k = 0; k < plan.responses.recurrent; ++k) {
            add_recurrent(team, outcome.look[look].recurrent[k], look, k, tally);
        }
        for (int month = 0; month < score_months(plan); ++month) {
            add_score(team, outcome.look[look].score[month], look, month, tally);
        }
        for (int row = 0; row < measurements_of(plan); ++row) {
            bool const is_time =
                plan.myeloma[0].measurements.measurement[row].kind != MeasurementKind::trough;
            add_measurement(team, outcome.look[look].measurement[row], look, row, is_time, tally);
        }
    }
}

}  // namespace vtrial::kernels
