// Enrol: the day on which each patient enters, profile and stratum, and what else is fixed at
// baseline.
#pragma once

#include "kernels/core/double_precision.hpp"
#include "kernels/core/single_precision.hpp"
#include "kernels/plan/draws.hpp"
#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// The calendar day, rounded down, on which each patient arrives: the expected number recruited
/// reaches the patient's number plus a uniform.
template <class Team>
VTRIAL_FUNCTION void set_entry_days(Team const& team, Plan const& plan, Patients patients,
                                    std::uint32_t const* arrival_word) {
    // piece by piece, so that each loop over patients is free of inner loops
    for (std::int64_t k = 0; k < plan.accrual.size; ++k) {
        AccrualPiece const piece = plan.accrual[k];
        team.for_each(patients.count, [=](std::int32_t i) {
            double const recruited = (patients.first + i) + open_uniform_double(arrival_word[i]);
            double const since = recruited - piece.first_patient;
            double const day = piece.start_day + since * piece.days_per_patient;
            // before the piece its line may run below 0 or, as days, above what an int holds
            bool const reached = since >= 0.0;
            auto const whole_day = static_cast<std::int32_t>(select(reached, day, 0.0));
            // no look comes after `most_days`
            ShortDay const entry = short_day(smaller(whole_day, most_days + 1));
            patients.entry_day[i] = reached ? entry : patients.entry_day[i];
        });
    }
}

/// The profile of each patient: how many thresholds a word reaches.
template <class Team>
VTRIAL_FUNCTION void set_profiles(Team const& team, Plan const& plan, Patients patients,
                                  std::uint32_t const* profile_word) {
    team.for_each(patients.count, [=](std::int32_t i) { patients.profile[i] = 0; });
    for (std::int64_t k = 0; k < plan.profile_thresholds.size; ++k) {
        std::uint32_t const threshold = plan.profile_thresholds[k];
        team.for_each(patients.count, [=](std::int32_t i) {
            patients.profile[i] = static_cast<std::int16_t>(patients.profile[i] +
                                                            (profile_word[i] >= threshold ? 1 : 0));
        });
    }
}

/// The stratum of each patient, where it is not the profile itself.
template <class Team>
VTRIAL_FUNCTION void set_strata(Team const& team, Plan const& plan, Patients patients) {
    // a division of integers below 2^15 by one of them, without an integer division: the quotient
    // is at least 1 / (2 profiles) from a whole number
    float const inverse = 1.0f / static_cast<float>(plan.profiles_a_stratum);
    team.for_each(patients.count, [=](std::int32_t i) {
        float const quotient = (static_cast<float>(patients.profile[i]) + 0.5f) * inverse;
        patients.stratum[i] = static_cast<std::int16_t>(static_cast<std::int32_t>(quotient));
    });
}

/// Entry day, profile, stratum, and the words for frailty and drop-out of every patient, by number
/// of arrival.
template <class Team>
VTRIAL_FUNCTION void enrol(Team const& team, Plan const& plan, std::uint64_t replicate,
                           Patients const& patients, PatientTile const& tile) {
    team.for_each_tile(patients, tile, [&](auto const& member, Patients part, PatientTile own) {
        member.draw_for_each(plan.seed, replicate, DrawPurpose::baseline, part,
                             {{own.word[0], own.word[1], part.frailty_word, part.dropout_word}});
        set_entry_days(member, plan, part, own.word[0]);
        set_profiles(member, plan, part, own.word[1]);
        if constexpr (Team::has_extras) {
            if (plan.profiles_a_stratum > 1) {
                set_strata(member, plan, part);
            }
        }
    });
}

}  // namespace vtrial::kernels
