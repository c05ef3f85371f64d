#include "validation/reference/cut.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

#include "validation/reference/profiles.hpp"

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

/// The day on which one trigger is met; empty: its events never come.
std::optional<int> trigger_day(trials::CutTrigger const& trigger, ReferenceTrial const& trial) {
    if (trigger.kind == trials::Trigger::calendar) return last_calendar_day(trigger.months);
    if (trigger.kind == trials::Trigger::minimum_follow_up)
        return last_entry_day(trial) + rounded_days(trigger.months);
    auto const days = event_days(trial, trigger.events_of);
    auto const wanted = static_cast<std::size_t>(trigger.events);
    return days.size() < wanted ? std::nullopt : std::optional(days[wanted - 1]);
}

int latest_day(trials::Study const& study, trials::Analysis const& analysis,
               ReferenceTrial const& trial) {
    int const end = last_calendar_day(study.maximum_months);
    auto const capped = [=](double months) { return std::min(last_calendar_day(months), end); };
    int latest = capped(analysis.at_latest_months.value_or(study.maximum_months));
    for (auto const& checkpoint : analysis.checkpoints) {
        int const day = capped(checkpoint.calendar_months);
        int const events = events_by(trial, checkpoint.events_of, day);
        if (day <= latest && events < checkpoint.fewer_than_events)
            latest = std::max(latest, capped(checkpoint.then_at_latest_months));
    }
    return latest;
}

Cut cut(trials::Study const& study, trials::Analysis const& analysis, ReferenceTrial const& trial,
        int before) {
    int const first_latest =
        last_calendar_day(analysis.at_latest_months.value_or(study.maximum_months));
    int const latest = latest_day(study, analysis, trial);
    int const never = last_calendar_day(study.maximum_months) + 1;
    std::vector<int> met;
    bool any_came = false;
    bool all_came = true;
    for (auto const& trigger : analysis.triggers) {
        auto const day = trigger_day(trigger, trial);
        bool const came =
            trigger.kind != trials::Trigger::events || (day.has_value() && *day <= latest);
        any_came = any_came || came;
        all_came = all_came && came;
        met.push_back(day.value_or(never));
    }
    bool const for_all = analysis.when == trials::CutWhen::latest;
    int const wanted = for_all ? *std::max_element(met.begin(), met.end())
                               : *std::min_element(met.begin(), met.end());
    int const gap = before < 0 ? 0 : before + rounded_days(analysis.minimum_gap_months);
    int const day = std::max(std::min(std::max(wanted, gap), latest), before);
    return {day, for_all ? !all_came : !any_came,
            latest > std::min(first_latest, last_calendar_day(study.maximum_months))};
}

}  // namespace

std::vector<Cut> cuts(trials::Study const& study, ReferenceTrial const& trial) {
    std::vector<Cut> all;
    for (auto const& analysis : study.analyses) {
        int const before = all.empty() ? -1 : all.back().day;
        all.push_back(cut(study, analysis, trial, before));
    }
    return all;
}

int events_by(ReferenceTrial const& trial, trials::EndpointKind endpoint, int day) {
    auto const days = event_days(trial, endpoint);
    return static_cast<int>(std::upper_bound(days.begin(), days.end(), day) - days.begin());
}

ReferenceTrial patients_in(trials::Study const& study, std::string const& population,
                           ReferenceTrial const& trial) {
    if (population.empty()) return trial;
    ReferenceTrial members;
    for (trials::Subgroup const& subgroup : study.subgroups) {
        if (subgroup.name != population) continue;
        for (ReferencePatient const& patient : trial.patients) {
            bool const has_arm =
                subgroup.arm.empty() ||
                study.arms[static_cast<std::size_t>(patient.arm)].label == subgroup.arm;
            if (has_arm && profile_has(study, patient.profile, subgroup.where)) {
                members.patients.push_back(patient);
            }
        }
    }
    return members;
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

std::vector<Observation> data_from_second(ReferenceTrial const& trial,
                                          trials::EndpointKind endpoint, int day) {
    std::vector<Observation> data;
    for (auto const& patient : trial.patients) {
        int const followed = day - patient.entry_day - patient.second_day;
        if (patient.second_arm < 0 || followed < 0) continue;
        FollowUp const& follow_up = patient.follow_up_of(endpoint);
        // a progression may be dated by a visit before the second randomisation
        int const left = std::max(0, follow_up.leave_day - patient.second_day);
        data.push_back({static_cast<double>(std::min(left, followed)),
                        left <= followed && follow_up.event, patient.second_arm, patient.stratum});
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

std::vector<Observation> pfs_from_second_at_cut(ReferenceTrial const& trial,
                                                trials::CensoringRule rule, int day) {
    std::vector<Observation> data;
    for (auto const& patient : trial.patients) {
        bool const is_randomised_again =
            patient.second_arm >= 0 && patient.entry_day + patient.second_day <= day;
        if (!is_randomised_again) continue;
        Standing const standing = pfs_standing(patient.history, rule, day - patient.entry_day);
        // the last visit, or the one that a progression is dated by, may have been before
        double const days = std::max(0, standing.day - patient.second_day);
        data.push_back({days, standing.event, patient.second_arm, patient.stratum});
    }
    return data;
}

}  // namespace vtrial::reference
