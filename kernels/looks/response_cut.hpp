// What is known of responses by the disease model at a cut: who has responded, and for how long.
#pragma once

#include "kernels/looks/cut.hpp"

namespace vtrial::kernels {

/// As follow_until(), of the duration of response: from the day on which a response began to
/// progression or death, in those in whom the cut knows it to be confirmed; the others are left out
/// as if not enrolled. Returns the number enrolled.
template <class Team, class Packed>
VTRIAL_SELDOM std::int32_t follow_response_until(Team const& team, Plan const& plan,
                                                 std::int32_t cut_day,
                                                 ScratchOf<Packed> const& scratch) {
    Patients const& patients = scratch.patients;
    ShortDay const* const pfs = patients.observed[static_cast<int>(Endpoint::PFS)];
    std::int32_t const enrolled = follow_until(team, plan, cut_day, pfs, scratch);
    std::uint16_t const* const confirmed = patients.response_day[confirmed_row(plan.responses)];
    std::uint16_t const* const began = patients.response_day[began_row(plan.responses)];
    ShortDay const* const entry_day = patients.entry_day;
    std::int32_t* const followed = scratch.table.followed;
    team.for_each(plan.patients, [=](std::int32_t i) {
        bool const is_known = entry_day[i] + std::int32_t{confirmed[i]} <= cut_day;
        followed[i] = is_known ? followed[i] - 2 * std::int32_t{began[i]} : -1;
    });
    return enrolled;
}

/// Leaves those in what is known at a cut who have a response by then, or those who have none; all
/// others as if not enrolled. `by_response` is that of an estimand.
template <class Team, class Packed>
VTRIAL_SELDOM void keep_by_response(Team const& team, Plan const& plan, std::int32_t by_response,
                                    std::int32_t cut_day, ScratchOf<Packed> const& scratch) {
    bool const has_response = by_response > 0;
    std::uint16_t const* const response_day =
        scratch.patients.response_day[(has_response ? by_response : -by_response) - 1];
    ShortDay const* const entry_day = scratch.patients.entry_day;
    std::int32_t* const followed = scratch.table.followed;
    team.for_each(plan.patients, [=](std::int32_t i) {
        bool const has_come = entry_day[i] + std::int32_t{response_day[i]} <= cut_day;
        followed[i] = has_come == has_response ? followed[i] : -1;
    });
}

}  // namespace vtrial::kernels
