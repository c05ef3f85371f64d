// The rows of all strata by a walk through the patients, the last to leave first: work that grows
// with the patients and not with strata times event days, as that of a table does. For a team of
// one thread; lanes side by side tabulate.
#pragma once

#include "kernels/statistics/risk_table.hpp"

namespace vtrial::kernels {

/// What the walk asks of a patient, in one word: 2 * day + event of leaving in the upper half,
/// 2 * stratum + arm in the lower.
VTRIAL_FUNCTION std::uint32_t packed_leaver(std::int32_t left, std::int32_t stratum,
                                            std::int32_t arm) {
    static_assert(2 * most_days + 1 < 1 << 16);
    return static_cast<std::uint32_t>(left) << 16 | static_cast<std::uint32_t>(2 * stratum + arm);
}

VTRIAL_FUNCTION std::int32_t left_of(std::uint32_t leaver) {
    return static_cast<std::int32_t>(leaver >> 16);
}
VTRIAL_FUNCTION std::uint32_t stratum_of(std::uint32_t leaver) { return (leaver & 0xFFFF) >> 1; }
VTRIAL_FUNCTION std::int32_t arm_of(std::uint32_t leaver) {
    return static_cast<std::int32_t>(leaver & 1);
}

/// Keeps the event days of all patients; by the same scan finds the places of who leaves on a day,
/// the last day first; of a day first those who leave without an event, since they are at risk when
/// the others have theirs.
template <class Team, class Packed>
VTRIAL_FUNCTION void keep_event_days_and_places(Team const& team, TableSize<Packed> size,
                                                RiskTable<Packed> const& table,
                                                RiskRows<Packed>& rows, std::int32_t* next_place) {
    Packed const* const leavers = table.leavers;
    Packed const* const events = table.events;
    std::int32_t const all = count_of_both(size.patients);
    keep_event_days(team, size, table, rows, [=](std::int32_t day, Packed left_before) {
        std::int32_t const at_risk = all - count_of_both(left_before);
        next_place[2 * day] = at_risk - count_of_both(leavers[day]);
        next_place[2 * day + 1] = at_risk - count_of_both(events[day]);
    });
}

/// Orders the patients by leaving, from the first places.
template <class Packed>
VTRIAL_FUNCTION void order_by_leaving(std::int32_t patients, ScratchOf<Packed> const& scratch) {
    std::int32_t const* const followed = scratch.table.followed;
    std::int16_t const* const arm = scratch.table.arm;
    std::int16_t const* const stratum = scratch.patients.stratum;
    std::int32_t* const next_place = scratch.leaving.next_place;
    std::uint32_t* const leaver = scratch.leaving.leaver;
    for (std::int32_t i = 0; i < patients; ++i) {
        std::int32_t const left = followed[i];
        if (left >= 0) {
            leaver[next_place[left]++] = packed_leaver(left, stratum[i], arm[i]);
        }
    }
}

/// The rows of all strata, the last event day first; the patients are in the order of leaving.
template <class Team, class Packed>
VTRIAL_APART void walk_through_strata(Team const& team, Plan const& plan, std::int32_t enrolled,
                                      LeavingOrder<Packed> const& order,
                                      RiskRows<Packed>& stratified) {
    std::uint32_t const* const leaver = order.leaver;
    WalkedStratum<Packed>* const strata = order.strata;
    Packed* const events = stratified.events;
    Packed* const at_risk = stratified.at_risk;
    team.clear(strata, plan.strata);
    std::int64_t count = 0;
    for (std::int64_t place = 0; place < enrolled; ++place) {
        std::uint32_t const own = leaver[place];
        WalkedStratum<Packed>& here = strata[stratum_of(own)];
        std::int32_t const left = left_of(own);
        auto const one = one_patient<Packed>(arm_of(own));
        Packed const at_risk_here = here.at_risk + one;
        here.at_risk = at_risk_here;
        // Of a day those without an event come first, so that only two events can be equal here. In
        // one stratum that is seldom and the branch is foreseen, as one by event alone is not.
        if ((left | 1) == here.left) {
            events[here.row] += one;
            at_risk[here.row] = at_risk_here;
            continue;
        }
        events[count] = one;  // without an event overwritten by the next patient's
        at_risk[count] = at_risk_here;
        here.left = left;
        here.row = static_cast<std::int32_t>(count);
        count += left & 1;
    }
    stratified.count = static_cast<std::int32_t>(count);
}

/// The rows of all patients and, where there are strata, of all strata, from a table of all days,
/// which it overwrites. Stratum after stratum where a test asks for them one by one.
template <class Team, class Packed>
VTRIAL_FUNCTION void keep_rows(Team const& team, Plan const& plan, TableSize<Packed> size,
                               ScratchOf<Packed>& scratch) {
    if constexpr (Team::is_one_thread) {
        if (plan.strata > 1 && plan.has_weighted_tests == 0) {
            keep_event_days_and_places(team, size, scratch.table, scratch.rows,
                                       scratch.leaving.next_place);
            order_by_leaving(plan.patients, scratch);
            walk_through_strata(team, plan, count_of_both(size.patients), scratch.leaving,
                                scratch.stratified_rows);
            return;
        }
    }
    keep_event_days(team, size, scratch.table, scratch.rows);
    if (plan.strata > 1) {
        count_rows_until_day(team, {0, size.days}, 0, scratch.table);
        keep_event_days_by_stratum(team, plan, scratch, scratch.rows, scratch.stratified_rows);
    }
}

}  // namespace vtrial::kernels
