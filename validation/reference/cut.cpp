#include "validation/reference/cut.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace vtrial::reference {
namespace {

/// Half a day is rounded up: 8 months are 243.5 days.
int rounded_days(double months) {
    return static_cast<int>(std::lround(months * trials::days_per_month));
}

int last_calendar_day(double months) {
    return static_cast<int>(std::floor(months * trials::days_per_month));
}

int last_entry_day(ReferenceTrial const& trial) {
    int last = 0;
    for (auto const& patient : trial.patients) last = std::max(last, patient.entry_day);
    return last;
}

/// The calendar days of the observed events of an endpoint, in order.
std::vector<int> event_days(ReferenceTrial const& trial, trials::EndpointKind endpoint) {
    std::vector<int> days;
    for (auto const& patient : trial.patients) {
        FollowUp const& follow_up = patient.follow_up_of(endpoint);
        if (follow_up.event) days.push_back(patient.entry_day + follow_up.leave_day);
    }
    std::sort(days.begin(), days.end());
    return days;
}

}  // namespace

Cut cut_day(trials::Study const& study, trials::Analysis const& analysis,
            ReferenceTrial const& trial) {
    int const latest = last_calendar_day(analysis.at_latest_months.value_or(study.maximum_months));
    if (analysis.trigger == trials::Trigger::calendar) {
        return {std::min(last_calendar_day(analysis.months), latest), false};
    }
    if (analysis.trigger == trials::Trigger::minimum_follow_up) {
        int const day = last_entry_day(trial) + rounded_days(analysis.months);
        return {std::min(day, latest), false};
    }
    auto const days = event_days(trial, analysis.events_of);
    auto const wanted = static_cast<std::size_t>(analysis.events);
    if (days.size() < wanted || days[wanted - 1] > latest) return {latest, true};
    return {days[wanted - 1], false};
}

std::vector<Observation> data_at_cut(ReferenceTrial const& trial, trials::EndpointKind endpoint,
                                     int day) {
    std::vector<Observation> data;
    for (auto const& patient : trial.patients) {
        if (patient.entry_day > day) continue;
        int const followed = day - patient.entry_day;
        FollowUp const& follow_up = patient.follow_up_of(endpoint);
        bool const has_left = follow_up.leave_day <= followed;
        data.push_back({static_cast<double>(std::min(follow_up.leave_day, followed)),
                        has_left && follow_up.event, patient.arm, patient.stratum});
    }
    return data;
}

std::vector<Observation> pfs_at_cut(ReferenceTrial const& trial, trials::CensoringRule rule,
                                    int day) {
    std::vector<Observation> data;
    for (auto const& patient : trial.patients) {
        if (patient.entry_day > day) continue;
        Standing const standing = pfs_standing(patient.history, rule, day - patient.entry_day);
        data.push_back(
            {static_cast<double>(standing.day), standing.event, patient.arm, patient.stratum});
    }
    return data;
}

}  // namespace vtrial::reference
