// The error bounds that kernels/core/double_precision.hpp states, against x87's long double, whose
// mantissa is 2^11 times finer than a double's.
#include "kernels/core/double_precision.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "kernels/core/philox.hpp"

namespace vtrial::kernels {
namespace {

/// Numbers that fill an interval without a pattern, by the golden ratio.
double spread(int k, double low, double high) {
    double const part = 0.6180339887498949 * k;
    return low + (high - low) * (part - std::floor(part));
}

long double relative_error(double value, long double exact) {
    return exact == 0.0L ? std::abs(value) : std::abs((value - exact) / exact);
}

void record_in_units_of_2_52(long double error) {
    testing::Test::RecordProperty("units_of_2_52", std::to_string(error * 0x1p52L));
}

TEST(DoublePrecision, LogKeepsItsBound) {
    long double largest = 0.0L;
    auto const check = [&](double x) {
        largest =
            std::max(largest, relative_error(log_of(x), std::log(static_cast<long double>(x))));
    };
    for (int k = 0; k < 2'000'000; ++k) {
        check(spread(k, 0.5, 2.0));                      // where the logarithm is small
        check(std::exp2(spread(k, -1022.0, 1024.0)));    // every exponent
        check(1.0 + std::exp2(spread(k, -52.0, -2.0)));  // as near to 1 as can be
    }
    for (int n = 1; n <= 65535; ++n) {
        check(n);  // the table of a plan
    }
    check(std::numeric_limits<double>::min());
    check(std::numeric_limits<double>::max());
    EXPECT_LT(largest, 0x1p-51L);
    record_in_units_of_2_52(largest);
    EXPECT_EQ(log_of(1.0), 0.0);
}

TEST(DoublePrecision, ExpKeepsItsBound) {
    long double largest = 0.0L;
    auto const check = [&](double x) {
        largest =
            std::max(largest, relative_error(exp_of(x), std::exp(static_cast<long double>(x))));
    };
    for (int k = 0; k < 2'000'000; ++k) {
        check(spread(k, -700.0, 700.0));
        check(spread(k, -4.0, 4.0));  // log hazard ratios, log survival
        check(std::exp2(spread(k, -60.0, 0.0)));
    }
    EXPECT_LT(largest, 0x1p-51L);
    record_in_units_of_2_52(largest);
    EXPECT_EQ(exp_of(0.0), 1.0);
    EXPECT_EQ(exp_of(-1e300), exp_of(-700.0));
    EXPECT_EQ(exp_of(1e300), exp_of(700.0));
}

/// The z with Phi(z) = p, by Newton's method from `start`. Around the middle p - 1/2, which is
/// exact, is what is solved for, so that the digits of a small z are right as well.
long double exact_quantile(double p, double start) {
    long double const root_half = std::sqrt(0.5L);
    long double const root_two_pi = std::sqrt(2.0L * std::acos(-1.0L));
    long double z = start;
    for (int step = 0; step < 4; ++step) {
        long double const excess =
            std::abs(p - 0.5) < 0.25
                ? 0.5L * std::erf(z * root_half) - (static_cast<long double>(p) - 0.5L)
            : p < 0.5 ? 0.5L * std::erfc(-z * root_half) - p
                      : 1.0L - static_cast<long double>(p) - 0.5L * std::erfc(z * root_half);
        z -= excess * root_two_pi * std::exp(0.5L * z * z);
    }
    return z;
}

/// The largest relative error over a set of probabilities.
template <class ProbabilityOf>
long double largest_quantile_error(int count, ProbabilityOf const& probability_of) {
    long double largest = 0.0L;
    for (int k = 0; k < count; ++k) {
        double const p = probability_of(k);
        double const z = normal_quantile(p);
        largest = std::max(largest, relative_error(z, exact_quantile(p, z)));
    }
    return largest;
}

TEST(DoublePrecision, NormalQuantileKeepsItsBound) {
    // the frailty: p of both halves, all of it exact
    EXPECT_LT(
        largest_quantile_error(
            300'000,
            [](int k) { return open_uniform_double(static_cast<std::uint32_t>(k) * 2654435761u); }),
        1e-15L);
    // levels of tests and the far tail
    EXPECT_LT(largest_quantile_error(300'000, [](int k) { return spread(k, 1e-6, 0.5); }), 1e-15L);
    EXPECT_LT(
        largest_quantile_error(300'000, [](int k) { return std::exp2(spread(k, -1022.0, -1.0)); }),
        1e-15L);
    // around the middle, where z is near 0
    EXPECT_LT(largest_quantile_error(300'000,
                                     [](int k) { return 0.5 - std::exp2(spread(k, -50.0, -2.0)); }),
              1e-15L);
}

TEST(DoublePrecision, NormalQuantileOfTheExtremeWordsIsFinite) {
    for (std::uint32_t const word : {0u, 1u, 0x7fffffffu, 0x80000000u, 0xfffffffeu, 0xffffffffu}) {
        double const p = open_uniform_double(word);
        double const z = normal_quantile(p);
        EXPECT_LT(relative_error(z, exact_quantile(p, z)), 1e-15L) << word;
        EXPECT_EQ(normal_quantile(open_uniform_double(~word)), -z) << word;  // 1 - p is exact
    }
    EXPECT_EQ(normal_quantile(0.5), 0.0);
    EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-15);
    EXPECT_NEAR(normal_quantile(0.025), -1.959963984540054, 1e-15);
}

}  // namespace
}  // namespace vtrial::kernels
