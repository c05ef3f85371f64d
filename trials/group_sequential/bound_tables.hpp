// The bounds of a design by events as tables that a replicate reads: a look has the events that it
// happens to have, and its bounds follow from them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kernels/plan/bound_table.hpp"
#include "trials/group_sequential/event_walk.hpp"

namespace vtrial::trials::group_sequential {

/// A trial stops at the planned events or, where one day brings several, at some more. So far from
/// the plan every number of events is a point of the tables, and bounds are exact.
inline constexpr std::int32_t dense_below = 8;
inline constexpr std::int32_t dense_above = 24;

/// What a kernels::BoundTable borrows.
struct BoundGrid {
    std::vector<std::int32_t> events_before;
    std::vector<std::int32_t> new_events;
    std::vector<double> efficacy;  ///< [before][new]
    std::vector<double> futility;  ///< [before][new]; empty without futility

    /// Valid as long as this lives and is not changed.
    kernels::BoundTable view() const;
};

/// The bounds of one look (from 0) of trials with up to `most_events` events.
///
/// A look before the last may have spent what the spending function gives at its events over the
/// last look's planned ones; the last look spends what is left, early or late. The step from the
/// look before is exact. Looks before that are taken as planned, or where the next one came so
/// early that less than half of the planned step would be left, earlier: a replicate knows two
/// numbers of events, not all. The type I error along a path of events then differs from alpha by
/// less than 2e-4 where looks have up to 24 events more than planned and steps of 100, or up to 12
/// and 50; two looks are exact there. Where they miss the plan by a fifth it differs by less than
/// 6e-4.
BoundGrid make_bound_table(EventDesign const& design, std::size_t look, std::int32_t most_events);

/// The table of bounds that do not depend on the events, for designs of a fixed shape.
BoundGrid constant_bound_table(double efficacy, std::optional<double> futility = std::nullopt);

}  // namespace vtrial::trials::group_sequential
