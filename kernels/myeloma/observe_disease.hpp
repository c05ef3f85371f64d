// What a trial sees of its patients' courses by the disease model: in whole days, up to drop-out.
#pragma once

#include "kernels/myeloma/course.hpp"
#include "kernels/myeloma/leave_tile.hpp"
#include "kernels/myeloma/observe_responses.hpp"
#include "kernels/myeloma/observe_safety.hpp"
#include "kernels/patients/observe.hpp"

namespace vtrial::kernels {

/// When the event of each endpoint comes: what it is named for, or death before that. The patient
/// is at place i of the tile.
template <class Tile>
VTRIAL_SELDOM void observe_course(Tile const& tile, Patients const& patients, std::int32_t i,
                                  DropoutTicks const& dropout_of) {
    auto const& course = tile.course;
    std::int32_t const place = tile.place[i];
    std::uint32_t const dropout = dropout_of(patients, place);
    float const death = course.death_days[i];
    auto const seen = [&](float days) {
        return observation(ticks_of_days(smaller(days, death)), dropout);
    };
    auto const row = [&](Endpoint endpoint) {
        return patients.observed[static_cast<int>(endpoint)];
    };
    row(Endpoint::PFS)[place] = seen(course.first_progression_days[i]);
    row(Endpoint::PFS2)[place] = seen(course.second_progression_days[i]);
    row(Endpoint::OS)[place] = seen(death);
    row(Endpoint::TTNT)[place] = seen(course.next_line_days[i]);
}

/// The day of a second randomisation, -1 where the patient has dropped out by then.
template <class Tile>
VTRIAL_FUNCTION void observe_second_randomisation(Plan const& plan, Tile const& tile,
                                                  Patients const& patients, std::int32_t i,
                                                  DropoutTicks const& dropout_of) {
    if (plan.second_randomisation.is_planned == 0) {
        return;
    }
    std::int32_t const place = tile.place[i];
    float const days = tile.course.second_days[i];
    bool const is_seen = days < never_cycles && ticks_of_days(days) < dropout_of(patients, place);
    patients.second_day[place] = static_cast<std::int16_t>(is_seen ? days : -1.0f);
}

/// What is seen of the patient at place i of a tile, up to the study's last day.
template <class Tile>
VTRIAL_FUNCTION void observe_patient(Plan const& plan, Tile const& tile, Patients const& patients,
                                     std::int32_t i, DropoutTicks const& dropout_of) {
    observe_course(tile, patients, i, dropout_of);
    observe_responses(plan, tile, patients, i, dropout_of);
    observe_second_randomisation(plan, tile, patients, i, dropout_of);
    if constexpr (Tile::has_safety) {
        observe_safety(plan, tile, patients, i, dropout_of);
    }
}

/// Lists the patients in `order` by which of the late cycles they are seen after: those side by
/// side then have their visits together, and a cycle without them is short. The words are
/// overwritten.
template <class Team>
VTRIAL_FUNCTION void order_by_visits(Team const& team, Plan const& plan, std::uint64_t replicate,
                                     Patients const& patients, WordArrays words,
                                     std::uint32_t* order) {
    team.draw_for_each(plan.seed, replicate, DrawPurpose::assessability, patients, words);
    std::int32_t const every = plan.myeloma[0].visits.later_every_cycles;
    std::uint32_t* const own = words.word[0];
    team.for_each(patients.count, [=](std::int32_t i) {
        own[i] = static_cast<std::uint32_t>(
            static_cast<std::int32_t>(open_uniform_double(own[i]) * every));
    });
    std::uint32_t* next = order;
    for (std::uint32_t offset = 0; offset < static_cast<std::uint32_t>(every); ++offset) {
        next += team.template scan_and_keep<std::uint32_t>(
            patients.count, [](std::int32_t) { return 0u; },
            [=](std::int32_t i) { return own[i] == offset; },
            [=](std::int32_t rank, std::int32_t i, std::uint32_t) {
                next[rank] = static_cast<std::uint32_t>(i);
            });
    }
}

/// Takes the patients whose places are listed into the tile, and the last of them again to fill it
/// up to a whole vector.
template <class Team, class Tile>
VTRIAL_FUNCTION void fill_tile(Team const& team, Plan const& plan, Patients const& patients,
                               std::uint32_t const* places, std::int32_t count, std::int32_t filled,
                               Tile& tile) {
    DropoutTicks const dropout_of(plan);
    // progression is dated by the visit before the one that confirms it, within half a cycle
    float const later_days =
        days_of_cycle * static_cast<float>(plan.myeloma[0].visits.later_every_cycles + 1);
    constexpr float days_per_tick = 1.0f / static_cast<float>(1 << ticks_per_day_bits);
    team.for_each(filled, [=, &plan, &tile](std::int32_t i) {
        auto const place = static_cast<std::int32_t>(places[smaller(i, count - 1)]);
        tile.place[i] = place;
        tile.number[i] = static_cast<std::uint32_t>(patients.first + place);
        tile.covariates.arm[i] = patients.arm[place];
        tile.second_arm[i] =
            plan.second_randomisation.is_planned != 0 ? patients.second_planned[place] : -1;
        auto const dropout_ticks = static_cast<std::int32_t>(dropout_of(patients, place));
        float const dropout_days = static_cast<float>(dropout_ticks) * days_per_tick;
        auto const study_days = static_cast<float>(plan.last_day - patients.entry_day[place]);
        tile.needed_days[i] = smaller(dropout_days, study_days) + later_days;
    });
}

/// Follows patients, whose arms are set, by the plan's disease model, and sets down what can be
/// seen of each endpoint, up to the study's last day. `with_safety` is has_safety(plan): apart,
/// since studies without it have no part in its length.
template <bool with_safety, class Team>
VTRIAL_APART VTRIAL_FLATTEN void observe_disease(Team const& team, Plan const& plan,
                                                 std::uint64_t replicate, Patients patients,
                                                 PatientTile own) {
    constexpr int size = Team::disease_patients;
    constexpr int vector = 16;
    constexpr std::int32_t cycles_between_leaves = 4;
    alignas(64) MyelomaTile<size, with_safety> tile;  // vectors in whole cache lines
    DropoutTicks const dropout_of(plan);
    auto const observe_at = [&](std::int32_t i) {
        observe_patient(plan, tile, patients, i, dropout_of);
    };
    MyelomaPlan const& model = plan.myeloma[0];
    order_by_visits(team, plan, replicate, patients,
                    {{own.word[0], own.word[1], own.word[2], own.word[3]}}, own.word[4]);
    for (std::int32_t begin = 0; begin < patients.count; begin += size) {
        std::int32_t count = smaller(size, patients.count - begin);
        MyelomaPatients who{plan.seed, replicate, whole_vectors<vector>(count)};
        fill_tile(team, plan, patients, own.word[4] + begin, count, who.count, tile);
        draw_patients(team, model, who, tile);
        for (std::int32_t cycle = 0; cycle < model.cycles && count > 0; ++cycle) {
            follow_cycle(team, model, who, cycle, tile);
            if (cycle % cycles_between_leaves == cycles_between_leaves - 1) {
                float const days = static_cast<float>(cycle + 1) * days_of_cycle;
                count = leave_tile<vector>(days, count, tile, observe_at);
                who.count = whole_vectors<vector>(count);
            }
        }
        team.for_each(count, observe_at);
    }
}

}  // namespace vtrial::kernels
