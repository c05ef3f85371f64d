// What is measured of patients in the course: concentrations of daratumumab before a dose.
#pragma once

#include "kernels/myeloma/tile.hpp"

namespace vtrial::kernels {

/// Nothing has been measured yet, and nobody has been treated.
template <class Team, class Tile>
VTRIAL_SELDOM void open_measurements(Team const& team, std::int32_t count, Tile& tile) {
    for (int row = 0; row < most_measurements; ++row) {
        float* const trough = tile.measurements.trough_mg_per_litre + row * Tile::capacity;
        team.for_each(count, [=](std::int32_t i) { trough[i] = -1.0f; });
    }
    team.for_each(count, [&](std::int32_t i) { tile.measurements.treated_until_days[i] = 0.0f; });
}

/// The concentration, in mg/L, at the start of a cycle in those for whom it begins with a dose of
/// the study's treatment.
template <class Team, class Tile>
VTRIAL_SELDOM void measure_trough(Team const& team, MyelomaPlan const& plan, int row,
                                  std::int32_t count, Tile& tile) {
    RegimenPlan const& regimens = plan.regimen;
    float const inverse_volume = plan.daratumumab.inverse_volume;
    float* const trough = tile.measurements.trough_mg_per_litre + row * Tile::capacity;
    team.for_each(count, [=, &regimens, &tile](std::int32_t i) {
        auto const& now = tile.state;
        std::int32_t const weeks =
            regimens.dose_weeks[now.regimen[i] * most_myeloma_cycles + now.cycles_in_line[i]];
        bool const is_first_line =
            (now.line[i] == 1) & ((now.is_in_line[i] & now.is_alive[i]) != 0);
        bool const is_due = is_first_line & ((weeks & 1 & now.on_daratumumab[i]) != 0);
        trough[i] = select(is_due, now.amount_mg[i] * inverse_volume, trough[i]);
    });
}

/// The troughs that the plan asks for at the start of a cycle.
template <class Team, class Tile>
VTRIAL_FUNCTION void measure_troughs(Team const& team, MyelomaPlan const& plan, std::int32_t cycle,
                                     std::int32_t count, Tile& tile) {
    for (int row = 0; row < plan.measurements.count; ++row) {
        MeasurementPlan const& planned = plan.measurements.measurement[row];
        if (planned.kind == MeasurementKind::trough && planned.cycle == cycle) {
            measure_trough(team, plan, row, count, tile);
        }
    }
}

}  // namespace vtrial::kernels
