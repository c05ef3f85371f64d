// Cut: the calendar day of a look, and how far each patient had been followed by then.
#pragma once

#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// A cut day of the calendar, and how it came about.
struct Cut {
    std::int32_t day;
    std::int32_t events_not_reached;  ///< its events had not come by then
    std::int32_t was_extended;        ///< a checkpoint let it wait longer
};

/// Counts the observed events of an endpoint by calendar day, up to the plan's last day.
template <class Team, class Packed>
VTRIAL_FUNCTION void count_events_by_calendar_day(Team const& team, Plan const& plan,
                                                  ScratchOf<Packed> const& scratch,
                                                  Endpoint endpoint) {
    ShortDay const* const observed = scratch.patients.observed[static_cast<int>(endpoint)];
    ShortDay const* const entry_day = scratch.patients.entry_day;
    std::uint32_t* const events = scratch.event_days;
    team.clear(events, plan.last_day + 1);
    team.scatter(plan.patients, [&](std::int32_t i) {
        std::int32_t const day = entry_day[i] + observed[i] / 2;
        std::uint32_t const counts = (observed[i] & 1) != 0 && day <= plan.last_day ? 1u : 0u;
        team.add(events[smaller(day, plan.last_day)], counts);
    });
}

/// The calendar day of the n-th counted event, or last_day + 1 if there is none.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t day_of_event(Team const& team, Plan const& plan,
                                          ScratchOf<Packed> const& scratch, std::int32_t n) {
    std::uint32_t const* const events = scratch.event_days;
    auto const wanted = static_cast<std::uint32_t>(n);
    // the days on which fewer than n events had been seen come before the day of the n-th
    return team
        .template count_sums<std::uint32_t>(
            plan.last_day + 1, [=](std::int32_t day) { return events[day]; },
            [=](std::uint32_t seen) { return seen < wanted; })
        .count;
}

/// The number of observed events of an endpoint after one calendar day and up to another.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t events_between(Team const& team, Plan const& plan,
                                            ScratchOf<Packed> const& scratch, Endpoint endpoint,
                                            std::int32_t after_day, std::int32_t up_to_day) {
    ShortDay const* const observed = scratch.patients.observed[static_cast<int>(endpoint)];
    ShortDay const* const entry_day = scratch.patients.entry_day;
    return static_cast<std::int32_t>(
        team.sum(plan.patients,
                 [&](std::int32_t i, std::int64_t& events, std::int64_t&) {
                     std::int32_t const day = entry_day[i] + observed[i] / 2;
                     bool const counts =
                         (observed[i] & 1) != 0 && day > after_day && day <= up_to_day;
                     events += counts ? 1 : 0;
                 })
            .first);
}

/// Whose events `event_days` counts; -1: nobody's yet.
struct CountedEvents {
    std::int32_t endpoint = -1;
};

/// The calendar day on which a trigger is met; beyond last_day if its events never come.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t day_of_trigger(Team const& team, Plan const& plan,
                                            TriggerPlan const& trigger,
                                            ScratchOf<Packed> const& scratch,
                                            CountedEvents& counted) {
    if (trigger.kind == Trigger::events) {
        auto const endpoint = static_cast<std::int32_t>(trigger.events_of);
        if (counted.endpoint != endpoint) {
            count_events_by_calendar_day(team, plan, scratch, trigger.events_of);
            counted.endpoint = endpoint;
        }
        return day_of_event(team, plan, scratch, trigger.events);
    }
    bool const follows = trigger.kind == Trigger::minimum_follow_up;
    // the last to arrive
    return trigger.day + (follows ? scratch.patients.entry_day[plan.patients - 1] : 0);
}

/// The latest day of a look after its checkpoints: at each, too few pooled events let it wait.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t latest_day(Team const& team, Plan const& plan, LookPlan const& look,
                                        ScratchOf<Packed> const& scratch) {
    std::int32_t latest = look.at_latest_day;
    for (std::int32_t k = 0; k < look.checkpoints; ++k) {
        CheckpointPlan const& checkpoint = look.checkpoint[k];
        std::int32_t const events =
            events_between(team, plan, scratch, checkpoint.events_of, -1, checkpoint.day);
        bool const too_few = events < checkpoint.fewer_than_events && checkpoint.day <= latest;
        latest = too_few ? larger(latest, checkpoint.then_at_latest_day) : latest;
    }
    return latest;
}

/// When the data of a look are cut; `day_before` is the cut of the look before, -1 for the first.
template <class Team, class Packed>
VTRIAL_FUNCTION Cut cut_of(Team const& team, Plan const& plan, LookPlan const& look,
                           std::int32_t day_before, ScratchOf<Packed> const& scratch,
                           CountedEvents& counted) {
    std::int32_t const latest =
        look.checkpoints > 0 ? latest_day(team, plan, look, scratch) : look.at_latest_day;
    std::int32_t day = 0;
    bool events_come = true;
    for (std::int32_t k = 0; k < look.triggers; ++k) {
        std::int32_t const met = day_of_trigger(team, plan, look.trigger[k], scratch, counted);
        bool const later = look.waits_for_all != 0 ? met > day : met < day;
        day = k == 0 || later ? met : day;
        bool const came = look.trigger[k].kind != Trigger::events || met <= latest;
        // waiting for all, every trigger's events must come; else one trigger is enough
        events_come = k == 0                    ? came
                      : look.waits_for_all != 0 ? events_come && came
                                                : events_come || came;
    }
    std::int32_t const earliest = day_before < 0 ? 0 : day_before + look.least_days_after_before;
    // no look comes before the one before it, whatever its latest day says
    std::int32_t const capped = smaller(larger(day, earliest), latest);
    return {larger(capped, day_before), events_come ? 0 : 1, latest > look.at_latest_day ? 1 : 0};
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
                                          ShortDay const* observed,
                                          ScratchOf<Packed> const& scratch) {
    ShortDay const* const entry_day = scratch.patients.entry_day;
    std::int32_t* const followed = scratch.table.followed;
    team.for_each(plan.patients, [&](std::int32_t i) {
        std::int32_t const followed_days = cut_day - entry_day[i];
        bool const is_over = observed[i] / 2 <= followed_days;
        std::int32_t const known = is_over ? observed[i] : 2 * followed_days;
        followed[i] = followed_days < 0 ? -1 : known;
    });
    return enrolled_patients(team, plan, scratch);
}

/// Leaves the patients of a subgroup in what is known at a cut, all others as if not enrolled.
template <class Team, class Packed>
VTRIAL_FUNCTION void keep_members(Team const& team, Plan const& plan, std::int32_t subgroup,
                                  ScratchOf<Packed> const& scratch) {
    std::int64_t const profiles = profiles_of(plan);
    View<std::int32_t const> const members =
        plan.subgroup_members.part(subgroup * profiles, profiles);
    std::int16_t const* const profile = scratch.patients.profile;
    std::int32_t* const followed = scratch.table.followed;
    team.for_each(plan.patients, [&](std::int32_t i) {
        followed[i] = members[profile[i]] != 0 ? followed[i] : -1;
    });
}

}  // namespace vtrial::kernels
