// The bounds of a look at the events that a replicate has seen: between the points of a grid.
#pragma once

#include "kernels/plan/bound_table.hpp"

namespace vtrial::kernels {

/// A place on an axis: `share` of the way from the point `low` to the point `high`.
struct AxisPlace {
    std::int64_t low;
    std::int64_t high;
    double share;
};

/// Beyond the ends of an axis its end.
VTRIAL_FUNCTION AxisPlace place_on(View<std::int32_t const> axis, std::int32_t events) {
    std::int64_t low = 0;
    std::int64_t high = axis.size - 1;
    if (events <= axis[0] || events >= axis[high]) {
        std::int64_t const end = events <= axis[0] ? 0 : high;
        return {end, end, 0.0};
    }
    while (high - low > 1) {
        std::int64_t const middle = (low + high) / 2;
        (axis[middle] <= events ? low : high) = middle;
    }
    return {low, high,
            static_cast<double>(events - axis[low]) / static_cast<double>(axis[high] - axis[low])};
}

/// A table [before][new] between its points, linear in both; on a point its very value.
VTRIAL_FUNCTION double interpolated(BoundTable const& table, View<double const> values,
                                    std::int32_t events_before, std::int32_t new_events) {
    AxisPlace const before = place_on(table.events_before, events_before);
    AxisPlace const since = place_on(table.new_events, new_events);
    auto const in_row = [&](std::int64_t row) {
        double const left = values[row * table.new_events.size + since.low];
        double const right = values[row * table.new_events.size + since.high];
        return left + (right - left) * since.share;
    };
    double const fewer = in_row(before.low);
    return fewer + (in_row(before.high) - fewer) * before.share;
}

/// The efficacy bound of -z; no_bound where nothing has happened since the look before.
VTRIAL_FUNCTION double efficacy_bound(BoundTable const& table, std::int32_t events_before,
                                      std::int32_t events_now) {
    return events_now <= events_before
               ? no_bound
               : interpolated(table, table.efficacy, events_before, events_now - events_before);
}

/// The futility bound of -z; -no_bound where nothing has happened or the trial has none.
VTRIAL_FUNCTION double futility_bound(BoundTable const& table, std::int32_t events_before,
                                      std::int32_t events_now) {
    return events_now <= events_before || table.futility.size == 0
               ? -no_bound
               : interpolated(table, table.futility, events_before, events_now - events_before);
}

}  // namespace vtrial::kernels
