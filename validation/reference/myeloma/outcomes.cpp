#include "validation/reference/myeloma/outcomes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace vtrial::reference::myeloma {
namespace {

double months_of(Course const& course, MyelomaEndpoint endpoint) {
    switch (endpoint) {
        case MyelomaEndpoint::pfs:
            return course.progression_free_months();
        case MyelomaEndpoint::pfs2:
            return course.second_progression_free_months();
        case MyelomaEndpoint::next_treatment:
            return course.treatment_free_months();
        case MyelomaEndpoint::os:
            break;
    }
    return course.death_months;
}

FollowedTime follow_patient(EnrolledPatient const& patient, MyelomaEndpoint endpoint,
                            double end_months) {
    double const months = months_of(patient.course, endpoint);
    double const until = std::min(end_months, patient.course.dropout_months);
    return {std::min(months, until), months <= until};
}

void sort_by_time(std::vector<FollowedTime>& times) {
    // an event comes before a censoring of the same time
    std::sort(times.begin(), times.end(), [](FollowedTime const& a, FollowedTime const& b) {
        return a.months != b.months ? a.months < b.months : a.event && !b.event;
    });
}

/// The time at which the curve falls below a level.
double time_below(std::vector<FollowedTime> const& sorted, double level) {
    double survival = 1.0;
    double at_risk = static_cast<double>(sorted.size());
    for (FollowedTime const& patient : sorted) {
        if (patient.event) survival *= 1.0 - 1.0 / at_risk;
        if (survival < level) return patient.months;
        at_risk -= 1.0;
    }
    return never_months;
}

Estimate share(double count, double of) {
    double const value = count / of;
    return {value, std::sqrt(value * (1.0 - value) / of)};
}

template <typename Condition>
Estimate share_of(std::vector<EnrolledPatient> const& patients, Condition condition) {
    auto const count = std::count_if(patients.begin(), patients.end(), condition);
    return share(static_cast<double>(count), static_cast<double>(patients.size()));
}

struct TimeInArm {
    FollowedTime time;
    std::size_t arm;
};

/// Events by arm at one time, and who is at risk then.
struct TiedEvents {
    std::array<double, 2> events{};
    std::array<double, 2> at_risk{};
};

std::vector<TiedEvents> tied_events(std::vector<TimeInArm> const& sorted) {
    std::array<double, 2> at_risk{};
    for (TimeInArm const& patient : sorted) at_risk[patient.arm] += 1.0;
    std::vector<TiedEvents> ties;
    for (std::size_t i = 0; i < sorted.size();) {
        TiedEvents tie{{}, at_risk};
        double const now = sorted[i].time.months;
        for (; i < sorted.size() && sorted[i].time.months == now; ++i) {
            if (sorted[i].time.event) tie.events[sorted[i].arm] += 1.0;
            at_risk[sorted[i].arm] -= 1.0;
        }
        if (tie.events[0] + tie.events[1] > 0.0) ties.push_back(tie);
    }
    return ties;
}

}  // namespace

std::vector<EnrolledPatient> simulate_arm(trials::MyelomaTrial const& trial, Draws const& draws,
                                          std::uint32_t count, int arm) {
    std::vector<EnrolledPatient> patients;
    patients.reserve(count);
    for (std::uint32_t number = 0; number < count; ++number) {
        PatientDraws const own{draws, number};
        patients.push_back({course_of(trial, own, arm), own.uniform(address::arrival)});
    }
    return patients;
}

std::vector<FollowedTime> follow(trials::MyelomaTrial const& trial,
                                 std::vector<EnrolledPatient> const& patients,
                                 MyelomaEndpoint endpoint) {
    std::vector<FollowedTime> times;
    for (EnrolledPatient const& patient : patients) {
        times.push_back(follow_patient(patient, endpoint, trial.follow_up.horizon_months));
    }
    return times;
}

std::vector<FollowedTime> follow_to_cut(trials::MyelomaTrial const& trial,
                                        std::vector<EnrolledPatient> const& patients,
                                        MyelomaEndpoint endpoint, double follow_up_months) {
    std::vector<FollowedTime> times;
    for (EnrolledPatient const& patient : patients) {
        double const followed =
            follow_up_months + trial.follow_up.accrual_months * (0.5 - patient.entry_share);
        times.push_back(
            follow_patient(patient, endpoint, std::min(followed, trial.follow_up.horizon_months)));
    }
    return times;
}

Estimate survival_at(std::vector<FollowedTime> times, double months) {
    sort_by_time(times);
    double survival = 1.0;
    double variance = 0.0;
    double at_risk = static_cast<double>(times.size());
    for (FollowedTime const& patient : times) {
        if (patient.months > months) break;
        if (patient.event) {
            survival *= 1.0 - 1.0 / at_risk;
            variance += 1.0 / (at_risk * std::max(1.0, at_risk - 1.0));
        }
        at_risk -= 1.0;
    }
    return {survival, survival * std::sqrt(variance)};
}

Estimate median_survival(std::vector<FollowedTime> times) {
    sort_by_time(times);
    double const median = time_below(times, 0.5);
    double const error = survival_at(times, median).standard_error;
    return {median, (time_below(times, 0.5 - error) - time_below(times, 0.5 + error)) / 2.0};
}

Estimate hazard_ratio(std::vector<FollowedTime> const& control,
                      std::vector<FollowedTime> const& experimental) {
    std::vector<TimeInArm> all;
    for (FollowedTime const& time : control) all.push_back({time, 0});
    for (FollowedTime const& time : experimental) all.push_back({time, 1});
    std::sort(all.begin(), all.end(),
              [](TimeInArm const& a, TimeInArm const& b) { return a.time.months < b.time.months; });
    auto const ties = tied_events(all);
    double log_ratio = 0.0;
    double information = 0.0;
    for (int step = 0; step < 12; ++step) {
        double score = 0.0;
        information = 0.0;
        for (TiedEvents const& tie : ties) {
            double const events = tie.events[0] + tie.events[1];
            for (double gone = 0.0; gone < events; gone += 1.0) {
                double const share_gone = gone / events;
                double const risk_1 =
                    std::exp(log_ratio) * (tie.at_risk[1] - share_gone * tie.events[1]);
                double const risk_0 = tie.at_risk[0] - share_gone * tie.events[0];
                double const expected = risk_1 / (risk_0 + risk_1);
                score -= expected;
                information += expected * (1.0 - expected);
            }
            score += tie.events[1];
        }
        log_ratio += score / information;
    }
    return {std::exp(log_ratio), std::exp(log_ratio) / std::sqrt(information)};
}

Estimate response_share(std::vector<EnrolledPatient> const& patients, Response at_least) {
    return share_of(patients, [&](EnrolledPatient const& patient) {
        return patient.course.best_response >= at_least;
    });
}

Estimate residual_disease_negative_share(std::vector<EnrolledPatient> const& patients,
                                         double before_months) {
    return share_of(patients, [&](EnrolledPatient const& patient) {
        auto const& results = patient.course.residual_disease;
        return std::any_of(results.begin(), results.end(), [&](auto const& result) {
            return result.negative && result.months < before_months;
        });
    });
}

Estimate later_daratumumab_share(std::vector<EnrolledPatient> const& patients) {
    double started = 0.0;
    double with_daratumumab = 0.0;
    for (EnrolledPatient const& patient : patients) {
        if (patient.course.next_line_months == never_months) continue;
        started += 1.0;
        with_daratumumab += patient.course.had_later_daratumumab ? 1.0 : 0.0;
    }
    return share(with_daratumumab, started);
}

}  // namespace vtrial::reference::myeloma
