// When a published number holds: each rule at its edge.
#include "host/validate/judge.hpp"

#include <gtest/gtest.h>

namespace vtrial::host::test {
namespace {

PublishedNumber published(double value) {
    PublishedNumber number;
    number.value = value;
    return number;
}

PublishedNumber published(double value, double lower, double upper) {
    PublishedNumber number = published(value);
    number.lower = lower;
    number.upper = upper;
    return number;
}

bool holds_at(PublishedNumber const& number, Measure measure, double simulated) {
    SimulatedQuantity quantity;
    quantity.value = simulated;
    return holds(number, measure, quantity, 368.5);
}

TEST(Judge, TheIntervalDecidesWhereThereIsOne) {
    PublishedNumber const number = published(0.56, 0.43, 0.73);
    EXPECT_TRUE(holds_at(number, Measure::hazard_ratio, 0.43));
    EXPECT_TRUE(holds_at(number, Measure::hazard_ratio, 0.73));
    EXPECT_FALSE(holds_at(number, Measure::hazard_ratio, 0.4299));
    EXPECT_FALSE(holds_at(number, Measure::hazard_ratio, 0.7301));
}

TEST(Judge, AnIntervalMayHaveNoUpperEnd) {
    PublishedNumber number = published(31.9);
    number.lower = 28.9;
    number.is_upper_not_reached = true;
    EXPECT_TRUE(holds_at(number, Measure::median, 90.0));
    EXPECT_FALSE(holds_at(number, Measure::median, 28.8));
    EXPECT_TRUE(holds(number, Measure::median, SimulatedQuantity{}, 368.5)) << "not reached";
    EXPECT_FALSE(holds(published(31.9, 28.9, 40.0), Measure::median, SimulatedQuantity{}, 368.5));
}

TEST(Judge, WithoutAnIntervalByWhatItIs) {
    EXPECT_TRUE(holds_at(published(40.0), Measure::median, 36.1));
    EXPECT_FALSE(holds_at(published(40.0), Measure::median, 35.9));
    EXPECT_TRUE(holds_at(published(0.5), Measure::hazard_ratio, 0.579));
    EXPECT_FALSE(holds_at(published(0.5), Measure::hazard_ratio, 0.581));
    for (Measure const rate :
         {Measure::survival, Measure::response_per_cent, Measure::events_per_cent}) {
        EXPECT_TRUE(holds_at(published(50.0), rate, 53.9));
        EXPECT_FALSE(holds_at(published(50.0), rate, 54.1));
    }
    // 4 % of 368.5 patients are 14.74
    EXPECT_TRUE(holds_at(published(97.0), Measure::events, 111.7));
    EXPECT_FALSE(holds_at(published(97.0), Measure::events, 111.8));
}

TEST(Judge, AMedianThatWasNotReached) {
    PublishedNumber number;
    number.is_not_reached = true;
    SimulatedQuantity simulated;
    simulated.not_reached_share = 0.5;
    EXPECT_TRUE(holds(number, Measure::median, simulated, 368.5));
    simulated.not_reached_share = 0.49;
    simulated.value = 60.0;
    EXPECT_FALSE(holds(number, Measure::median, simulated, 368.5));
}

TEST(Judge, AMedianThatWasNotReachedHasAnIntervalAsAnyOther) {
    PublishedNumber number;
    number.is_not_reached = true;
    number.lower = 54.8;
    number.is_upper_not_reached = true;
    SimulatedQuantity simulated;
    EXPECT_TRUE(holds(number, Measure::median, simulated, 368.5));  // beyond all that is followed
    simulated.value = 54.9;
    EXPECT_TRUE(holds(number, Measure::median, simulated, 368.5));
    simulated.value = 54.7;
    EXPECT_FALSE(holds(number, Measure::median, simulated, 368.5));
}

TEST(Judge, ASingleLimitIsNoInterval) {
    PublishedNumber number = published(40.0);
    number.lower = 39.0;
    EXPECT_TRUE(holds_at(number, Measure::median, 36.1));
}

}  // namespace
}  // namespace vtrial::host::test
