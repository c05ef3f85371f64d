// Treat and follow: the durations of the plan's model.
#pragma once

#include "kernels/patients/copula.hpp"
#include "kernels/patients/crossover.hpp"
#include "kernels/patients/second_randomisation.hpp"

namespace vtrial::kernels {

/// The durations of one transition or margin, cured patients included.
template <bool is_prepared, class Team>
VTRIAL_FUNCTION void follow_transition(Team const& team, Plan const& plan, int index,
                                       Patients patients, PatientTile tile) {
    draw_durations<is_prepared>(team, plan, index, patients, tile);
    if (plan.transitions[index].has_cure != 0) {
        cure(team, plan, index, patients, tile);
    }
}

/// Randomises again, and makes the durations of those whose hazards that changes once more.
template <class Team>
VTRIAL_APART void follow_second_randomisation(Team const& team, Plan const& plan, Patients patients,
                                              PatientTile tile) {
    randomise_again(team, plan, patients, tile);
    for (int index = 0; index < transition_count; ++index) {
        if (plan.second_randomisation.inverse_hazard_ratio[index] == 1.0f) {
            continue;
        }
        if (changes_by_crossover(plan, index)) {
            prepare_second_arm<true>(team, plan, index, patients, tile);
        } else {
            prepare_second_arm<false>(team, plan, index, patients, tile);
        }
        follow_transition<true>(team, plan, index, patients, tile);
        if (index < transitions_from_randomisation) {
            keep_after_second(team, plan, index, patients, tile);
        }
    }
}

/// The illness-death model: the frailty, then the durations of all transitions.
template <class Team>
VTRIAL_FUNCTION void follow_states(Team const& team, Plan const& plan, Patients patients,
                                   PatientTile tile) {
    if (plan.frailty_log2_sd != 0.0) {
        set_frailty(team, plan, patients, tile);
    }
    for (int index = 0; index < transition_count; ++index) {
        if constexpr (Team::has_extras) {
            if (cross_over(team, plan, index, patients, tile)) {
                follow_transition<true>(team, plan, index, patients, tile);
                continue;
            }
        }
        follow_transition<false>(team, plan, index, patients, tile);
    }
    if constexpr (Team::has_extras) {
        if (plan.second_randomisation.is_planned != 0) {
            follow_second_randomisation(team, plan, patients, tile);
        }
    }
}

/// The copula model: the three times are joined, then turned into durations.
template <class Team>
VTRIAL_SELDOM void follow_joint_times(Team const& team, Plan const& plan, Patients patients,
                                      PatientTile tile) {
    join(team, plan.copula, patients, tile.word);
    if (plan.responses.count > 0) {
        set_normal_of_first(team, patients, tile);
    }
    for (int index = 0; index < joint_times; ++index) {
        follow_transition<true>(team, plan, index, patients, tile);
    }
}

/// Draws the words of the disease, then the durations.
template <class Team>
VTRIAL_FUNCTION void follow(Team const& team, Plan const& plan, std::uint64_t replicate,
                            Patients patients, PatientTile tile) {
    draw_words(team, plan, replicate, patients, tile);
    if constexpr (Team::has_extras) {
        if (plan.copula.family != CopulaFamily::none) {
            follow_joint_times(team, plan, patients, tile);
            return;
        }
    }
    follow_states(team, plan, patients, tile);
}

}  // namespace vtrial::kernels
