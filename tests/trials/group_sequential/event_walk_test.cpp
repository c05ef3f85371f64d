#include "trials/group_sequential/event_walk.hpp"

#include <gtest/gtest.h>

#include "tests/trials/group_sequential/known_designs.hpp"

namespace vtrial::trials::group_sequential {
namespace {

EventDesign const design{{195, 292, 390},
                         {known::spending_named("HSDm4"), 0.025},
                         {FutilityRule::non_binding, {known::spending_named("HSDm2"), 0.1}},
                         0.17};

TEST(EventWalk, SpendsByThePlannedEventsAndAllAtTheLastLook) {
    double const fraction = 310.0 / 390.0;
    SpendingStep const second = spent_by_look(design, 1, 310.0);
    EXPECT_EQ(second.alpha, spent(design.efficacy.function, 0.025, {1, fraction}));
    EXPECT_EQ(second.beta, spent(design.futility.spending.function, 0.1, {1, fraction}));
    EXPECT_EQ(spent_by_look(design, 1, 400.0).alpha, 0.025);
    for (double const events : {300.0, 390.0, 500.0}) {
        EXPECT_EQ(spent_by_look(design, 2, events).alpha, 0.025);
        EXPECT_EQ(spent_by_look(design, 2, events).beta, 0.1);
    }
    EventDesign without_futility = design;
    without_futility.futility.rule = FutilityRule::none;
    EXPECT_EQ(spent_by_look(without_futility, 1, 310.0).beta, 0.0);
}

TEST(EventWalk, HasTheBoundsOfTheRecursion) {
    std::vector<double> const events{201.0, 288.0, 405.0};
    std::vector<double> cumulative;
    EventWalk walk(design);
    std::vector<double> bounds;
    for (std::size_t look = 0; look < events.size(); ++look) {
        cumulative.push_back(spent_by_look(design, look, events[look]).alpha);
        bounds.push_back(walk.bounds(events[look]).upper);
        if (look + 1 < events.size()) {
            walk.pass_look(events[look]);
        }
    }
    auto const exact = efficacy_bounds(events, cumulative);
    for (std::size_t look = 0; look < events.size(); ++look) {
        EXPECT_NEAR(bounds[look], exact[look], 1e-9);
    }
}

}  // namespace
}  // namespace vtrial::trials::group_sequential
