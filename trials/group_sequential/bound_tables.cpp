#include "trials/group_sequential/bound_tables.hpp"

#include <algorithm>

#include "trials/group_sequential/event_axis.hpp"
#include "trials/group_sequential/event_walk.hpp"

namespace vtrial::trials::group_sequential {
namespace {

/// How dense an axis is away from the plan: a point before costs a density, a new one a root.
constexpr std::int32_t steps_before = 6;
constexpr std::int32_t steps_new = 12;

void set_axes(EventDesign const& design, std::size_t look, std::int32_t most_events,
              BoundGrid& grid) {
    auto const& planned = design.planned_events;
    std::int32_t const now = planned[look];
    if (look == 0) {
        grid.events_before = {0};
        grid.new_events =
            event_axis({{now - dense_below, now + dense_above}, {planned.back(), planned.back()}},
                       steps_new, most_events);
        return;
    }
    std::int32_t const before = planned[look - 1];
    // from one event less than the plan on all is spent
    grid.events_before = event_axis(
        {{before - dense_below, before + dense_above}, {planned.back() - 1, planned.back()}},
        steps_before, most_events);
    constexpr std::int32_t width = dense_below + dense_above;
    grid.new_events =
        event_axis({{now - before - width, now - before + width}}, steps_new, most_events);
}

/// The events of the looks before the one with `events_before`.
std::vector<double> earlier_events(std::vector<std::int32_t> const& planned, std::size_t look,
                                   double events_before) {
    std::vector<double> events(look);
    double next = events_before;
    for (std::size_t j = look; j-- > 0;) {
        double const as_planned = planned[j];
        double const half_step_left = 0.5 * next * (1.0 + as_planned / planned[j + 1]);
        next = events[j] = std::min(as_planned, half_step_left);
    }
    return events;
}

/// Walks that have passed 0, 1, ... looks as planned.
std::vector<EventWalk> planned_walks(EventDesign const& design, std::size_t most_looks) {
    std::vector<EventWalk> walks{EventWalk(design)};
    while (walks.size() <= most_looks) {
        walks.push_back(walks.back());
        walks.back().pass_look(design.planned_events[walks.size() - 2]);
    }
    return walks;
}

/// One row: the bounds after each number of new events.
void add_row(EventDesign const& design, EventWalk const& walk, std::int32_t events_before,
             BoundGrid& grid) {
    LookBounds previous{2.0, 0.0};
    LookBounds guess = previous;
    for (std::int32_t const new_events : grid.new_events) {
        LookBounds const bounds = walk.bounds(events_before + new_events, guess);
        grid.efficacy.push_back(bounds.upper);
        if (design.futility.rule != FutilityRule::none) {
            grid.futility.push_back(bounds.lower);
        }
        guess = {2.0 * bounds.upper - previous.upper, 2.0 * bounds.lower - previous.lower};
        previous = bounds;
    }
}

template <class Value>
kernels::View<Value const> view_of(std::vector<Value> const& values) {
    return {values.data(), static_cast<std::int64_t>(values.size())};
}

}  // namespace

kernels::BoundTable BoundGrid::view() const {
    return {view_of(events_before), view_of(new_events), view_of(efficacy), view_of(futility)};
}

BoundGrid make_bound_table(EventDesign const& design, std::size_t look, std::int32_t most_events) {
    BoundGrid grid;
    set_axes(design, look, most_events, grid);
    if (look == 0) {
        add_row(design, EventWalk(design), 0, grid);
        return grid;
    }
    auto const walks = planned_walks(design, look - 1);
    for (std::int32_t const events_before : grid.events_before) {
        auto const earlier = earlier_events(design.planned_events, look - 1, events_before);
        std::size_t as_planned = 0;
        while (as_planned < earlier.size() &&
               earlier[as_planned] >= design.planned_events[as_planned]) {
            ++as_planned;
        }
        EventWalk walk = walks[as_planned];
        for (std::size_t j = as_planned; j < earlier.size(); ++j) {
            walk.pass_look(earlier[j]);
        }
        walk.pass_look(events_before);
        add_row(design, walk, events_before, grid);
    }
    return grid;
}

BoundGrid constant_bound_table(double efficacy, std::optional<double> futility) {
    BoundGrid grid{{0}, {1}, {efficacy}, {}};
    if (futility) {
        grid.futility.push_back(*futility);
    }
    return grid;
}

}  // namespace vtrial::trials::group_sequential
