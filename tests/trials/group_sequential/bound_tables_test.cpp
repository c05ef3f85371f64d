// Bounds read from tables along random paths of events, against the exact recursion along them.
#include "trials/group_sequential/bound_tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "kernels/looks/bound_table.hpp"
#include "tests/trials/group_sequential/known_designs.hpp"

namespace vtrial::trials::group_sequential {
namespace {

constexpr std::int32_t most_events = 737;
using Events = std::vector<std::int32_t>;

EventDesign design_of(Events const& planned, char const* spending) {
    return {planned, {known::spending_named(spending), known::alpha}, {}, 0.0};
}

std::vector<BoundGrid> tables_of(EventDesign const& design) {
    std::vector<BoundGrid> tables;
    for (std::size_t look = 0; look < design.planned_events.size(); ++look) {
        tables.push_back(make_bound_table(design, look, most_events));
    }
    return tables;
}

std::vector<double> read_bounds(std::vector<BoundGrid> const& tables, Events const& events) {
    std::vector<double> bounds;
    std::int32_t before = 0;
    for (std::size_t look = 0; look < events.size(); ++look) {
        bounds.push_back(kernels::efficacy_bound(tables[look].view(), before, events[look]));
        before = events[look];
    }
    return bounds;
}

/// What the recursion along this path gives.
std::vector<double> exact_bounds(EventDesign const& design, Events const& events) {
    std::vector<double> cumulative;
    for (std::size_t look = 0; look < events.size(); ++look) {
        cumulative.push_back(spent_by_look(design, look, events[look]).alpha);
    }
    return efficacy_bounds({events.begin(), events.end()}, cumulative);
}

/// How far from the exact ones read bounds are, over many paths.
struct Differences {
    double bound = 0.0;
    double type_I_error = 0.0;
};

template <class EventsAt>
Differences differences(EventDesign const& design, EventsAt const& events_at) {
    auto const tables = tables_of(design);
    std::mt19937 random(20'260'101);
    Differences largest;
    for (int path = 0; path < 100; ++path) {
        Events events;
        for (std::int32_t const planned : design.planned_events) {
            double const uniform = static_cast<double>(random()) * 0x1p-32;
            events.push_back(events_at(planned, uniform));
        }
        if (std::adjacent_find(events.begin(), events.end(), std::greater_equal<>()) !=
            events.end()) {
            continue;
        }
        auto const bounds = read_bounds(tables, events);
        auto const exact = exact_bounds(design, events);
        auto const ends = stopping_probabilities({events.begin(), events.end()}, {bounds, {}}, 0.0);
        largest.type_I_error =
            std::max(largest.type_I_error, std::abs(ends.upper_total() - known::alpha));
        for (std::size_t look = 0; look < events.size(); ++look) {
            largest.bound = std::max(largest.bound, std::abs(bounds[look] - exact[look]));
        }
    }
    return largest;
}

auto at_most_later_by(std::int32_t most) {
    return [=](std::int32_t planned, double uniform) {
        return planned + static_cast<std::int32_t>(uniform * (most + 1));
    };
}

std::int32_t within_a_fifth(std::int32_t planned, double uniform) {
    return static_cast<std::int32_t>(planned * (0.8 + 0.4 * uniform));
}

TEST(BoundTables, OfTwoLooksAreExactAroundThePlan) {
    for (char const* const spending : {"LDOF", "LDPocock", "HSDm4"}) {
        auto const found = differences(design_of({195, 390}, spending), at_most_later_by(24));
        EXPECT_LT(found.bound, 1e-10);
        EXPECT_LT(found.type_I_error, 1e-11);
    }
}

TEST(BoundTablesSlow, OfThreeLooksKeepTheTypeIError) {
    for (Events const& planned : {Events{195, 292, 390}, Events{60, 292, 390}}) {
        for (char const* const spending : {"LDOF", "LDPocock", "HSDm4"}) {
            auto const found = differences(design_of(planned, spending), at_most_later_by(24));
            EXPECT_LT(found.type_I_error, 2e-4) << spending;
            EXPECT_LT(found.bound, 0.015) << spending;  // the look before last, unknown to look 3
        }
    }
}

TEST(BoundTablesSlow, OfEightLooksKeepTheTypeIError) {
    Events const planned{50, 100, 150, 200, 250, 300, 350, 400};
    for (char const* const spending : {"LDOF", "LDPocock"}) {
        auto const found = differences(design_of(planned, spending), at_most_later_by(12));
        EXPECT_LT(found.type_I_error, 2e-4) << spending;
        EXPECT_LT(found.bound, 0.01) << spending;
    }
}

TEST(BoundTablesSlow, FarFromThePlanTheTypeIErrorIsNear) {
    for (char const* const spending : {"LDOF", "LDPocock", "HSDm4"}) {
        auto const two = differences(design_of({195, 390}, spending), within_a_fifth);
        EXPECT_LT(two.type_I_error, 2e-5) << spending;  // between points only
        auto const three = differences(design_of({195, 292, 390}, spending), within_a_fifth);
        EXPECT_LT(three.type_I_error, 6e-4) << spending;
    }
}

TEST(BoundTables, AsPlannedAreTheDesign) {
    for (Events const& planned :
         {Events{390}, Events{195, 292, 390}, Events{30, 60, 90, 120, 150}}) {
        EventDesign const design = design_of(planned, "LDOF");
        auto const bounds = read_bounds(tables_of(design), planned);
        auto const exact = exact_bounds(design, planned);
        for (std::size_t look = 0; look < planned.size(); ++look) {
            EXPECT_NEAR(bounds[look], exact[look], 1e-9);
        }
    }
}

TEST(BoundTables, LastLookSpendsWhatIsLeftWheneverItComes) {
    EventDesign const design = design_of({195, 390}, "LDOF");
    auto const tables = tables_of(design);
    for (std::int32_t const last : {230, 301, 555, 737}) {
        Events const events{195, last};
        auto const bounds = read_bounds(tables, events);
        auto const ends = stopping_probabilities({events.begin(), events.end()}, {bounds, {}}, 0.0);
        EXPECT_NEAR(ends.upper_total(), known::alpha, 2e-5) << last;
    }
}

TEST(BoundTables, WhatIsSpentIsSpent) {
    auto const tables = tables_of(design_of({195, 292, 390}, "LDOF"));
    // all spent at a second look that came with the events of the last
    EXPECT_LT(kernels::efficacy_bound(tables[1].view(), 195, 390), 3.0);
    for (std::int32_t const events_before : {390, 391, 500}) {
        EXPECT_EQ(kernels::efficacy_bound(tables[2].view(), events_before, 600), no_bound);
    }
    EXPECT_EQ(kernels::efficacy_bound(tables[2].view(), 300, 300), no_bound);
    EXPECT_EQ(kernels::efficacy_bound(tables[0].view(), 0, 0), no_bound);
}

TEST(BoundTables, SpendingByLookIgnoresTheEvents) {
    EventDesign design = design_of({100, 200}, "LDOF");
    design.efficacy.function = {SpendingKind::by_look, 0.0, {}, {0.2, 1.0}};
    auto const tables = tables_of(design);
    for (std::int32_t const events : {20, 100, 180, 400}) {
        EXPECT_NEAR(kernels::efficacy_bound(tables[0].view(), 0, events), 2.5758293035489, 1e-9);
    }
}

TEST(BoundTables, FutilityIsThatOfTheDesign) {
    Events const planned{195, 292, 390};
    std::vector<double> const information{195.0, 292.0, 390.0};
    ErrorSpending const beta{known::spending_named("HSDm2"), 0.1};
    for (FutilityRule const rule : {FutilityRule::binding, FutilityRule::non_binding}) {
        EventDesign design = design_of(planned, "LDOF");
        design.futility = {rule, beta};
        design.futility_drift = 0.17;
        auto const exact =
            futility_bounds(information, design.efficacy, design.futility, design.futility_drift);
        auto const tables = tables_of(design);
        std::int32_t before = 0;
        for (std::size_t look = 0; look < planned.size(); ++look) {
            auto const table = tables[look].view();
            EXPECT_NEAR(kernels::efficacy_bound(table, before, planned[look]), exact.upper[look],
                        1e-9);
            EXPECT_NEAR(kernels::futility_bound(table, before, planned[look]), exact.lower[look],
                        1e-9);
            before = planned[look];
        }
        // at every point no trial can cross both, and one crosses either at the last look
        for (std::size_t look = 0; look < planned.size(); ++look) {
            bool const is_last = look + 1 == planned.size();
            for (std::size_t i = 0; i < tables[look].efficacy.size(); ++i) {
                EXPECT_LE(tables[look].futility[i], tables[look].efficacy[i]);
                EXPECT_TRUE(!is_last || tables[look].futility[i] == tables[look].efficacy[i]);
            }
        }
    }
}

TEST(BoundTables, NonBindingFutilityLeavesEfficacyAlone) {
    EventDesign const without = design_of({195, 390}, "HSDm4");
    EventDesign with = without;
    with.futility = {FutilityRule::non_binding, {known::spending_named("HSDm2"), 0.1}};
    with.futility_drift = 0.15;
    EXPECT_EQ(make_bound_table(with, 1, most_events).efficacy,
              make_bound_table(without, 1, most_events).efficacy);
    EXPECT_TRUE(make_bound_table(without, 1, most_events).futility.empty());
}

TEST(BoundTables, OfAFixedShapeAreConstant) {
    BoundGrid const grid = constant_bound_table(2.25, 0.5);
    EXPECT_EQ(kernels::efficacy_bound(grid.view(), 100, 300), 2.25);
    EXPECT_EQ(kernels::futility_bound(grid.view(), 100, 300), 0.5);
    BoundGrid const without_futility = constant_bound_table(2.25);
    EXPECT_EQ(kernels::futility_bound(without_futility.view(), 100, 300), -no_bound);
}

}  // namespace
}  // namespace vtrial::trials::group_sequential
