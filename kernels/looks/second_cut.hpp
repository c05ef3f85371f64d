// What is known at a cut from the second randomisation on.
#pragma once

#include "kernels/looks/cut.hpp"
#include "kernels/replicate/outcome.hpp"

namespace vtrial::kernels {

/// Turns what is known at a cut into what is known from the second randomisation on: days count
/// from it, and who has not been randomised again by then, or not from `first_arm` (-1: any), is as
/// if not enrolled.
template <class Team, class Packed>
VTRIAL_SELDOM void count_from_second_randomisation(Team const& team, Plan const& plan,
                                                   std::int32_t cut_day, std::int32_t first_arm,
                                                   ScratchOf<Packed> const& scratch) {
    Patients const& patients = scratch.patients;
    ShortDay const* const entry_day = patients.entry_day;
    std::int16_t const* const second_day = patients.second_day;
    std::int16_t const* const arm = patients.arm;
    std::int32_t* const followed = scratch.table.followed;
    team.for_each(plan.patients, [=](std::int32_t i) {
        std::int32_t const day = second_day[i];
        bool const is_randomised = day >= 0 && entry_day[i] + day <= cut_day;
        bool const is_meant = (first_arm < 0 || arm[i] == first_arm) && followed[i] >= 0;
        std::int32_t const left = followed[i] - 2 * day;
        // a last visit may lie before the second randomisation
        std::int32_t const from_then_on = larger(left, left & 1);
        followed[i] = is_randomised && is_meant ? from_then_on : -1;
    });
}

/// Counts, by their second arm, those who have been randomised again by a day of the calendar.
template <class Team, class Packed>
VTRIAL_SELDOM void count_randomised_again(Team const& team, Plan const& plan, std::int32_t cut_day,
                                          ScratchOf<Packed> const& scratch, LookOutcome& outcome) {
    Patients const& patients = scratch.patients;
    auto const randomised = team.sum(plan.patients, [&](std::int32_t i, std::int64_t& control,
                                                        std::int64_t& experimental) {
        std::int32_t const day = patients.second_day[i];
        std::int32_t const is_counted = day >= 0 && patients.entry_day[i] + day <= cut_day ? 1 : 0;
        control += is_counted & (patients.second_planned[i] == 0 ? 1 : 0);
        experimental += is_counted & (patients.second_planned[i] == 1 ? 1 : 0);
    });
    team.once([&] {
        outcome.randomised_again[0] = static_cast<std::int32_t>(randomised.first);
        outcome.randomised_again[1] = static_cast<std::int32_t>(randomised.second);
    });
}

}  // namespace vtrial::kernels
