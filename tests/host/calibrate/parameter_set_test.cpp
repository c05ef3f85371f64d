// Places between bounds, and what a set changes in which trial.
#include "host/calibrate/parameter_set.hpp"

#include <gtest/gtest.h>

namespace vtrial::host::test {
namespace {

using Overrides = std::vector<std::string>;

FittedParameter parameter(std::string path, std::vector<std::string> trials) {
    FittedParameter made;
    made.path = std::move(path);
    made.trials = std::move(trials);
    made.low = 1.0;
    made.high = 16.0;
    return made;
}

TEST(ParameterSet, ChangesSharedParametersEverywhereAndOwnOnesAtHome) {
    ParameterSet set;
    set.set(parameter("model.shared", {}), 2.0);
    FittedParameter kill = parameter("model.control.kill", {"first", "second"});
    kill.also = {"model.experimental.kill"};
    set.set(kill, 0.5);
    EXPECT_EQ(set.overrides_of("first"), (Overrides{"model.shared=2", "model.control.kill=0.5",
                                                    "model.experimental.kill=0.5"}));
    EXPECT_EQ(set.overrides_of("third"), Overrides{"model.shared=2"});
}

TEST(ParameterSet, PlacesAreSharesOfTheWidthOnTheParametersScale) {
    FittedParameter rate = parameter("model.rate", {});
    EXPECT_DOUBLE_EQ(value_at(rate, 0.5), 4.0);
    EXPECT_DOUBLE_EQ(place_of(rate, 2.0), 0.25);
    rate.is_log = false;
    EXPECT_DOUBLE_EQ(value_at(rate, 0.5), 8.5);
    EXPECT_DOUBLE_EQ(place_of(rate, 4.75), 0.25);
}

}  // namespace
}  // namespace vtrial::host::test
