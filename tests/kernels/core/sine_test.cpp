// The sine against the C library's in long double.
#include "kernels/core/sine.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vtrial::kernels::test {
namespace {

TEST(SineOfPi, IsWithinItsErrorBound) {
    long double const pi = std::acos(-1.0L);
    double largest = 0.0;
    for (int k = 1; k < 200000; ++k) {
        double const x = k / 200000.0;
        long double const exact = std::sin(pi * static_cast<long double>(x < 0.5 ? x : 1.0 - x));
        auto const error = static_cast<double>(std::fabs((sine_of_pi(x) - exact) / exact));
        largest = error > largest ? error : largest;
    }
    EXPECT_LT(largest, 0x1p-50);
}

TEST(SineOfPi, KeepsItsDigitsAtBothEnds) {
    for (double const small : {0x1p-33, 1e-10, 1e-100}) {
        double const exact = std::acos(-1.0) * small;
        EXPECT_NEAR(sine_of_pi(small), exact, 1e-15 * exact);
    }
    EXPECT_EQ(sine_of_pi(1.0 - 0x1p-33), sine_of_pi(0x1p-33));
    EXPECT_EQ(sine_of_pi(0.0), 0.0);
    EXPECT_EQ(sine_of_pi(0.5), 1.0);
}

}  // namespace
}  // namespace vtrial::kernels::test
