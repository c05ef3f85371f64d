#include "trials/group_sequential/find_root.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vtrial::trials::group_sequential {
namespace {

TEST(FindRoot, MeetsItsTolerance) {
    EXPECT_NEAR(find_root([](double x) { return x * x - 2.0; }, 0.0, 2.0, 1e-13), std::sqrt(2.0),
                1e-13);
    EXPECT_NEAR(find_root([](double x) { return 2.0 - x * x; }, 0.0, 2.0, 1e-13), std::sqrt(2.0),
                1e-13);
    EXPECT_NEAR(find_root([](double x) { return std::exp(x) - 1e-6; }, -40.0, 40.0, 1e-12),
                std::log(1e-6), 1e-12);
    EXPECT_NEAR(find_root([](double x) { return std::cbrt(x - 0.3); }, -1.0, 5.0, 1e-12), 0.3,
                1e-12);
}

TEST(FindRoot, TakesFewSteps) {
    int calls = 0;
    auto const flat_then_steep = [&](double x) {
        ++calls;
        return std::pow(x, 15.0) - 1e-4;
    };
    EXPECT_NEAR(find_root(flat_then_steep, 0.0, 1.0, 1e-12), std::pow(1e-4, 1.0 / 15.0), 1e-12);
    EXPECT_LT(calls, 40);  // bisection alone: 42
}

TEST(FindRoot, WithoutARootGivesTheNearerEnd) {
    EXPECT_EQ(find_root([](double x) { return x + 1.0; }, 0.0, 2.0, 1e-9), 0.0);
    EXPECT_EQ(find_root([](double x) { return x - 9.0; }, 0.0, 2.0, 1e-9), 2.0);
    EXPECT_EQ(find_root([](double x) { return x; }, 0.0, 2.0, 1e-9), 0.0);
}

}  // namespace
}  // namespace vtrial::trials::group_sequential
