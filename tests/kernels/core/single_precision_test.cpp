// The error bounds that kernels/core/single_precision.hpp states, against x87's long double, whose
// 64 bits of mantissa leave an error of 2^-40 of a float's last place.
#include "kernels/core/single_precision.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "kernels/core/philox.hpp"

namespace vtrial::kernels {
namespace {

/// A float's unit in the last place at x.
long double last_place(long double x) {
    return std::exp2(std::floor(std::log2(std::abs(x))) - 23.0L);
}

struct LargestErrors {
    long double in_last_places = 0.0L;
    long double of_fraction = 0.0L;  ///< as a part of the bound that is stated for it

    void add(float x) {
        long double const exact = std::log2(static_cast<long double>(x));
        SplitLogarithm const parts = split_log2(x);
        long double const fraction = exact - parts.exponent;
        long double const bound = 0x1p-24L * std::abs(fraction) + 0x1p-26L;
        of_fraction = std::max(of_fraction, std::abs(parts.fraction - fraction) / bound);
        EXPECT_LE(std::abs(parts.fraction), 0.500001f);
        if (exact != 0.0L) {
            in_last_places =
                std::max(in_last_places, std::abs(log2_of(x) - exact) / last_place(exact));
        }
    }
};

TEST(SinglePrecision, Log2OfEveryUniformKeepsItsBound) {
    LargestErrors errors;
    for (std::uint32_t k = 0; k < (1u << 23); ++k) {
        errors.add(open_uniform(k << 9));
    }
    EXPECT_LT(errors.in_last_places, 1.5L);
    EXPECT_LT(errors.of_fraction, 1.0L);
    RecordProperty("last_places", std::to_string(errors.in_last_places));
    RecordProperty("of_fraction_bound", std::to_string(errors.of_fraction));
}

TEST(SinglePrecision, Log2OfAnyNormalNumberKeepsItsBound) {
    LargestErrors errors;
    constexpr std::uint32_t first_normal = 0x00800000;
    constexpr std::uint32_t infinity = 0x7f800000;
    for (std::uint32_t bits = first_normal; bits < infinity; bits += 997) {
        errors.add(bits_as<float>(bits));
    }
    errors.add(std::numeric_limits<float>::min());
    errors.add(std::numeric_limits<float>::max());
    EXPECT_EQ(log2_of(1.0f), 0.0f);
    EXPECT_EQ(log2_of(0x1p-126f), -126.0f);
    EXPECT_LT(errors.in_last_places, 1.5L);
    EXPECT_LT(errors.of_fraction, 1.0L);
}

TEST(SinglePrecision, Log2FallsWithoutAStepBack) {
    // a smaller uniform must not give a shorter time by more than the error allows
    float before = -std::numeric_limits<float>::infinity();
    for (std::uint32_t k = 0; k < (1u << 23); k += 3) {
        float const here = log2_of(open_uniform(k << 9));
        ASSERT_GE(here, before - 3 * static_cast<float>(last_place(before)));
        before = here;
    }
}

TEST(SinglePrecision, Exp2OfAFractionKeepsItsBound) {
    long double largest = 0.0L;
    for (std::int32_t k = -(1 << 22); k <= (1 << 22); ++k) {
        float const fraction = static_cast<float>(k) * 0x1p-23f;
        long double const exact = std::exp2(static_cast<long double>(fraction));
        largest = std::max(largest, std::abs(exp2_of(0, fraction) - exact) / last_place(exact));
    }
    EXPECT_LT(largest, 1.0L);
    RecordProperty("last_places", std::to_string(largest));
    for (std::int32_t exponent = -125; exponent <= 126; ++exponent) {
        // an exponent only scales
        EXPECT_EQ(exp2_of(exponent, 0.3f), std::ldexp(exp2_of(0, 0.3f), exponent));
    }
}

TEST(SinglePrecision, Exp2OfADoubleKeepsItsBound) {
    long double largest = 0.0L;
    constexpr int steps = 4'000'000;
    for (int k = 0; k <= steps; ++k) {
        double const x = -125.0 + 250.0 * k / steps;
        long double const exact = std::exp2(static_cast<long double>(x));
        largest = std::max(largest, std::abs(exp2_of(x) - exact) / last_place(exact));
    }
    // 1 for the polynomial; the fraction rounded to float changes the result by 2^-26 at most,
    // which below a power of 2 is half a last place
    EXPECT_LT(largest, 1.5L);
    RecordProperty("last_places", std::to_string(largest));
    EXPECT_EQ(exp2_of(-1e300), 0x1p-125f);
    EXPECT_EQ(exp2_of(1e300), 0x1p125f);
}

}  // namespace
}  // namespace vtrial::kernels
