// One replicate: a simulated trial from the first patient enrolled to the last analysis. It reads
// like the protocol and runs on any team; docs/REPLICATE.md says exactly what each step does.
#pragma once

#include "kernels/looks/assessed_cut.hpp"
#include "kernels/looks/cut.hpp"
#include "kernels/looks/decide.hpp"
#include "kernels/looks/response_cut.hpp"
#include "kernels/looks/second_cut.hpp"
#include "kernels/myeloma/covariate_levels.hpp"
#include "kernels/myeloma/observe_disease.hpp"
#include "kernels/patients/assess.hpp"
#include "kernels/patients/enrol.hpp"
#include "kernels/patients/follow.hpp"
#include "kernels/patients/observe.hpp"
#include "kernels/patients/randomise.hpp"
#include "kernels/patients/respond.hpp"
#include "kernels/patients/second_randomisation.hpp"
#include "kernels/replicate/analyse_responses.hpp"
#include "kernels/replicate/analyse_safety.hpp"
#include "kernels/replicate/further_tests.hpp"
#include "kernels/replicate/outcome.hpp"
#include "kernels/statistics/cox.hpp"
#include "kernels/statistics/kaplan_meier.hpp"
#include "kernels/statistics/log_rank.hpp"
#include "kernels/statistics/risk_walk.hpp"
#include "kernels/tally/add_response.hpp"
#include "kernels/tally/add_safety.hpp"
#include "kernels/tally/add_second_randomisation.hpp"

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

/// Log-rank and Cox, plain or stratified. Set down at once: a lane that kept what it has found until
/// the end would lack registers for the rest.
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

/// Enrols the patients of a replicate, with the profiles of their covariates.
template <class Team, class Packed>
VTRIAL_FUNCTION void enrol_all(Team const& team, Plan const& plan, std::uint64_t replicate,
                               ScratchOf<Packed> const& scratch) {
    enrol(team, plan, replicate, scratch.patients, scratch.tile);
    if constexpr (Team::has_disease_model) {
        if (plan.covariate_factors.size > 0) {
            team.for_each_tile(scratch.patients, scratch.tile,
                               [&](auto const& member, Patients part, PatientTile) {
                                   set_covariate_levels(member, plan, replicate, part);
                               });
        }
    }
}

/// Follows patients by the disease model.
template <class Team>
VTRIAL_FUNCTION void follow_disease(Team const& team, Plan const& plan, std::uint64_t replicate,
                                    Patients patients, PatientTile tile) {
    if constexpr (Team::has_safety) {
        if (has_safety(plan)) {
            observe_disease<true>(team, plan, replicate, patients, tile);
            return;
        }
    }
    observe_disease<false>(team, plan, replicate, patients, tile);
}

/// Treats and follows patients who have been randomised, and sets down what is seen of them.
template <class Team>
VTRIAL_FUNCTION void follow_and_observe(Team const& team, Plan const& plan, std::uint64_t replicate,
                                        Patients patients, PatientTile tile) {
    bool has_disease = false;
    if constexpr (Team::has_disease_model) {
        has_disease = has_disease_model(plan);
        if (has_disease) {
            follow_disease(team, plan, replicate, patients, tile);
        }
    }
    if (!has_disease) {
        follow(team, plan, replicate, patients, tile);
        observe(team, plan, patients, tile);
    }
    if constexpr (Team::has_extras) {
        if (plan.assessments.phases > 0) {
            assess(team, plan, replicate, patients, tile);
        }
        if (!has_disease) {
            respond(team, plan, patients, tile);
        }
    }
}

/// Simulates the patients of a replicate: enrolled, randomised, treated and followed without end.
template <class Team, class Packed>
VTRIAL_FUNCTION void simulate_patients(Team const& team, Plan const& plan, std::uint64_t replicate,
                                       ScratchOf<Packed> const& scratch) {
    enrol_all(team, plan, replicate, scratch);
    rank_in_strata(team, plan, scratch);
    draw_blocks(team, plan, replicate, scratch);
    team.for_each_tile(scratch.patients, scratch.tile,
                       [&](auto const& member, Patients part, PatientTile tile) {
                           randomise(member, plan, scratch.blocks, part);
                           if constexpr (Team::has_extras) {
                               if (plan.second_randomisation.is_planned != 0) {
                                   plan_second_randomisation(member, plan, replicate, part, tile);
                               }
                           }
                           follow_and_observe(member, plan, replicate, part, tile);
                       });
}

