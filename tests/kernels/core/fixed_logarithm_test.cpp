// Logarithms in fixed point against the C library in double.
#include "kernels/core/fixed_logarithm.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vtrial::kernels {
namespace {

double relative_error(double value, double expected) { return std::fabs(value / expected - 1.0); }

TEST(FixedLogarithm, AddsWithoutLoss) {
    std::int32_t sum = fixed_logarithm(-40.0f);
    for (int step = 0; step < 4096; ++step) sum += fixed_logarithm(0x1p-7f + 0x1p-23f);
    EXPECT_EQ(sum, fixed_logarithm(-8.0f) + 4096);
    for (float x = -46.0f; x < 46.0f; x += 0.37f) {
        double const expected = std::exp2(static_cast<double>(x));
        // rounded toward 0 by at most 2^-23 of a logarithm
        ASSERT_LT(relative_error(power_of_fixed(fixed_logarithm(x)), expected), 3e-7) << x;
    }
}

}  // namespace
}  // namespace vtrial::kernels
