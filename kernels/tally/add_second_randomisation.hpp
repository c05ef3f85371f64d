// Adding the second randomisation of one replicate to a tally.
#pragma once

#include "kernels/tally/add.hpp"

namespace vtrial::kernels {

/// Adds, look by look, how many patients have been randomised again, by arm and together, and their
/// share of those randomised first.
template <class Team>
VTRIAL_SELDOM void add_second_randomisation(Team const& team, Plan const& plan,
                                            ReplicateOutcome const& outcome,
                                            TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    std::int32_t const looks = plan.second_randomisation.is_planned != 0 ? plan.looks : 0;
    for (int look = 0; look < looks; ++look) {
        LookOutcome const& result = outcome.look[look];
        std::int64_t both = 0;
        for (int arm = 0; arm < arm_count; ++arm) {
            add_moment(team, tally, at.randomised_again(look, arm), result.randomised_again[arm]);
            both += result.randomised_again[arm];
        }
        add_moment(team, tally, at.randomised_again(look, arm_count), both);
        double const patients = larger(1.0, static_cast<double>(result.patients));
        add_effect(team, tally, at.randomised_again_share(look),
                   static_cast<double>(both) / patients);
    }
}

}  // namespace vtrial::kernels
