// Risk tables: one histogram of leavers and of events by day, one scan, and only the event days are
// kept. All tests read these rows; nothing is sorted.
#pragma once

#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// Counts of both arms in one word: control in the lower half, experimental in the upper.
template <class Packed>
inline constexpr int bits_an_arm = 4 * static_cast<int>(sizeof(Packed));

template <class Packed>
VTRIAL_FUNCTION Packed one_patient(std::int32_t arm) {
    return Packed{1} << (bits_an_arm<Packed> * arm);
}
template <class Packed>
VTRIAL_FUNCTION std::uint32_t control_of(Packed packed) {
    constexpr Packed lower_half = (Packed{1} << bits_an_arm<Packed>)-1;
    return static_cast<std::uint32_t>(packed & lower_half);
}
template <class Packed>
VTRIAL_FUNCTION std::uint32_t experimental_of(Packed packed) {
    return static_cast<std::uint32_t>(packed >> bits_an_arm<Packed>);
}
template <class Packed>
VTRIAL_FUNCTION std::uint32_t count_of(Packed packed, int arm) {
    return control_of(static_cast<Packed>(packed >> (bits_an_arm<Packed> * arm)));
}
template <class Packed>
VTRIAL_FUNCTION std::int32_t count_of_both(Packed packed) {
    return static_cast<std::int32_t>(control_of(packed) + experimental_of(packed));
}
template <class Number>
VTRIAL_FUNCTION Number as_number(std::uint32_t count) {
    return static_cast<Number>(static_cast<std::int32_t>(count));
}

/// Packed numbers of patients in a table, and the number of its days.
template <class Packed>
struct TableSize {
    Packed patients;
    std::int32_t days;
};

/// Days of follow-up that are in a table at a time, from `first` on.
struct DayWindow {
    std::int32_t first;
    std::int32_t days;
};

/// The number of days on which patients were followed.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t days_of_table(Team const& team, std::int32_t patients,
                                           RiskTable<Packed> const& table) {
    std::int32_t const last =
        team.maximum(patients, -1, [&](std::int32_t i) { return table.followed[i]; });
    return last < 0 ? 0 : last / 2 + 1;
}

/// Histograms of leavers and of events by day of a window, from `table.followed`.
template <class Team, class Packed>
VTRIAL_FUNCTION void count_in_window(Team const& team, std::int32_t patients,
                                     std::int16_t const* arm, DayWindow window,
                                     RiskTable<Packed> const& table) {
    std::int32_t const* const followed = table.followed;
    Packed* const leavers = table.leavers;
    Packed* const events = table.events;
    team.clear(leavers, window.days);
    team.clear(events, window.days);
    team.scatter(patients, [=](std::int32_t i) {
        std::int32_t const left = followed[i];
        std::int32_t const day = (left >> 1) - window.first;
        // who is not enrolled leaves on day -1
        if (static_cast<std::uint32_t>(day) < static_cast<std::uint32_t>(window.days)) {
            auto const one = one_patient<Packed>(arm[i]);
            team.add(leavers[day], one);
            team.add(events[day], (left & 1) != 0 ? one : Packed{0});
        }
    });
}

/// Packed numbers of those who were followed up to a day or longer.
template <class Team, class Packed>
VTRIAL_FUNCTION Packed followed_until(Team const& team, std::int32_t patients,
                                      std::int16_t const* arm, std::int32_t day,
                                      RiskTable<Packed> const& table) {
    std::int32_t const* const followed = table.followed;
    auto const totals =
        team.sum(patients, [&](std::int32_t i, std::int64_t& control, std::int64_t& experimental) {
            std::int32_t const counts = followed[i] >= 2 * day ? 1 : 0;
            control += counts & (arm[i] ^ 1);
            experimental += counts & arm[i];
        });
    return static_cast<Packed>(totals.first + (totals.second << bits_an_arm<Packed>));
}

/// Histograms of all days at once.
template <class Team, class Packed>
VTRIAL_FUNCTION TableSize<Packed> count_by_day(Team const& team, std::int32_t patients,
                                               std::int16_t const* arm,
                                               RiskTable<Packed> const& table) {
    std::int32_t const days = days_of_table(team, patients, table);
    count_in_window(team, patients, arm, {0, days}, table);
    return {followed_until(team, patients, arm, 0, table), days};
}

