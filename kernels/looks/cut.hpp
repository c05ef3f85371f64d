// Cut: the calendar day of a look, and how far each patient had been followed by then.
#pragma once

#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// A cut day of the calendar, and whether it came by the fallback.
struct Cut {
    std::int32_t day;
    std::int32_t events_not_reached;
};

/// The calendar day of the n-th observed event of an endpoint, or last_day + 1 if there is none.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t day_of_event(Team const& team, Plan const& plan,
                                          ScratchOf<Packed> const& scratch, Endpoint endpoint,
                                          std::int32_t n) {
    std::int32_t const* const observed = scratch.patients.observed[static_cast<int>(endpoint)];
    std::int32_t const* const entry_day = scratch.patients.entry_day;
    std::uint32_t* const events = scratch.event_days;
    team.clear(events, plan.last_day + 1);
    team.scatter(plan.patients, [&](std::int32_t i) {
        std::int32_t const day = entry_day[i] + observed[i] / 2;
        if ((observed[i] & 1) != 0 && day <= plan.last_day) {
            team.add(events[day], 1u);
        }
    });
    auto const wanted = static_cast<std::uint32_t>(n);
    // the days on which fewer than n events had been seen come before the day of the n-th
    return team.template count_sums<std::uint32_t>(
        plan.last_day + 1, [&](std::int32_t day) { return events[day]; },
        [&](std::uint32_t seen) { return seen < wanted; });
}

/// When the data of a look are cut.
template <class Team, class Packed>
VTRIAL_FUNCTION Cut cut_of(Team const& team, Plan const& plan, LookPlan const& look,
                           ScratchOf<Packed> const& scratch) {
    std::int32_t day = look.day;
    if (look.trigger == Trigger::minimum_follow_up) {
        day += scratch.patients.entry_day[plan.patients - 1];  // the last to arrive
    }
    if (look.trigger == Trigger::events) {
        day = day_of_event(team, plan, scratch, look.events_of, look.events);
    }
    bool const reached = day <= look.at_latest_day;
    bool const by_events = look.trigger == Trigger::events;
    return {reached ? day : look.at_latest_day, by_events && !reached ? 1 : 0};
}

/// The number of patients enrolled at a cut, after follow_until().
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t enrolled_patients(Team const& team, Plan const& plan,
                                               ScratchOf<Packed> const& scratch) {
    std::int32_t const* const followed = scratch.table.followed;
    return static_cast<std::int32_t>(
        team.sum(plan.patients, [&](std::int32_t i, std::int64_t& enrolled,
                                    std::int64_t&) { enrolled += followed[i] >= 0 ? 1 : 0; })
            .first);
}

/// What is known at a cut: 2 * day + event for each patient, -1 for those not enrolled yet.
/// Returns the number enrolled.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t follow_until(Team const& team, Plan const& plan, std::int32_t cut_day,
                                          std::int32_t const* observed,
                                          ScratchOf<Packed> const& scratch) {
    std::int32_t const* const entry_day = scratch.patients.entry_day;
    std::int32_t* const followed = scratch.table.followed;
    team.for_each(plan.patients, [&](std::int32_t i) {
        std::int32_t const followed_days = cut_day - entry_day[i];
        bool const is_over = observed[i] / 2 <= followed_days;
        std::int32_t const known = is_over ? observed[i] : 2 * followed_days;
        followed[i] = followed_days < 0 ? -1 : known;
    });
    return enrolled_patients(team, plan, scratch);
}

}  // namespace vtrial::kernels
