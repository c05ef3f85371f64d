// A second randomisation: of the patients who are alive, without progression and still followed on
// its day, those who consent are assigned to one of two arms, each by itself.
#pragma once

#include "kernels/patients/crossover.hpp"
#include "kernels/patients/dropout.hpp"

namespace vtrial::kernels {

/// Draws for every patient whether the patient would consent, and which arm it would be. Nobody has
/// come so far yet.
template <class Team>
VTRIAL_SELDOM void plan_second_randomisation(Team const& team, Plan const& plan,
                                             std::uint64_t replicate, Patients patients,
                                             PatientTile tile) {
    team.draw_for_each(plan.seed, replicate, DrawPurpose::second_randomisation, patients,
                       {{tile.word[0], tile.word[1], tile.word[2], tile.word[3]}});
    std::uint32_t const* const consent_word = tile.word[0];
    std::uint32_t const* const arm_word = tile.word[1];
    double const consent_share = plan.second_randomisation.consent_share;
    double const experimental_share = plan.second_randomisation.experimental_share;
    team.for_each(patients.count, [=](std::int32_t i) {
        bool const consents = open_uniform_double(consent_word[i]) < consent_share;
        std::int32_t const arm = open_uniform_double(arm_word[i]) < experimental_share ? 1 : 0;
        patients.second_planned[i] = static_cast<std::int16_t>(consents ? arm : -1);
        patients.second_day[i] = -1;
    });
}

/// The day of the second randomisation in ticks; what has not come by then comes on a later day.
VTRIAL_FUNCTION std::uint32_t second_ticks(Plan const& plan) {
    return static_cast<std::uint32_t>(plan.second_randomisation.day) << ticks_per_day_bits;
}

/// Sets the day of those who are randomised again, by the durations of the first two transitions.
template <class Team>
VTRIAL_SELDOM void randomise_again(Team const& team, Plan const& plan, Patients patients,
                                   PatientTile tile) {
    DropoutTicks const dropout_of(plan);
    std::uint32_t const ticks = second_ticks(plan);
    auto const day = static_cast<std::int16_t>(plan.second_randomisation.day);
    std::uint32_t const* const progression =
        tile.duration_ticks[static_cast<int>(Transition::progression)];
    std::uint32_t const* const death =
        tile.duration_ticks[static_cast<int>(Transition::death_before_progression)];
    team.for_each(patients.count, [=](std::int32_t i) {
        std::uint32_t const first = smaller(progression[i], death[i]);
        bool const is_eligible = smaller(first, dropout_of(patients, i)) > ticks;
        bool const is_randomised = is_eligible && patients.second_planned[i] >= 0;
        patients.second_day[i] = is_randomised ? day : std::int16_t{-1};
    });
}

/// What a patient must accumulate until a transition under the hazard of the second arm: of the
/// draw E, in units of ln 2, the part h F until the day of the second randomisation (h the cell's
/// cumulative hazard then, F the frailty) stays as it is, the rest is divided by the hazard ratio.
template <bool is_prepared, class Team>
VTRIAL_SELDOM void prepare_second_arm(Team const& team, Plan const& plan, int index,
                                      Patients patients, PatientTile tile) {
    std::int32_t const profiles = profiles_of(plan);
    std::int64_t const cells = std::int64_t{arm_count} * profiles;
    bool const has_part_before = index < transitions_from_randomisation;
    View<float const> const before =
        plan.hazard_before_second.part(has_part_before ? index * cells : 0, cells);
    bool const has_frailty =
        plan.transitions[index].has_frailty != 0 && plan.frailty_log2_sd != 0.0;
    float const inverse_ratio = plan.second_randomisation.inverse_hazard_ratio[index];
    std::uint32_t* const word = tile.word[index];
    team.for_each(patients.count, [=](std::int32_t i) {
        float const exponential = exponential_draw<is_prepared>(word[i]);
        float const hazard = before[patients.arm[i] * profiles + patients.profile[i]];
        float const frailty = has_frailty ? exp2_of(tile.frailty_log2[i]) : 1.0f;
        float const kept = has_part_before ? hazard * frailty : 0.0f;
        float const rescaled = exponential * inverse_ratio + kept * (1.0f - inverse_ratio);
        bool const is_treated = patients.second_day[i] >= 0 && patients.second_planned[i] == 1;
        word[i] = bits_as<std::uint32_t>(is_treated ? rescaled : exponential);
    });
}

/// No rounding takes a patient back to before the second randomisation.
template <class Team>
VTRIAL_SELDOM void keep_after_second(Team const& team, Plan const& plan, int index,
                                     Patients patients, PatientTile tile) {
    std::uint32_t const earliest = second_ticks(plan) + 1u;
    std::uint32_t* const duration = tile.duration_ticks[index];
    team.for_each(patients.count, [=](std::int32_t i) {
        bool const is_randomised = patients.second_day[i] >= 0;
        duration[i] = is_randomised ? larger(duration[i], earliest) : duration[i];
    });
}

}  // namespace vtrial::kernels
