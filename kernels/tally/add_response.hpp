// Adding the binary endpoints of one replicate to a tally.
#pragma once

#include "kernels/tally/add.hpp"

namespace vtrial::kernels {

/// Adds a response at a look: rates and tests.
template <class Team>
VTRIAL_FUNCTION void add_response(Team const& team, Plan const& plan, ResponseOutcome const& result,
                                  int look, int response, TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    add_moment(team, tally, at.assessed(look, response),
               std::int64_t{result.patients[0]} + result.patients[1]);
    double rate[arm_count] = {0.0, 0.0};
    for (int arm = 0; arm < arm_count; ++arm) {
        bool const exists = result.patients[arm] > 0;
        double const patients = larger(1.0, static_cast<double>(result.patients[arm]));
        rate[arm] = static_cast<double>(result.responders[arm]) / patients;
        add_effect(team, tally, at.response_rate(look, response, arm), rate[arm]);
        add_if(team, tally, at.response_rate_exists(look, response, arm), exists);
    }
    bool const both = result.patients[0] > 0 && result.patients[1] > 0;
    add_effect(team, tally, at.rate_difference(look, response), both ? rate[1] - rate[0] : 0.0);
    add_if(team, tally, at.rate_difference_exists(look, response), both);
    add_if(team, tally, at.response_rejects(look, response, 0),
           -result.difference.z >= plan.nominal_bound);
    add_if(team, tally, at.response_rejects(look, response, 1),
           -result.stratified.z >= plan.nominal_bound);
}

/// Adds all responses of a replicate.
template <class Team>
VTRIAL_FUNCTION void add_responses(Team const& team, Plan const& plan,
                                   ReplicateOutcome const& outcome, TallyView const& tally) {
    for (int look = 0; look < plan.looks; ++look) {
        for (int response = 0; response < plan.responses.count; ++response) {
            add_response(team, plan, outcome.look[look].response[response], look, response, tally);
        }
    }
}

}  // namespace vtrial::kernels
