// Numbers as integers: a sum of integers does not depend on its order.
#pragma once

#include <cstdint>

#include "kernels/core/compiler.hpp"

namespace vtrial::kernels {

/// 2^exponent, exactly.
template <class Number>
VTRIAL_FUNCTION constexpr Number power_of_two(int exponent) {
    Number power = 1;
    for (; exponent > 0; --exponent) {
        power *= 2;
    }
    for (; exponent < 0; ++exponent) {
        power /= 2;
    }
    return power;
}

/// x * 2^bits as an integer, rounded down, for x in [0, 2^(31 - bits)).
template <int bits>
VTRIAL_FUNCTION std::int64_t fixed(float x) {
    constexpr float scale = power_of_two<float>(bits);
    return static_cast<std::int32_t>(x * scale);
}

/// x * 2^bits as an integer, rounded to nearest, for |x| < 2^(51 - bits): by an addition, since
/// AVX2 has no conversion to 64 bits.
template <int bits>
VTRIAL_FUNCTION std::int64_t fixed(double x) {
    constexpr double rounder = 0x1.8p52 * power_of_two<double>(-bits);
    return bits_as<std::int64_t>(x + rounder) - bits_as<std::int64_t>(rounder);
}

/// x * 2^61 as an integer, rounded to nearest, for |x| <= 1: for sums that never pass 2, of terms
/// that may be as small as 2^-40.
inline constexpr int long_fixed_bits = 61;
VTRIAL_FUNCTION std::int64_t fixed_long(double x) {
    constexpr int upper_bits = 30;
    constexpr double rounder = 0x1.8p52 * power_of_two<double>(-upper_bits);
    double const upper = (x + rounder) - rounder;
    std::int64_t const lower = fixed<long_fixed_bits>(x - upper);
    return fixed<upper_bits>(x) * (std::int64_t{1} << (long_fixed_bits - upper_bits)) + lower;
}

/// The number that an integer with so many binary digits after the point stands for.
template <int bits>
VTRIAL_FUNCTION double number_of_fixed(std::int64_t x) {
    constexpr double unit = power_of_two<double>(-bits);
    return static_cast<double>(x) * unit;
}

}  // namespace vtrial::kernels
