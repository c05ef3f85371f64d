// Respond: binary endpoints, assessed a given time after randomisation.
#pragma once

#include "kernels/patients/observe.hpp"

namespace vtrial::kernels {

/// Sets down one response of every patient who has it and has not dropped out before it is
/// assessed; has_response(patient, bound) tells who has it.
template <class Team, class HasResponse>
VTRIAL_FUNCTION void assess_response(Team const& team, Plan const& plan, int response,
                                     Patients patients, HasResponse const& has_response) {
    DropoutTicks const dropout_of(plan);
    std::int32_t const profiles = profiles_of(plan);
    double const* const bounds =
        plan.response_bounds.first + static_cast<std::int64_t>(response) * arm_count * profiles;
    auto const assessed = static_cast<std::uint32_t>(plan.responses.response[response].assessed_day)
                          << ticks_per_day_bits;
    team.for_each(patients.count, [=](std::int32_t i) {
        double const bound = bounds[patients.arm[i] * profiles + patients.profile[i]];
        bool const is_seen = has_response(i, bound) && dropout_of(patients, i) >= assessed;
        std::uint32_t const before = response == 0 ? 0u : patients.responses[i];
        patients.responses[i] = static_cast<std::uint8_t>(before | (is_seen ? 1u << response : 0u));
    });
}

/// The responses of every patient. Linked, a normal variable of the response is correlated with the
/// one behind the patient's times, so that the rate stays what it is.
template <class Team>
VTRIAL_SELDOM void respond(Team const& team, Plan const& plan, Patients patients,
                           PatientTile tile) {
    for (int response = 0; response < plan.responses.count; ++response) {
        ResponsePlan const planned = plan.responses.response[response];
        std::uint32_t const* const word = tile.word[first_response_word + response];
        auto const alone = [=](std::int32_t i, double rate) {
            return open_uniform_double(word[i]) < rate;
        };
        auto const linked = [=](std::int32_t i, double quantile) {
            double const own = normal_quantile<false>(open_uniform_double(word[i]));
            return planned.own_weight * own + planned.time_weight * tile.frailty_log2[i] < quantile;
        };
        if (planned.is_linked == 0) {
            assess_response(team, plan, response, patients, alone);
        } else {
            assess_response(team, plan, response, patients, linked);
        }
    }
}

}  // namespace vtrial::kernels
