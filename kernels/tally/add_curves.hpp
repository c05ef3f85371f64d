// Adding the curves of one estimand to a tally.
#pragma once

#include "kernels/statistics/kaplan_meier.hpp"
#include "kernels/tally/layout.hpp"

namespace vtrial::kernels {

/// Adds the patients of a window of a risk table to the pooled curves.
template <class Team, class Packed>
VTRIAL_FUNCTION void add_curves(Team const& team, RiskTable<Packed> const& table, DayWindow window,
                                int look, int estimand, TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    for (int arm = 0; arm < arm_count; ++arm) {
        std::uint32_t* const leavers =
            tally.counts + at.pooled_leavers(look, estimand, arm) + window.first;
        std::uint32_t* const events =
            tally.counts + at.pooled_events(look, estimand, arm) + window.first;
        team.for_each(window.days, [&](std::int32_t day) {
            team.add(leavers[day], count_of(table.leavers[day], arm));
            team.add(events[day], count_of(table.events[day], arm));
        });
    }
}

/// Adds an arm's survival at a month to its band.
template <class Team>
VTRIAL_FUNCTION void add_to_band(Team const& team, std::int64_t log_survival, std::uint32_t* band) {
    auto const bin = static_cast<std::int64_t>(survival_of(log_survival) * (band_bins - 1) + 0.5);
    team.add(band[bin], 1u);
}

/// Adds an arm's survival at each month to the bands; a curve ends with its last patient at risk.
template <class Team, class Packed>
VTRIAL_FUNCTION void add_bands(Team const& team, Plan const& plan, RiskRows<Packed> const& rows,
                               int arm, std::int32_t last_day, int look, int estimand,
                               TallyView const& tally) {
    std::int64_t log_survival = 0;
    std::int32_t row = 0;
    for (std::int64_t month = 0; month < plan.curve_days.size; ++month) {
        std::int32_t const day = plan.curve_days[month];
        if (day > last_day) {
            break;
        }
        for (; row < rows.count && rows.day[row] <= day; ++row) {
            log_survival += log_survival_step(plan, rows, row, arm);
        }
        add_to_band(team, log_survival,
                    tally.counts + tally.layout.band(look, estimand, arm, month));
    }
}

/// The same by lanes, a month each, from the log survival after each row.
template <class Team, class Packed>
VTRIAL_FUNCTION void share_bands(Team const& team, Plan const& plan, RiskRows<Packed> const& rows,
                                 std::int64_t const* log_survival, int arm, std::int32_t last_day,
                                 int look, int estimand, TallyView const& tally) {
    std::uint32_t* const first_band = tally.counts + tally.layout.band(look, estimand, arm, 0);
    team.for_each(static_cast<std::int32_t>(plan.curve_days.size), [&](std::int32_t month) {
        std::int32_t const day = plan.curve_days[month];
        if (day <= last_day) {
            std::int32_t const passed =
                first_without(rows.count, [&](std::int32_t row) { return rows.day[row] <= day; });
            add_to_band(team, passed == 0 ? 0 : log_survival[passed - 1],
                        first_band + std::int64_t{month} * band_bins);
        }
    });
}

}  // namespace vtrial::kernels
