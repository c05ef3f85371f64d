// One simulated trial, patient by patient, as docs/REPLICATE.md defines it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "trials/study.hpp"
#include "validation/reference/assess.hpp"

namespace vtrial::reference {

/// A longer time, in days, is cut to this one: no study lasts so long, and every time is finite.
inline constexpr double longest_days = 16383.0;

/// How a patient leaves observation of an endpoint.
struct FollowUp {
    int leave_day = 0;   ///< counted from the entry day, at least 1
    bool event = false;  ///< the endpoint was seen; otherwise the patient dropped out before it
};

struct ReferencePatient {
    int entry_day = 0;    ///< of the calendar, from the opening of accrual
    int profile = 0;      ///< of all factors
    int stratum = 0;      ///< of the stratification factors
    int arm = 0;          ///< 0 control, 1 experimental
    int second_arm = -1;  ///< of the second randomisation; -1: not randomised again
    int second_day = -1;  ///< after the first
    /// PFS, PFS2, OS and, with the disease model, TTNT, from randomisation, not rounded
    std::array<double, 4> endpoint_days{};
    double dropout_days = 0.0;            ///< from randomisation, not rounded
    std::array<FollowUp, 4> follow_up{};  ///< likewise; PFS by the rule that decides
    PatientHistory history{};             ///< of a study with assessments
    std::vector<bool> responses;  ///< seen when assessed, in the order of the study; where drawn

    double days_of(trials::EndpointKind endpoint) const {
        return endpoint_days[static_cast<std::size_t>(endpoint)];
    }
    FollowUp const& follow_up_of(trials::EndpointKind endpoint) const {
        return follow_up[static_cast<std::size_t>(endpoint)];
    }
};

struct ReferenceTrial {
    std::vector<ReferencePatient> patients;  ///< in order of arrival
};

/// The trial that `study` and its seed give for this replicate.
ReferenceTrial simulate(trials::Study const& study, std::uint64_t replicate);

}  // namespace vtrial::reference