/// Cuts the data of every look.
template <class Team, class Packed>
VTRIAL_FUNCTION void cut_looks(Team const& team, Plan const& plan, ScratchOf<Packed> const& scratch,
                               ReplicateOutcome& outcome) {
    CountedEvents counted;
    std::int32_t day_before = -1;
    for (int look = 0; look < plan.looks; ++look) {
        LookPlan const& planned = plan.look[look];
        Cut const cut = cut_of(team, plan, planned, day_before, scratch, counted);
        std::int32_t const decision_day = smaller(cut.day + planned.cleaning_days, plan.last_day);
        std::int32_t const cleaning_events =
            planned.cleaning_days == 0
                ? 0
                : events_between(team, plan, scratch, planned.trigger[0].events_of, cut.day,
                                 decision_day);
        team.once([&] {
            LookOutcome& result = outcome.look[look];
            result.day = cut.day;
            result.events_not_reached = cut.events_not_reached;
            result.was_extended = cut.was_extended;
            result.cleaning_events = cleaning_events;
            result.randomised_again[0] = 0;
            result.randomised_again[1] = 0;
        });
        day_before = cut.day;
    }
}

/// What is known of an estimand at a cut; returns the number of patients enrolled.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t follow_estimand(Team const& team, Plan const& plan,
                                             std::uint64_t replicate, std::int32_t cut_day,
                                             EstimandPlan const& estimand,
                                             ScratchOf<Packed> const& scratch) {
    Matrix<ShortDay> const& observed = scratch.patients.observed;
    if constexpr (Team::has_extras) {
        if (estimand.endpoint == Endpoint::DOR) {
            return follow_response_until(team, plan, cut_day, scratch);
        }
        if (estimand.endpoint == Endpoint::PFS && plan.assessments.phases > 0) {
            return follow_assessed_until(team, plan, replicate, cut_day,
                                         observed[pfs_row(estimand.rule)], scratch);
        }
    }
    return follow_until(team, plan, cut_day, observed[static_cast<int>(estimand.endpoint)],
                        scratch);
}

/// Leaves those patients in what is known at a cut whom an estimand is about, and says which arms
/// it compares.
template <class Team, class Packed>
VTRIAL_FUNCTION void choose_patients(Team const& team, Plan const& plan,
                                     EstimandPlan const& estimand, std::int32_t last_day,
                                     ScratchOf<Packed>& scratch) {
    if (estimand.subgroup >= 0) {
        keep_members(team, plan, estimand.subgroup, scratch);
    }
    if (estimand.by_response != 0) {
        keep_by_response(team, plan, estimand.by_response, last_day, scratch);
    }
    if (estimand.by_other_response != 0) {
        keep_by_response(team, plan, estimand.by_other_response, last_day, scratch);
    }
    scratch.table.arm = scratch.patients.arm;
    if (estimand.randomisation != 0) {
        count_from_second_randomisation(team, plan, last_day, estimand.first_arm, scratch);
        scratch.table.arm = scratch.patients.second_planned;
    }
}

/// Analyses every estimand in the data of a look.
template <class Team, class Packed>
VTRIAL_FUNCTION void analyse_look(Team const& team, Plan const& plan, std::uint64_t replicate,
                                  ScratchOf<Packed>& scratch, int look, TallyView const& tally,
                                  LookOutcome& outcome) {
    LookPlan const& planned = plan.look[look];
    std::int32_t const lag = planned.analyses_cleaning != 0 ? planned.cleaning_days : 0;
    std::int32_t const last_day = smaller(outcome.day + lag, plan.last_day);
    for (int estimand = 0; estimand < plan.estimands; ++estimand) {
        EstimandPlan const& analysed = plan.estimand[estimand];
        std::int32_t const patients =
            follow_estimand(team, plan, replicate, last_day, analysed, scratch);
        if constexpr (Team::has_extras) {
            choose_patients(team, plan, analysed, last_day, scratch);
        }
        analyse(team, plan, scratch, look, estimand, tally, outcome.estimand[estimand]);
        team.once([&] { outcome.patients = patients; });
    }
    if constexpr (Team::has_extras) {
        analyse_responses(team, plan, scratch, last_day, outcome);
        if (plan.second_randomisation.is_planned != 0) {
            count_randomised_again(team, plan, last_day, scratch, outcome);
        }
        analyse_safety(team, plan, scratch, last_day, outcome);
    }
}

/// Runs one replicate and adds it to the tally.
template <class Team, class Packed>
VTRIAL_FUNCTION void run_replicate(Team const& team, Plan const& plan, std::uint64_t replicate,
                                   ScratchOf<Packed>& scratch, TallyView const& tally,
                                   ReplicateOutcome& outcome) {
    simulate_patients(team, plan, replicate, scratch);
    cut_looks(team, plan, scratch, outcome);
    for (int look = 0; look < plan.looks; ++look) {
        analyse_look(team, plan, replicate, scratch, look, tally, outcome.look[look]);
    }
    team.once([&] { decide(plan, outcome); });
    add_outcome(team, plan, outcome, tally);
    if constexpr (Team::has_extras) {
        team.once([&] {
            add_responses(team, plan, outcome, tally);
            add_safety(team, plan, outcome, tally);
            add_second_randomisation(team, plan, outcome, tally);
        });
    }
}

}  // namespace vtrial::kernels
