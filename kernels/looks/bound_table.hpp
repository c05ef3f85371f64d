// The bounds of a hypothesis at a look, looked up by the events that have come.
#pragma once

#include "kernels/plan/plan.hpp"

namespace vtrial::kernels {

/// A bound that no -z reaches; its negative, one below which none falls.
inline constexpr double no_bound = 40.0;

/// Rejected where -z >= efficacy, given up where -z < futility.
struct Bounds {
    double efficacy;
    double futility;
};

/// Bounds by the events at the look before (rows) and at this one (columns).
struct BoundTable {
    View<std::int32_t const> before;
    View<std::int32_t const> now;
    View<double const> efficacy;
    View<double const> futility;  ///< empty: none
};

/// The table of a plan that has this number.
VTRIAL_FUNCTION BoundTable bound_table(Plan const& plan, std::int32_t number) {
    BoundTablePlan const& at = plan.bound_tables[number];
    std::int64_t const cells = std::int64_t{at.before_count} * at.now_count;
    return {plan.bound_events.part(at.first_before, at.before_count),
            plan.bound_events.part(at.first_now, at.now_count),
            plan.bounds.part(at.first_efficacy, cells),
            plan.bounds.part(larger(at.first_futility, 0), at.first_futility < 0 ? 0 : cells)};
}

/// A place on an axis: between the entries `low` and `low + 1`, `share` of the way.
struct AxisPlace {
    std::int32_t low;
    double share;
};

/// Where a number stands on an increasing axis; beyond its ends, at its ends.
VTRIAL_FUNCTION AxisPlace place_on(View<std::int32_t const> axis, std::int32_t value) {
    std::int32_t low = 0;
    std::int32_t high = static_cast<std::int32_t>(axis.size) - 1;
    if (value <= axis[0] || high == 0) {
        return {0, 0.0};
    }
    if (value >= axis[high]) {
        return {high - 1, 1.0};
    }
    while (high - low > 1) {
        std::int32_t const middle = (low + high) / 2;
        (value < axis[middle] ? high : low) = middle;
    }
    return {low, static_cast<double>(value - axis[low]) /
                     static_cast<double>(axis[low + 1] - axis[low])};
}

/// A table's value, linear between its entries.
VTRIAL_FUNCTION double interpolate(View<double const> values, std::int64_t columns, AxisPlace row,
                                   AxisPlace column) {
    auto const along = [&](std::int64_t r) {
        double const low = values[r * columns + column.low];
        double const high = column.share > 0.0 ? values[r * columns + column.low + 1] : low;
        return low + column.share * (high - low);
    };
    double const low = along(row.low);
    double const high = row.share > 0.0 ? along(row.low + 1) : low;
    return low + row.share * (high - low);
}

/// The bounds where so many events had come by the look before (0: there was none) and by now.
VTRIAL_FUNCTION Bounds look_up(BoundTable const& table, std::int32_t events_before,
                               std::int32_t events_now) {
    AxisPlace const row = place_on(table.before, events_before);
    AxisPlace const column = place_on(table.now, events_now);
    return {interpolate(table.efficacy, table.now.size, row, column),
            table.futility.size == 0 ? -no_bound
                                     : interpolate(table.futility, table.now.size, row, column)};
}

}  // namespace vtrial::kernels
