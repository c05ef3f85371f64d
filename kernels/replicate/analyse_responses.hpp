// Test: the binary endpoints in the data of one cut.
#pragma once

#include "kernels/replicate/outcome.hpp"
#include "kernels/replicate/scratch.hpp"
#include "kernels/statistics/mantel_haenszel.hpp"

namespace vtrial::kernels {

/// Whether a patient has a response on a day of the calendar.
class HasResponded {
  public:
    VTRIAL_FUNCTION HasResponded(Plan const& plan, Patients const& patients, int response,
                                 std::int32_t day)
        : is_drawn_(plan.responses.response[response].kind == ResponseKind::drawn),
          bits_(patients.responses),
          response_day_(patients.response_day[response]),
          entry_day_(patients.entry_day),
          response_(response),
          day_(day) {}

    VTRIAL_FUNCTION std::uint32_t operator()(std::int32_t i) const {
        if (is_drawn_) {
            return bits_[i] >> response_ & 1u;
        }
        return entry_day_[i] + std::int32_t{response_day_[i]} <= day_ ? 1u : 0u;
    }

  private:
    bool is_drawn_;
    std::uint8_t const* bits_;
    std::uint16_t const* response_day_;
    ShortDay const* entry_day_;
    int response_;
    std::int32_t day_;
};

/// The patients in whom a response or an adverse event is described, all or a subgroup, and their
/// arms: those of the first randomisation or of the second.
class IsMeant {
  public:
    VTRIAL_FUNCTION IsMeant(Plan const& plan, Patients const& patients,
                            ResponsePlan const& response)
        : is_of_subgroup_(response.is_of_subgroup != 0),
          members_(plan.subgroup_members.first +
                   (is_of_subgroup_ ? response.subgroup * profiles_of(plan) : 0)),
          profile_(patients.profile),
          first_arm_(response.is_from_second != 0 ? response.first_arm : -1),
          first_arms_(patients.arm),
          arms_(response.is_from_second != 0 ? patients.second_planned : patients.arm),
          second_day_(response.is_from_second != 0 ? patients.second_day : nullptr) {}

    VTRIAL_FUNCTION bool operator()(std::int32_t i) const {
        return (!is_of_subgroup_ || members_[profile_[i]] != 0) &&
               (first_arm_ < 0 || first_arms_[i] == first_arm_) &&
               (second_day_ == nullptr || second_day_[i] >= 0);
    }
    /// Of a patient who is meant.
    VTRIAL_FUNCTION std::int32_t arm(std::int32_t i) const { return arms_[i]; }
    /// The day of the randomisation that is meant, after the first.
    VTRIAL_FUNCTION std::int32_t day(std::int32_t i) const {
        return second_day_ == nullptr ? 0 : second_day_[i];
    }

  private:
    bool is_of_subgroup_;
    std::int32_t const* members_;
    std::int16_t const* profile_;
    std::int32_t first_arm_;
    std::int16_t const* first_arms_;
    std::int16_t const* arms_;
    std::int16_t const* second_day_;
};

/// Counts, by stratum, the patients whose assessment is on or before a day (with the disease model
/// all who have been randomised by then), and of them those who have responded.
template <class Team, class Packed>
VTRIAL_FUNCTION void count_responses(Team const& team, Plan const& plan,
                                     ScratchOf<Packed> const& scratch, std::int32_t last_day,
                                     int response) {
    Patients const& patients = scratch.patients;
    ResponseCounts* const strata = scratch.response_strata;
    ResponsePlan const& planned = plan.responses.response[response];
    std::int32_t const last_entry = last_day - planned.assessed_day;
    IsMeant const is_meant(plan, patients, planned);
    HasResponded const has_responded(plan, patients, response, last_day);
    // counters are unsigned, and may be seen as such
    auto const add = [&](std::int32_t& counter, std::uint32_t amount) {
        team.add(reinterpret_cast<std::uint32_t&>(counter), amount);
    };
    team.clear(strata, plan.strata);
    team.scatter(patients.count, [&](std::int32_t i) {
        if (is_meant(i) && patients.entry_day[i] + is_meant.day(i) <= last_entry) {
            ResponseCounts& stratum = strata[patients.stratum[i]];
            add(stratum.patients[is_meant.arm(i)], 1u);
            add(stratum.responders[is_meant.arm(i)], has_responded(i));
        }
    });
}

/// The tests of one response from its counts; `margin` is that of the difference.
VTRIAL_FUNCTION ResponseOutcome test_response(View<ResponseCounts const> strata, double margin) {
    ResponseOutcome outcome{};
    for (std::int64_t k = 0; k < strata.size; ++k) {
        for (int arm = 0; arm < arm_count; ++arm) {
            outcome.patients[arm] += strata[k].patients[arm];
            outcome.responders[arm] += strata[k].responders[arm];
        }
    }
    ResponseCounts const all{{outcome.patients[0], outcome.patients[1]},
                             {outcome.responders[0], outcome.responders[1]}};
    ArmDifference const difference = compare_rates(all, margin);
    CochranMantelHaenszel const stratified = cochran_mantel_haenszel(strata);
    outcome.difference = {difference.z, difference.estimate, difference.standard_error,
                          difference.exists};
    outcome.stratified = {stratified.z, 0.0, 0.0, stratified.exists};
    return outcome;
}

/// Analyses all responses in the data up to and with a day of the calendar.
template <class Team, class Packed>
VTRIAL_SELDOM void analyse_responses(Team const& team, Plan const& plan,
                                     ScratchOf<Packed> const& scratch, std::int32_t last_day,
                                     LookOutcome& outcome) {
    for (int response = 0; response < plan.responses.count; ++response) {
        count_responses(team, plan, scratch, last_day, response);
        team.once([&] {
            outcome.response[response] = test_response({scratch.response_strata, plan.strata},
                                                       plan.responses.response[response].margin);
        });
    }
}

}  // namespace vtrial::kernels
