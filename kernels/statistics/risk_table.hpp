// Risk tables: one histogram of leavers and of events by day, one scan, and only the event days are
// kept. All tests read these rows; nothing is sorted.
#pragma once

#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// Counts of both arms in one word: control in the lower 16 bits, experimental in the upper.
VTRIAL_FUNCTION std::uint32_t one_patient(std::int32_t arm) { return 1u << (16 * arm); }
VTRIAL_FUNCTION std::uint32_t control_of(std::uint32_t packed) { return packed & 0xFFFFu; }
VTRIAL_FUNCTION std::uint32_t experimental_of(std::uint32_t packed) { return packed >> 16; }
VTRIAL_FUNCTION std::uint32_t count_of(std::uint32_t packed, int arm) {
    return (packed >> (16 * arm)) & 0xFFFFu;
}
VTRIAL_FUNCTION float as_float(std::uint32_t count) {
    return static_cast<float>(static_cast<std::int32_t>(count));
}

/// Packed numbers of patients in a table, and the number of its days.
struct TableSize {
    std::uint32_t patients;
    std::int32_t days;
};

/// Histograms of leavers and of events by day of follow-up, from `table.followed`.
template <class Team>
VTRIAL_FUNCTION TableSize count_by_day(Team const& team, std::int32_t patients,
                                       std::int32_t const* arm, RiskTable const& table) {
    std::int32_t const last =
        team.maximum(patients, -1, [&](std::int32_t i) { return table.followed[i]; });
    std::int32_t const days = last < 0 ? 0 : last / 2 + 1;
    team.clear(table.leavers, days);
    team.clear(table.events, days);
    team.scatter(patients, [&](std::int32_t i) {
        std::int32_t const followed = table.followed[i];
        if (followed >= 0) {
            std::uint32_t const one = one_patient(arm[i]);
            team.add(table.leavers[followed / 2], one);
            team.add(table.events[followed / 2], (followed & 1) != 0 ? one : 0u);
        }
    });
    auto const totals =
        team.sum(patients, [&](std::int32_t i, std::int64_t& control, std::int64_t& experimental) {
            bool const enrolled = table.followed[i] >= 0;
            control += enrolled && arm[i] == 0 ? 1 : 0;
            experimental += enrolled && arm[i] != 0 ? 1 : 0;
        });
    auto const packed = static_cast<std::uint32_t>(totals.first + (totals.second << 16));
    return {packed, days};
}

/// The rows of the event days, in order. A patient who leaves on a day is at risk on that day.
template <class Team>
VTRIAL_FUNCTION void keep_event_days(Team const& team, TableSize size, RiskTable const& table,
                                     RiskRows& rows) {
    rows.count = team.template scan_and_keep<std::uint32_t>(
        size.days, [&](std::int32_t day) { return table.leavers[day]; },
        [&](std::int32_t day, std::uint32_t) { return table.events[day] != 0; },
        [&](std::int32_t row, std::int32_t day, std::uint32_t left_before) {
            table.rows_until_day[day] = row + (table.events[day] != 0 ? 1 : 0);
            rows.day[row] = day;
            rows.events[row] = table.events[day];
            rows.at_risk[row] = size.patients - left_before;
        });
}

/// The rows of all strata, stratum after stratum, from the event days of all patients together:
/// only on those days can a stratum have an event, so that its table is as short as `rows`.
template <class Team>
VTRIAL_FUNCTION void keep_event_days_by_stratum(Team const& team, Plan const& plan,
                                                Scratch const& scratch, RiskRows const& rows,
                                                RiskRows& stratified) {
    RiskTable const& table = scratch.table;
    std::int32_t const* const arm = scratch.patients.arm;
    std::int32_t const* const stratum = scratch.patients.stratum;
    // a patient is at risk on the first so many rows; the cell after the last row is for leaving
    std::int32_t const width = rows.count + 1;
    std::int32_t const strata_a_pass = smaller(plan.strata, scratch.stratum_cells / width);
    std::uint32_t* const change = table.cells;  // of the numbers at risk, from the row before
    std::uint32_t* const events = table.cells + scratch.stratum_cells;
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
                std::int32_t const start = within * width;
                std::int32_t const end = start + table.rows_until_day[followed / 2];
                std::uint32_t const one = one_patient(arm[i]);
                team.add(change[start], one);
                team.add(change[end], 0u - one);  // modulo 2^32: the sums below are never negative
                if ((followed & 1) != 0) {
                    team.add(events[end - 1], one);
                }
            }
        });
        // All who entered a stratum have left it at its last cell: the next starts from 0.
        std::int32_t const offset = stratified.count;
        stratified.count += team.template scan_and_keep<std::uint32_t>(
            cells, [&](std::int32_t cell) { return change[cell]; },
            [&](std::int32_t cell, std::uint32_t) { return events[cell] != 0; },
            [&](std::int32_t row, std::int32_t cell, std::uint32_t at_risk_before) {
                stratified.events[offset + row] = events[cell];
                stratified.at_risk[offset + row] = at_risk_before + change[cell];
            });
    }
}

}  // namespace vtrial::kernels
