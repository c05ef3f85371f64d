// One replicate: a simulated trial from the first patient enrolled to the last analysis. It reads
// like the protocol and runs on any team; docs/REPLICATE.md says exactly what each step does.
#pragma once

#include "kernels/looks/cut.hpp"
#include "kernels/patients/enrol.hpp"
#include "kernels/patients/follow.hpp"
#include "kernels/patients/observe.hpp"
#include "kernels/patients/randomise.hpp"
#include "kernels/patients/respond.hpp"
#include "kernels/replicate/outcome.hpp"
#include "kernels/statistics/cox.hpp"
#include "kernels/statistics/kaplan_meier.hpp"
#include "kernels/statistics/log_rank.hpp"
#include "kernels/statistics/risk_table.hpp"
#include "kernels/tally/add.hpp"

namespace vtrial::kernels {

/// Log-rank and Cox on the rows of a risk table.
template <class Team, class Packed>
VTRIAL_FUNCTION TestOutcome test_rows(Team const& team, RiskRows<Packed> const& rows,
                                      std::int64_t experimental_events, CoxTerms& terms) {
    LogRank const test = log_rank(team, rows, experimental_events);
    Cox const estimate = cox(team, rows, test, experimental_events, terms);
    return {test.z, estimate.log_hr, estimate.standard_error, estimate.exists};
}

/// The last day of follow-up of each arm.
template <class Team, class Packed>
VTRIAL_FUNCTION void last_days(Team const& team, Plan const& plan, ScratchOf<Packed> const& scratch,
                               std::int32_t* last_day) {
    for (int arm = 0; arm < arm_count; ++arm) {
        last_day[arm] = team.maximum(plan.patients, -1, [&](std::int32_t i) {
            std::int32_t const followed = scratch.table.followed[i];
            return scratch.patients.arm[i] == arm && followed >= 0 ? followed / 2 : -1;
        });
    }
}

/// The analysis of one endpoint in the data of one cut.
template <class Team, class Packed>
VTRIAL_FUNCTION EndpointOutcome analyse(Team const& team, Plan const& plan,
                                        ScratchOf<Packed>& scratch, int look, int endpoint,
                                        TallyView const& tally) {
    auto const size = count_by_day(team, plan.patients, scratch.patients.arm, scratch.table);
    keep_event_days(team, size, scratch.table, scratch.rows);
    add_curves(team, scratch.table, size.days, look, endpoint, tally);
    if (plan.strata > 1) {
        count_rows_until_day(team, size.days, scratch.table);  // the tests overwrite the table
    }
    RiskRows<Packed> const& rows = scratch.rows;
    EndpointOutcome outcome;
    auto const events = team.sum(
        rows.count, [&](std::int32_t i, std::int64_t& control, std::int64_t& experimental) {
            control += control_of(rows.events[i]);
            experimental += experimental_of(rows.events[i]);
        });
    outcome.events[0] = static_cast<std::int32_t>(events.first);
    outcome.events[1] = static_cast<std::int32_t>(events.second);
    std::int32_t last_day[arm_count];
    last_days(team, plan, scratch, last_day);
    for (int arm = 0; arm < arm_count; ++arm) {
        outcome.twice_median_days[arm] = twice_median_days(team, plan, rows, arm, last_day[arm]);
    }
    outcome.test[0] = test_rows(team, rows, events.second, scratch.terms);
    outcome.test[1] = outcome.test[0];
    if (plan.strata > 1) {
        keep_event_days_by_stratum(team, plan, scratch, rows, scratch.stratified_rows);
        outcome.test[1] = test_rows(team, scratch.stratified_rows, events.second, scratch.terms);
    }
    if (tally.has_bands != 0) {
        add_bands(team, plan, rows, last_day, look, endpoint, tally);
    }
    return outcome;
}

/// The look at which -z of the endpoint's deciding test first reaches its bound, or -1.
VTRIAL_FUNCTION std::int32_t first_rejection(Plan const& plan, ReplicateOutcome const& outcome,
                                             int endpoint) {
    DecisionPlan const& decision = plan.decision[endpoint];
    for (int look = 0; look < plan.looks; ++look) {
        TestOutcome const& test =
            outcome.look[look].endpoint[endpoint].test[decision.by_stratified != 0 ? 1 : 0];
        if (decision.tested[look] != 0 && -test.z >= decision.bound[look]) {
            return look;
        }
    }
    return -1;
}

/// Simulates the patients of a replicate: enrolled, randomised, treated and followed without end.
template <class Team, class Packed>
VTRIAL_FUNCTION void simulate_patients(Team const& team, Plan const& plan, std::uint64_t replicate,
                                       ScratchOf<Packed> const& scratch) {
    enrol(team, plan, replicate, scratch.patients, scratch.tile);
    rank_in_strata(team, plan, scratch);
    team.for_each_tile(scratch.patients, scratch.tile,
                       [&](auto const& member, Patients part, PatientTile tile) {
                           randomise(member, plan, replicate, part);
                           follow(member, plan, replicate, part, tile);
                           observe(member, plan, part, tile);
                           respond(member, plan, part, tile);
                       });
}

/// Runs one replicate and adds it to the tally.
template <class Team, class Packed>
VTRIAL_FUNCTION void run_replicate(Team const& team, Plan const& plan, std::uint64_t replicate,
                                   ScratchOf<Packed>& scratch, TallyView const& tally,
                                   ReplicateOutcome& outcome) {
    simulate_patients(team, plan, replicate, scratch);
    for (int look = 0; look < plan.looks; ++look) {
        Cut const cut = cut_of(team, plan, plan.look[look], scratch);
        LookOutcome& result = outcome.look[look];
        for (int endpoint = 0; endpoint < endpoint_count; ++endpoint) {
            std::int32_t const patients =
                follow_until(team, plan, cut.day, scratch.patients.observed[endpoint], scratch);
            EndpointOutcome const analysed = analyse(team, plan, scratch, look, endpoint, tally);
            team.once([&] {
                result.patients = patients;
                result.endpoint[endpoint] = analysed;
            });
        }
        team.once([&] {
            result.day = cut.day;
            result.events_not_reached = cut.events_not_reached;
        });
    }
    team.once([&] {
        for (int endpoint = 0; endpoint < endpoint_count; ++endpoint) {
            outcome.first_rejection[endpoint] = first_rejection(plan, outcome, endpoint);
        }
        add_outcome(team, plan, outcome, tally);
    });
}

}  // namespace vtrial::kernels
