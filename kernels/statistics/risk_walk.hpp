// The rows of all strata by a walk through the patients, the last to leave first: work that grows
// with the patients and not with strata times event days, as that of a table does. For a team of
// one thread; lanes side by side tabulate.
#pragma once

#include "kernels/statistics/risk_table.hpp"

namespace vtrial::kernels {

/// Orders the patients by the day on which they leave, the last first; of a day first those who
/// leave without an event, since they are at risk when the others have theirs.
template <class Team, class Packed>
VTRIAL_FUNCTION void order_by_leaving(Team const& team, std::int32_t patients,
                                      TableSize<Packed> size, RiskTable<Packed> const& table,
                                      LeavingOrder<Packed> const& order) {
    Packed const* const leavers = table.leavers;
    Packed const* const events = table.events;
    std::int32_t const* const followed = table.followed;
    std::int32_t* const next_place = order.next_place;
    std::int32_t* const patient = order.patient;
    std::int32_t const all = count_of_both(size.patients);
    team.template scan<Packed>(
        size.days, [=](std::int32_t day) { return leavers[day]; },
        [=](std::int32_t day, Packed left_before) {
            std::int32_t const at_risk = all - count_of_both(left_before);
            next_place[2 * day] = at_risk - count_of_both(leavers[day]);
            next_place[2 * day + 1] = at_risk - count_of_both(events[day]);
        });
    for (std::int32_t i = 0; i < patients; ++i) {
        if (followed[i] >= 0) {
            patient[next_place[followed[i]]++] = i;
        }
    }
}

/// The rows of all strata, the last event day first; the patients are in the order of leaving.
template <class Team, class Packed>
VTRIAL_APART void walk_through_strata(Team const& team, Plan const& plan, std::int32_t enrolled,
                                      ScratchOf<Packed> const& scratch,
                                      RiskRows<Packed>& stratified) {
    std::int32_t const* const followed = scratch.table.followed;
    std::int16_t const* const arm = scratch.patients.arm;
    std::int16_t const* const stratum = scratch.patients.stratum;
    std::int32_t const* const patient = scratch.leaving.patient;
    WalkedStratum<Packed>* const strata = scratch.leaving.strata;
    Packed* const events = stratified.events;
    Packed* const at_risk = stratified.at_risk;
    team.clear(strata, plan.strata);
    std::int32_t count = 0;
    for (std::int32_t place = 0; place < enrolled; ++place) {
        std::int32_t const i = patient[place];
        std::int32_t const left = followed[i];
        WalkedStratum<Packed>& here = strata[stratum[i]];
        auto const one = one_patient<Packed>(arm[i]);
        Packed const at_risk_here = here.at_risk + one;
        here.at_risk = at_risk_here;
        std::int32_t const has_event = left & 1;
        // the events of a day follow each other; two of one stratum are seldom, so that this branch
        // is foreseen, as one by event alone is not
        if (left == here.left && has_event != 0) {
            events[here.row] += one;
            at_risk[here.row] = at_risk_here;
            continue;
        }
        events[count] = one;  // without an event overwritten by the next patient's
        at_risk[count] = at_risk_here;
        here.left = left;
        here.row = count;
        count += has_event;
    }
    stratified.count = count;
}

/// The rows of all strata, from the table of all patients and its `rows`; overwrites the table.
/// Stratum after stratum where a test asks for them one by one.
template <class Team, class Packed>
VTRIAL_FUNCTION void keep_stratified_rows(Team const& team, Plan const& plan,
                                          TableSize<Packed> size, ScratchOf<Packed>& scratch) {
    if constexpr (Team::is_one_thread) {
        if (plan.has_weighted_tests == 0) {
            order_by_leaving(team, plan.patients, size, scratch.table, scratch.leaving);
            walk_through_strata(team, plan, count_of_both(size.patients), scratch,
                                scratch.stratified_rows);
            return;
        }
    }
    count_rows_until_day(team, size.days, scratch.table);
    keep_event_days_by_stratum(team, plan, scratch, scratch.rows, scratch.stratified_rows);
}

}  // namespace vtrial::kernels