/// Appends the rows of a window's event days, in order, where so many are at risk on its first day.
/// A patient who leaves on a day is at risk on that day. `see` is what a scan of the team may take
/// besides: see(day, packed number who left before it).
template <class Team, class Packed, class... See>
VTRIAL_FUNCTION void append_event_days(Team const& team, DayWindow window, Packed at_risk,
                                       RiskTable<Packed> const& table, RiskRows<Packed>& rows,
                                       See const&... see) {
    std::int32_t const before = rows.count;
    rows.count += team.template scan_and_keep<Packed>(
        window.days, [&](std::int32_t day) { return table.leavers[day]; },
        [&](std::int32_t day) { return table.events[day] != 0; },
        [&](std::int32_t row, std::int32_t day, Packed left_before) {
            rows.day[before + row] = window.first + day;
            rows.events[before + row] = table.events[day];
            rows.at_risk[before + row] = at_risk - left_before;
        },
        see...);
}

/// The rows of the event days of a table that has all days.
template <class Team, class Packed, class... See>
VTRIAL_FUNCTION void keep_event_days(Team const& team, TableSize<Packed> size,
                                     RiskTable<Packed> const& table, RiskRows<Packed>& rows,
                                     See const&... see) {
    rows.count = 0;
    append_event_days(team, {0, size.days}, size.patients, table, rows, see...);
}

/// The number of event days up to each day of a window, before which there are so many.
template <class Team, class Packed>
VTRIAL_FUNCTION void count_rows_until_day(Team const& team, DayWindow window,
                                          std::int32_t rows_before,
                                          RiskTable<Packed> const& table) {
    auto const has_event = [&](std::int32_t day) { return table.events[day] != 0 ? 1u : 0u; };
    HalfOf<Packed>* const rows = table.rows_until_day + window.first;
    team.template scan<std::uint32_t>(
        window.days, has_event, [&](std::int32_t day, std::uint32_t before) {
            rows[day] = static_cast<HalfOf<Packed>>(static_cast<std::uint32_t>(rows_before) +
                                                    before + has_event(day));
        });
}

/// The rows of all strata, stratum after stratum, from the event days of all patients together:
/// only on those days can a stratum have an event, so that its table is as short as `rows`.
/// Overwrites the table's leavers and events, of which it needs only `rows_until_day`.
template <class Team, class Packed>
VTRIAL_FUNCTION void keep_event_days_by_stratum(Team const& team, Plan const& plan,
                                                ScratchOf<Packed> const& scratch,
                                                RiskRows<Packed> const& rows,
                                                RiskRows<Packed>& stratified) {
    RiskTable<Packed> const& table = scratch.table;
    std::int16_t const* const arm = scratch.table.arm;
    std::int16_t const* const stratum = scratch.patients.stratum;
    // a patient is at risk on the first so many rows: at 0, before the first row, stands who enters
    std::int32_t const width = rows.count + 1;
    std::int32_t const strata_a_pass = smaller(plan.strata, scratch.stratum_cells / width);
    Packed* const change = table.cells;  // of the numbers at risk on the next row
    Packed* const events = table.cells + scratch.stratum_cells;
    stratified.count = 0;
    for (std::int32_t first = 0; first < plan.strata; first += strata_a_pass) {
        std::int32_t const strata = smaller(strata_a_pass, plan.strata - first);
        std::int32_t const cells = strata * width;
        team.clear(change, cells);
        team.clear(events, cells);
        team.scatter(plan.patients, [&](std::int32_t i) {
            std::int32_t const followed = table.followed[i];
            std::int32_t const within = stratum[i] - first;
            if (followed >= 0 && within >= 0 && within < strata) {
                std::int32_t const entry = within * width;
                std::int32_t const last =
                    entry + static_cast<std::int32_t>(table.rows_until_day[followed / 2]);
                auto const one = one_patient<Packed>(arm[i]);
                team.add(change[entry], one);
                team.add(change[last], Packed{0} - one);  // modular: the sums are never negative
                team.add(events[last], (followed & 1) != 0 ? one : Packed{0});
            }
        });
        // All who entered a stratum have left it at its last cell: the next starts from 0.
        std::int32_t const offset = stratified.count;
        bool const tells_stratum = Team::has_extras && plan.has_weighted_tests != 0;
        stratified.count += team.template scan_and_keep<Packed>(
            cells, [&](std::int32_t cell) { return change[cell]; },
            [&](std::int32_t cell) { return events[cell] != 0; },
            [&](std::int32_t row, std::int32_t cell, Packed at_risk) {
                stratified.events[offset + row] = events[cell];
                stratified.at_risk[offset + row] = at_risk;
                if (tells_stratum) {  // few cells: a division each
                    stratified.stratum[offset + row] =
                        static_cast<std::int16_t>(first + cell / width);
                }
            });
    }
}

}  // namespace vtrial::kernels
