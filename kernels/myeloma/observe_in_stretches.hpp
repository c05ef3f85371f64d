// What a trial sees of its patients' courses by the disease model, by a team of lanes: each follows
// one patient at a time, over a stretch of cycles. Between stretches the patients wait in the
// block's memory and the list of those still needed closes up: lanes side by side stay busy though
// patients die, and a block takes as many passes as there are patients left.
//
// Three functions of their own, since each then has all registers: a stretch keeps most of its
// patient in them, and neither what is drawn nor what is observed takes any from it.
#pragma once

#include "kernels/myeloma/observe_disease.hpp"
#include "kernels/myeloma/park_patients.hpp"

namespace vtrial::kernels {

/// A lane whose patient has left is idle for the rest of a stretch; the way in and out of memory
/// costs as much as a third of a cycle, and 1 kB of traffic.
inline constexpr std::int32_t cycles_of_stretch = 16;

/// Of a number on the list: this patient is needed no longer.
inline constexpr std::uint32_t has_left = 1u << 31;

/// Draws a patient, who then waits at a place.
template <class Tile, class Team>
VTRIAL_APART void draw_waiting(Team const& team, Plan const& plan, std::uint64_t replicate,
                               Patients const& patients, std::uint32_t patient,
                               std::uint32_t* place) {
    Tile tile;
    fill_tile(team, plan, patients, &patient, 1, 1, tile);
    draw_patients(team, plan.myeloma[0], {plan.seed, replicate, 1}, tile);
    park(tile, place);
}

/// Follows the patient at a place over a stretch of cycles; false if the patient has left by then.
template <class Tile, class Team>
VTRIAL_APART bool follow_waiting(Team const& team, Plan const& plan, std::uint64_t replicate,
                                 std::int32_t first_cycle, std::uint32_t* place) {
    Tile tile;
    take_up(place, tile);
    MyelomaPlan const& model = plan.myeloma[0];
    MyelomaPatients const who{plan.seed, replicate, 1};
    std::int32_t const end = smaller(first_cycle + cycles_of_stretch, model.cycles);
    std::int32_t stays = 1;
    for (std::int32_t cycle = first_cycle; cycle < end && stays != 0; ++cycle) {
        follow_cycle(team, model, who, cycle, tile);
        stays = is_needed(tile, 0, static_cast<float>(cycle + 1) * days_of_cycle);
    }
    park(tile, place);
    return stays != 0 && end < model.cycles;
}

/// Sets down what is seen of the patient at a place.
template <class Tile, class Team>
VTRIAL_APART void observe_waiting(Team const& /*team*/, Plan const& plan, Patients const& patients,
                                  std::uint32_t const* place) {
    Tile tile;
    take_up(place, tile);
    observe_patient(plan, tile, patients, 0, DropoutTicks(plan));
}

/// Puts those of the list who stay in a row, and behind them those who have left. Returns how many
/// stay.
template <class Team>
VTRIAL_FUNCTION std::int32_t close_up_list(Team const& team, std::int32_t count,
                                           ParkedPatients& parked) {
    std::uint32_t const* const before = parked.waiting;
    std::uint32_t* const after = parked.next_waiting;
    std::uint32_t const left = team.template scan<std::uint32_t>(
        count, [=](std::int32_t i) { return before[i] / has_left; },
        [=](std::int32_t i, std::uint32_t left_before) {
            auto const leavers = static_cast<std::int32_t>(left_before);
            bool const leaves = before[i] >= has_left;
            after[leaves ? count - 1 - leavers : i - leavers] = before[i] & ~has_left;
        });
    parked.next_waiting = parked.waiting;
    parked.waiting = after;
    return count - static_cast<std::int32_t>(left);
}

/// Follows patients of whom all can wait at the same time.
template <bool with_safety, class Team>
VTRIAL_FUNCTION void observe_group(Team const& team, Plan const& plan, std::uint64_t replicate,
                                   Patients const& patients, ParkedPatients parked) {
    using Tile = MyelomaTile<1, with_safety>;
    typename Team::Member const member;
    auto const place_of = [words = parked.words](std::uint32_t patient) {
        return waiting_place<Tile>(words, patient);
    };
    std::uint32_t* const words = parked.words;  // nobody waits yet
    std::int32_t const width = parked.capacity;
    order_by_visits(team, plan, replicate, patients,
                    {{words, words + width, words + 2 * width, words + 3 * width}}, parked.waiting);
    team.for_each(patients.count, [&](std::int32_t i) {
        std::uint32_t const patient = parked.waiting[i];
        draw_waiting<Tile>(member, plan, replicate, patients, patient, place_of(patient));
    });
    std::int32_t count = patients.count;
    for (std::int32_t cycle = 0; count > 0; cycle += cycles_of_stretch) {
        team.for_each(count, [&](std::int32_t i) {
            std::uint32_t const patient = parked.waiting[i];
            if (!follow_waiting<Tile>(member, plan, replicate, cycle, place_of(patient))) {
                parked.waiting[i] = patient | has_left;
            }
        });
        std::int32_t const stay = close_up_list(team, count, parked);
        team.for_each(count - stay, [&](std::int32_t i) {
            std::uint32_t const patient = parked.waiting[stay + i];
            observe_waiting<Tile>(member, plan, patients, place_of(patient));
        });
        count = stay;
    }
}

/// As observe_disease(), of all patients of a replicate.
template <bool with_safety, class Team>
VTRIAL_APART void observe_in_stretches(Team const& team, Plan const& plan, std::uint64_t replicate,
                                       Patients const& patients, ParkedPatients const& parked) {
    for (std::int32_t begin = 0; begin < patients.count; begin += parked.capacity) {
        std::int32_t const count = smaller(parked.capacity, patients.count - begin);
        observe_group<with_safety>(team, plan, replicate, patients.part(begin, count), parked);
    }
}

}  // namespace vtrial::kernels
