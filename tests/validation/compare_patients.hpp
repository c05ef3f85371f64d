// Patients of the kernels against those of the reference, on the same draws.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "kernels/plan/plan.hpp"
#include "kernels/replicate/scratch.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::test {

/// Kernels add durations in ticks of 2^-16 day, each a float of 24 bits: within a study of ten
/// years a time is some 1e-4 day from the reference's, and its day another one only where midnight
/// is between them.
inline constexpr double near_midnight = 0.001;
/// The disease model's times are floats, and those of deaths interpolated between floats; the
/// largest difference in the test of its kernel is 0.01 day.
inline constexpr double near_midnight_of_disease = 0.02;

struct Comparison {
    double margin_at_midnight = near_midnight;
    double share_near_midnight = 1e-3;  ///< of times whose day may be another one
    std::int64_t times = 0;
    std::int64_t other_days = 0;    ///< of a time near midnight
    std::int64_t other_events = 0;  ///< endpoint and drop-out within the same 0.001 day
    std::map<std::string, std::int64_t> faults;  ///< what is not to be explained so, how often
    std::int64_t responses = 0;                  ///< seen
    std::int64_t randomised_again = 0;
    std::int64_t tests = 0;
    std::int64_t further_tests = 0;
    std::int64_t tied_events = 0;  ///< events of PFS on a day with another one
    double largest_z = 0.0;
    double largest_log_hr = 0.0;
    double largest_error = 0.0;

    void require(bool is_right, std::string const& what) {
        if (!is_right) {
            ++faults[what];
        }
    }
};

inline void compare_follow_up(reference::ReferencePatient const& patient, std::size_t endpoint,
                              std::int32_t observed, int last_day, Comparison& comparison) {
    reference::FollowUp const& expected = patient.follow_up[endpoint];
    int const day = observed / 2;
    bool const event = (observed & 1) != 0;
    if (patient.entry_day + std::min(day, expected.leave_day) > last_day) {
        return;  // after the end of the study: never seen
    }
    ++comparison.times;
    double const end = std::min(patient.endpoint_days[endpoint], patient.dropout_days);
    if (day != expected.leave_day) {
        bool const excused = std::abs(day - expected.leave_day) == 1 &&
                             std::abs(end - std::round(end)) < comparison.margin_at_midnight;
        comparison.require(excused, "day");
        ++comparison.other_days;
    }
    if (event != expected.event) {
        bool const excused = std::abs(patient.endpoint_days[endpoint] - patient.dropout_days) <
                             comparison.margin_at_midnight;
        comparison.require(excused, "event");
        ++comparison.other_events;
    }
}

inline void compare_responses(reference::ReferencePatient const& patient, kernels::Plan const& plan,
                              std::uint8_t responses, Comparison& comparison) {
    for (std::size_t response = 0; response < patient.responses.size(); ++response) {
        bool const seen = (responses >> response & 1u) != 0;
        double const assessed = plan.responses.response[response].assessed_day;
        bool const excused =
            std::abs(patient.dropout_days - assessed) < comparison.margin_at_midnight;
        comparison.require(excused || seen == patient.responses[response], "response");
        comparison.responses += seen ? 1 : 0;
    }
}

inline void compare_patients(reference::ReferenceTrial const& expected, kernels::Plan const& plan,
                             kernels::Patients const& patients, Comparison& comparison) {
    for (std::size_t i = 0; i < expected.patients.size(); ++i) {
        reference::ReferencePatient const& patient = expected.patients[i];
        comparison.require(patients.entry_day[i] == patient.entry_day, "entry day");
        comparison.require(patients.stratum[i] == patient.stratum, "stratum");
        comparison.require(patients.profile[i] == patient.profile, "profile");
        comparison.require(patients.arm[i] == patient.arm, "arm");
        if (plan.second_randomisation.is_planned != 0) {
            bool const is_randomised = patient.second_day >= 0;
            comparison.require(patients.second_day[i] == patient.second_day, "second day");
            comparison.require(!is_randomised || patients.second_planned[i] == patient.second_arm,
                               "second arm");
            comparison.randomised_again += is_randomised ? 1 : 0;
        }
        if (plan.responses.count > 0 && !kernels::has_disease_model(plan)) {
            compare_responses(patient, plan, patients.responses[i], comparison);
        }
        std::size_t const endpoints = kernels::has_disease_model(plan) ? 4 : 3;
        for (std::size_t endpoint = 0; endpoint < endpoints; ++endpoint) {
            compare_follow_up(patient, endpoint, patients.observed[static_cast<int>(endpoint)][i],
                              plan.last_day, comparison);
        }
    }
}

/// The kernels' patients as the reference keeps them.
inline reference::ReferenceTrial trial_of(kernels::Plan const& plan,
                                          kernels::Patients const& patients) {
    reference::ReferenceTrial trial;
    for (std::int32_t i = 0; i < plan.patients; ++i) {
        reference::ReferencePatient patient;
        patient.entry_day = patients.entry_day[i];
        patient.stratum = patients.stratum[i];
        patient.profile = patients.profile[i];
        patient.arm = patients.arm[i];
        std::size_t const endpoints = kernels::has_disease_model(plan) ? 4 : 3;
        for (std::size_t endpoint = 0; endpoint < endpoints; ++endpoint) {
            std::int32_t const observed = patients.observed[static_cast<int>(endpoint)][i];
            patient.follow_up[endpoint] = {observed / 2, (observed & 1) != 0};
        }
        if (plan.second_randomisation.is_planned != 0) {
            patient.second_day = patients.second_day[i];
            patient.second_arm = patient.second_day >= 0 ? patients.second_planned[i] : -1;
        }
        trial.patients.push_back(patient);
    }
    return trial;
}

}  // namespace vtrial::test
