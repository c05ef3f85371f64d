// The error bounds that kernels/core/normal_distribution.hpp states, against x87's long double,
// whose mantissa is 2^11 times finer than a double's, and values of mpmath to 20 digits.
#include "kernels/core/normal_distribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace vtrial::kernels {
namespace {

long double relative_error(double value, long double exact) {
    return std::abs((value - exact) / exact);
}

long double exact_upper_tail(double x) { return 0.5L * std::erfc(x * std::sqrt(0.5L)); }

TEST(NormalDistribution, KeepsItsBounds) {
    long double const root_two_pi = std::sqrt(2.0L * std::acos(-1.0L));
    long double tail = 0.0L;
    long double complement = 0.0L;
    long double density = 0.0L;
    for (int k = 0; k <= 1'000'000; ++k) {
        double const x = -8.0 + 45.0 * 1e-6 * k;
        long double const square = static_cast<long double>(x) * x;
        tail = std::max(tail, relative_error(normal_upper_tail(x), exact_upper_tail(x)));
        complement =
            std::max(complement, relative_error(normal_distribution(-x), exact_upper_tail(x)));
        density = std::max(
            density, relative_error(normal_density(x), std::exp(-0.5L * square) / root_two_pi));
    }
    EXPECT_LT(tail, 2e-15L);
    EXPECT_LT(complement, 2e-15L);
    EXPECT_LT(density, 2e-15L);
}

TEST(NormalDistribution, HasTheValuesOfMpmath) {
    // mpmath 1.3.0: erfc(x / sqrt(2)) / 2 with 40 digits, rounded
    struct Known {
        double x;
        double upper_tail;
    };
    for (Known const known :
         {Known{0.0, 0.5}, Known{1.0, 0.15865525393145705141}, Known{1.5, 0.066807201268858066004},
          Known{2.0, 0.022750131948179207200}, Known{5.0, 2.8665157187919391167e-7},
          Known{10.0, 7.6198530241605260660e-24}, Known{20.0, 2.7536241186062336951e-89},
          Known{37.0, 5.7255712225245768227e-300}}) {
        EXPECT_NEAR(normal_upper_tail(known.x) / known.upper_tail, 1.0, 2e-15) << known.x;
        EXPECT_EQ(normal_distribution(-known.x), normal_upper_tail(known.x));
    }
}

TEST(NormalDistribution, IsTheInverseOfTheQuantile) {
    for (double p = 1e-300; p < 0.5; p *= 1.7) {
        double const z = normal_quantile(p);
        // an error of 1e-15 in z is one of 1e-15 z^2 in p
        EXPECT_NEAR(normal_distribution(z) / p, 1.0, 2e-15 * (2.0 + z * z)) << p;
    }
}

TEST(NormalDistribution, IsPositiveAndFallsWhateverTheArgument) {
    double before = 1.0;
    for (double x = -50.0; x < 50.0; x += 0.01) {
        EXPECT_LE(normal_upper_tail(x), before) << x;
        EXPECT_GT(normal_upper_tail(x), 0.0) << x;
        before = normal_upper_tail(x);
    }
    EXPECT_EQ(normal_upper_tail(1e300), normal_upper_tail(37.4));
    EXPECT_EQ(normal_upper_tail(-1e300), 1.0);
    EXPECT_EQ(normal_density(-1e300), normal_density(37.4));
}

}  // namespace
}  // namespace vtrial::kernels
