// Treat: control patients who progress may cross over to the experimental drug.
#pragma once

#include "kernels/patients/multistate.hpp"

namespace vtrial::kernels {

/// Whether crossing over changes a transition.
VTRIAL_FUNCTION bool changes_by_crossover(Plan const& plan, int index) {
    return plan.crossover.share > 0.0 && plan.crossover.inverse_hazard_ratio[index] != 1.0f;
}

/// Divides what a crossing patient must accumulate until a transition by its hazard ratio, so that
/// draw_durations finds the time under the changed hazard. Returns whether the words of the
/// transition are prepared for it. Who crosses is drawn for every control patient, and matters only
/// to those who come that far.
template <class Team>
VTRIAL_FUNCTION bool cross_over(Team const& team, Plan const& plan, int index, Patients patients,
                                PatientTile tile) {
    float const inverse_hazard_ratio = plan.crossover.inverse_hazard_ratio[index];
    double const share = plan.crossover.share;
    if (!changes_by_crossover(plan, index)) {
        return false;
    }
    std::uint32_t* const word = tile.word[index];
    std::uint32_t const* const own_word = tile.word[crossover_word];
    team.for_each(patients.count, [=](std::int32_t i) {
        bool const crosses = patients.arm[i] == 0 && open_uniform_double(own_word[i]) < share;
        float const exponential = exponential_log2(word[i]);
        word[i] =
            bits_as<std::uint32_t>(crosses ? exponential * inverse_hazard_ratio : exponential);
    });
    return true;
}

}  // namespace vtrial::kernels
