// Analyse: one estimand in the data of one cut, from the risk table to curves and tests.
#pragma once

#include "kernels/replicate/further_tests.hpp"
#include "kernels/replicate/outcome.hpp"
#include "kernels/statistics/cox.hpp"
#include "kernels/statistics/kaplan_meier.hpp"
#include "kernels/statistics/log_rank.hpp"
#include "kernels/statistics/risk_walk.hpp"
#include "kernels/tally/add_curves.hpp"

namespace vtrial::kernels {

/// Log-rank and Cox on the rows of a risk table.
template <class Team, class Packed>
VTRIAL_FUNCTION TestOutcome test_rows(Team const& team, RiskRows<Packed> const& rows,
                                      std::int64_t experimental_events, CoxTerms& terms) {
    LogRank const test = log_rank(team, rows, experimental_events);
    Cox const estimate = cox(team, rows, test, experimental_events, terms);
    return {test.z, estimate.log_hr, estimate.standard_error, estimate.exists};
}

/// Events of both arms; returns those of the experimental arm.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t set_events(Team const& team, RiskRows<Packed> const& rows,
                                        EstimandOutcome& outcome) {
    auto const events = team.sum(
        rows.count, [&](std::int32_t i, std::int64_t& control, std::int64_t& experimental) {
            control += control_of(rows.events[i]);
            experimental += experimental_of(rows.events[i]);
        });
    team.once([&] {
        outcome.events[0] = static_cast<std::int32_t>(events.first);
        outcome.events[1] = static_cast<std::int32_t>(events.second);
    });
    return static_cast<std::int32_t>(events.second);
}

/// Whose curve.
struct CurveOf {
    int arm;
    std::int32_t last_day;  ///< of follow-up
    int look;
    int estimand;
};

/// What is told of an arm's curve: the median and, in the first replicates, the bands. Lanes share
/// what the curve says after each event day.
template <class Team, class Packed>
VTRIAL_FUNCTION void set_curve(Team const& team, Plan const& plan, ScratchOf<Packed> const& scratch,
                               CurveOf of, TallyView const& tally, EstimandOutcome& outcome) {
    RiskRows<Packed> const& rows = scratch.rows;
    bool const has_bands = tally.has_bands != 0;
    if constexpr (Team::is_one_thread) {
        outcome.twice_median_days[of.arm] =
            twice_median_days(team, plan, rows, of.arm, of.last_day);
        if (has_bands) {
            add_bands(team, plan, rows, of.arm, of.last_day, of.look, of.estimand, tally);
        }
    } else {
        std::int64_t* const log_survival = scratch.log_survival;
        keep_log_survival(team, plan, rows, of.arm, log_survival);
        if (has_bands) {
            share_bands(team, plan, rows, log_survival, of.arm, of.last_day, of.look, of.estimand,
                        tally);
        }
        team.once([&] {
            outcome.twice_median_days[of.arm] = twice_median_days(rows, log_survival, of.last_day);
        });
    }
}

/// Log-rank and Cox, plain or stratified. Set down at once: a lane that kept what it has found
/// until the end would lack registers for the rest.
template <class Team, class Packed>
VTRIAL_FUNCTION void set_test(Team const& team, Plan const& plan, ScratchOf<Packed>& scratch,
                              int kind, std::int64_t experimental_events,
                              EstimandOutcome& outcome) {
    if (kind != 0 && plan.strata <= 1) {
        team.once([&] { outcome.test[kind] = outcome.test[0]; });
        return;
    }
    RiskRows<Packed> const rows = kind == 0 ? scratch.rows : scratch.stratified_rows;
    TestOutcome const test = test_rows(team, rows, experimental_events, scratch.terms);
    team.once([&] { outcome.test[kind] = test; });
}

/// The last day of follow-up of each arm.
template <class Team, class Packed>
VTRIAL_FUNCTION void last_days(Team const& team, Plan const& plan, ScratchOf<Packed> const& scratch,
                               std::int32_t* last_day) {
    for (int arm = 0; arm < arm_count; ++arm) {
        last_day[arm] = team.maximum(plan.patients, -1, [&](std::int32_t i) {
            std::int32_t const followed = scratch.table.followed[i];
            return scratch.table.arm[i] == arm && followed >= 0 ? followed / 2 : -1;
        });
    }
}

/// The rows and the pooled curves of an estimand from a table that has a window of days at a time.
template <class Team, class Packed>
VTRIAL_FUNCTION void keep_rows_by_windows(Team const& team, Plan const& plan,
                                          ScratchOf<Packed>& scratch, int look, int estimand,
                                          TallyView const& tally) {
    RiskTable<Packed> const& table = scratch.table;
    std::int32_t const days = days_of_table(team, plan.patients, table);
    scratch.rows.count = 0;
    for (std::int32_t first = 0; first < days; first += table.window_days) {
        DayWindow const window{first, smaller(table.window_days, days - first)};
        count_in_window(team, plan.patients, table.arm, window, table);
        add_curves(team, table, window, look, estimand, tally);
        if (plan.strata > 1) {
            count_rows_until_day(team, window, scratch.rows.count, table);
        }
        Packed const at_risk = followed_until(team, plan.patients, table.arm, first, table);
        append_event_days(team, window, at_risk, table, scratch.rows);
    }
    if (plan.strata > 1) {
        keep_event_days_by_stratum(team, plan, scratch, scratch.rows, scratch.stratified_rows);
    }
}

/// Analyses one estimand in the data of one cut: what `table.followed` says of each patient.
template <class Team, class Packed>
VTRIAL_FUNCTION void analyse(Team const& team, Plan const& plan, ScratchOf<Packed>& scratch,
                             int look, int estimand, TallyView const& tally,
                             EstimandOutcome& outcome) {
    if constexpr (Team::is_one_thread) {
        auto const size = count_by_day(team, plan.patients, scratch.table.arm, scratch.table);
        add_curves(team, scratch.table, {0, size.days}, look, estimand, tally);
        keep_rows(team, plan, size, scratch);  // overwrites the table
    } else {
        keep_rows_by_windows(team, plan, scratch, look, estimand, tally);
    }
    std::int32_t last_day[arm_count];
    last_days(team, plan, scratch, last_day);
    for (int arm = 0; arm < arm_count; ++arm) {
        set_curve(team, plan, scratch, {arm, last_day[arm], look, estimand}, tally, outcome);
    }
    auto const experimental_events = set_events(team, scratch.rows, outcome);
    for (int kind = 0; kind < stratification_count; ++kind) {
        set_test(team, plan, scratch, kind, experimental_events, outcome);
    }
    if constexpr (Team::has_extras) {
        make_further_tests<Team, Packed>(
            team, plan, estimand, {scratch, outcome.test, experimental_events, last_day}, outcome);
    }
}

}  // namespace vtrial::kernels
