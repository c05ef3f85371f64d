// Observe: drop-out ends the observation of all endpoints; from here on time is whole days.
#pragma once

#include "kernels/patients/copula.hpp"
#include "kernels/patients/dropout.hpp"

namespace vtrial::kernels {

/// The day, rounded up and at least 1, on which so many ticks are over.
VTRIAL_FUNCTION std::int32_t day_after(std::uint32_t ticks) {
    constexpr std::uint32_t almost_a_day = (1u << ticks_per_day_bits) - 1u;
    return static_cast<std::int32_t>((ticks + almost_a_day) >> ticks_per_day_bits);
}

/// The last day of observation and whether it is an event, as 2 * day + event.
VTRIAL_FUNCTION ShortDay observation(std::uint32_t endpoint, std::uint32_t dropout) {
    std::int32_t const event = endpoint <= dropout ? 1 : 0;
    return short_day(2 * day_after(smaller(endpoint, dropout)) + event);
}

/// Draws drop-out and sets down what can be seen of each endpoint, were the study never cut;
/// endpoints_of(patient) are the patient's.
template <class Team, class EndpointsOf>
VTRIAL_FUNCTION void observe_endpoints(Team const& team, Plan const& plan, Patients patients,
                                       EndpointsOf const& endpoints_of) {
    DropoutTicks const dropout_of(plan);
    team.for_each(patients.count, [=](std::int32_t i) {
        std::uint32_t const dropout = dropout_of(patients, i);
        EndpointTicks const reached = endpoints_of(i);
        patients.observed[0][i] = observation(reached.pfs, dropout);
        patients.observed[1][i] = observation(reached.pfs2, dropout);
        patients.observed[2][i] = observation(reached.os, dropout);
    });
}

/// Drop-out and the endpoints of the plan's model.
template <class Team>
VTRIAL_FUNCTION void observe(Team const& team, Plan const& plan, Patients patients,
                             PatientTile tile) {
    if constexpr (Team::has_extras) {
        if (plan.copula.family != CopulaFamily::none) {
            bool const ordered = plan.copula.ends_are_ordered != 0;
            observe_endpoints(team, plan, patients,
                              [=](std::int32_t i) { return joint_endpoints(tile, ordered, i); });
            return;
        }
    }
    observe_endpoints(team, plan, patients, [=](std::int32_t i) { return course(tile, i); });
}

}  // namespace vtrial::kernels
