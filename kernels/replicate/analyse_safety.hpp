// Describe: adverse events that recur, quality of life and what is measured, in the data of one
// cut.
#pragma once

#include "kernels/myeloma/observe_safety.hpp"
#include "kernels/replicate/analyse_measurements.hpp"
#include "kernels/replicate/analyse_responses.hpp"

namespace vtrial::kernels {

/// The number of bits that are set.
VTRIAL_FUNCTION std::int32_t set_bits(std::uint32_t word) {
    std::uint32_t const pairs = word - (word >> 1 & 0x55555555u);
    std::uint32_t const nibbles = (pairs & 0x33333333u) + (pairs >> 2 & 0x33333333u);
    return static_cast<std::int32_t>(((nibbles + (nibbles >> 4)) & 0x0F0F0F0Fu) * 0x01010101u >>
                                     24);
}

/// The cycles of a set of a patient that are over within so many days.
VTRIAL_FUNCTION std::int32_t cycles_within(Patients const& patients, int set, std::int32_t days,
                                           std::int32_t i) {
    std::int32_t const over = days / static_cast<std::int32_t>(days_of_cycle);
    std::int32_t sum = 0;
    for (int word = 0; word < words_of_cycle_set; ++word) {
        std::uint32_t const cycles = patients.cycles[set * words_of_cycle_set + word][i];
        sum += set_bits(cycles & first_cycles(over, word * cycles_of_word));
    }
    return sum;
}

/// Cycles of a set in both arms up to and with a day of the calendar, of the patients that an
/// adverse event is described in.
template <class Team, class Packed>
VTRIAL_FUNCTION auto count_cycles(Team const& team, Plan const& plan,
                                  ScratchOf<Packed> const& scratch, ResponsePlan const& response,
                                  int set, std::int32_t last_day) {
    Patients const& patients = scratch.patients;
    IsMeant const is_meant(plan, patients, response);
    return team.sum(patients.count,
                    [&](std::int32_t i, std::int64_t& control, std::int64_t& experimental) {
                        std::int32_t const days = last_day - patients.entry_day[i];
                        std::int32_t const cycles =
                            days >= 0 && is_meant(i) ? cycles_within(patients, set, days, i) : 0;
                        control += patients.arm[i] == 0 ? cycles : 0;
                        experimental += patients.arm[i] != 0 ? cycles : 0;
                    });
}

/// A number of both arms over the patients who have had a score's month by a day of the calendar:
/// value(level at baseline, level then), and 0 for who was not asked then.
template <class Team, class Packed, class Value>
VTRIAL_FUNCTION auto sum_scores(Team const& team, ScratchOf<Packed> const& scratch,
                                std::int32_t last_entry, int month, Value const& value) {
    Patients const& patients = scratch.patients;
    return team.sum(patients.count, [&](std::int32_t i, std::int64_t& control,
                                        std::int64_t& experimental) {
        std::int32_t const before = patients.score_level[0][i];
        std::int32_t const then = patients.score_level[1 + month][i];
        std::int32_t const added = patients.entry_day[i] <= last_entry ? value(before, then) : 0;
        control += patients.arm[i] == 0 ? added : 0;
        experimental += patients.arm[i] != 0 ? added : 0;
    });
}

/// The scores of a month in the data up to and with a day of the calendar.
template <class Team, class Packed>
VTRIAL_SELDOM void analyse_score(Team const& team, Plan const& plan,
                                 ScratchOf<Packed> const& scratch, std::int32_t last_day, int month,
                                 ScoreOutcome& outcome) {
    auto const month_day = plan.myeloma[0].quality_of_life.month_cycles[month] *
                           static_cast<std::int32_t>(days_of_cycle);
    std::int32_t const last_entry = last_day - month_day;
    auto const sums = [&](auto const& value) {
        return sum_scores(team, scratch, last_entry, month, value);
    };
    auto const patients = sums([](std::int32_t, std::int32_t) { return 1; });
    auto const asked =
        sums([](std::int32_t, std::int32_t then) { return then == no_score_level ? 0 : 1; });
    auto const levels =
        sums([](std::int32_t, std::int32_t then) { return then == no_score_level ? 0 : then; });
    auto const changes = sums([](std::int32_t before, std::int32_t then) {
        return then == no_score_level ? 0 : then - before;
    });
    auto const set = [](auto const& both, std::int32_t* arms) {
        arms[0] = static_cast<std::int32_t>(both.first);
        arms[1] = static_cast<std::int32_t>(both.second);
    };
    team.once([&] {
        set(patients, outcome.patients);
        set(asked, outcome.asked);
        set(levels, outcome.levels);
        set(changes, outcome.level_changes);
    });
}

/// Describes what the plan asks for in the data up to and with a day of the calendar.
template <class Team, class Packed>
VTRIAL_SELDOM void analyse_safety(Team const& team, Plan const& plan,
                                  ScratchOf<Packed> const& scratch, std::int32_t last_day,
                                  LookOutcome& outcome) {
    for (int k = 0; k < plan.responses.recurrent; ++k) {
        ResponsePlan const& response =
            plan.responses.response[plan.responses.recurrent_response[k]];
        auto const events = count_cycles(team, plan, scratch, response, response.row, last_day);
        auto const treated = count_cycles(team, plan, scratch, response, treated_row, last_day);
        team.once([&] {
            outcome.recurrent[k] = {
                {static_cast<std::int32_t>(events.first), static_cast<std::int32_t>(events.second)},
                {static_cast<std::int32_t>(treated.first),
                 static_cast<std::int32_t>(treated.second)}};
        });
    }
    for (int month = 0; month < score_months(plan); ++month) {
        analyse_score(team, plan, scratch, last_day, month, outcome.score[month]);
    }
    for (int row = 0; row < measurements_of(plan); ++row) {
        analyse_measurement(team, plan, scratch, last_day, row, outcome.measurement[row]);
    }
}

}  // namespace vtrial::kernels
