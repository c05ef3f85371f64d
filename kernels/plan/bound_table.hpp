// The boundaries of one look as a function of the events at the look before and of those new since
// then, on a grid: a replicate only interpolates. Made by trials/group_sequential/bound_tables.hpp.
#pragma once

#include <cstdint>

#include "kernels/core/view.hpp"

namespace vtrial::kernels {

/// Stands for an infinite bound: no trial gets there. Minus it: no futility bound.
inline constexpr double no_bound = 40.0;

/// Bounds on -z of one look; 0 events before the first look.
struct BoundTable {
    View<std::int32_t const> events_before;  ///< axis, increasing
    View<std::int32_t const> new_events;     ///< axis, increasing
    View<double const> efficacy;             ///< [before][new], stops at or above
    View<double const> futility;             ///< [before][new], stops below; empty: never
};

}  // namespace vtrial::kernels
