// Exponentials in float against the C library in double.
#include "kernels/core/relaxation.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vtrial::kernels {
namespace {

double relative_error(double value, double expected) { return std::fabs(value / expected - 1.0); }

TEST(ExponentialMean, IsExactBesideZeroAndFarFromIt) {
    EXPECT_NEAR(exponential_mean(0.0f).quotient, std::log(2.0), 1e-7);
    for (float x = -60.0f; x < 60.0f; x += 0.00917f) {
        ExponentialMean const mean = exponential_mean(x);
        double const expected = std::expm1(x * std::log(2.0)) / static_cast<double>(x);
        ASSERT_LT(relative_error(mean.quotient, expected), 1e-6) << x;
        ASSERT_LT(relative_error(mean.power, std::exp2(static_cast<double>(x))), 2e-7) << x;
        ASSERT_EQ(mean.power, power_of_two(x));
    }
}

TEST(PowerOfTwo, StopsBeforeAFloatEnds) {
    EXPECT_EQ(power_of_two(1e6f), 0x1p125f);
    EXPECT_EQ(power_of_two(-1e6f), 0x1p-125f);
}

}  // namespace
}  // namespace vtrial::kernels
