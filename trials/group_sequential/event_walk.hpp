// A trial by events on its way through its looks: what it has spent, and what it may spend next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "trials/group_sequential/boundary_walk.hpp"
#include "trials/group_sequential/spending_bounds.hpp"

namespace vtrial::trials::group_sequential {

/// A design whose information is the events.
struct EventDesign {
    std::vector<std::int32_t> planned_events;  ///< of each look, increasing
    ErrorSpending efficacy;
    Futility futility;
    /// futility spends its error where z has mean drift * sqrt(events)
    double futility_drift = 0.0;
};

/// Errors spent by a look (from 0) at some events: what the spending function gives at their share
/// of the last look's planned events, and all of it at the last look, early or late.
SpendingStep spent_by_look(EventDesign const& design, std::size_t look, double events);

/// A walk over the looks of a design, which must live as long; events may be anything that
/// increases. Wide panels: made for tables.
class EventWalk {
  public:
    explicit EventWalk(EventDesign const& design)
        : design_(&design), walk_(design.futility.rule, design.futility_drift, Panels::wide) {}

    /// The bounds of the next look if it has these events. `guess` only saves time.
    LookBounds bounds(double events, LookBounds guess = {2.0, 0.0}) const;

    /// Goes on beyond the next look, which had these events.
    void pass_look(double events);

  private:
    EventDesign const* design_;
    BoundaryWalk walk_;
    SpendingStep spent_{0.0, 0.0};
    std::size_t looks_ = 0;
};

}  // namespace vtrial::trials::group_sequential
