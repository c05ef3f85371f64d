// Exponentials of states that grow or decay at a constant rate for an interval, in float.
#pragma once

#include "kernels/core/single_precision.hpp"

namespace vtrial::kernels {

inline constexpr float log2_of_e = 0x1.715476p+0f;

/// A float, clamped to [-125, 125], as its nearest integer and the rest.
struct SplitExponent {
    std::int32_t exponent;
    float fraction;  ///< within [-0.5, 0.5]
};
VTRIAL_FUNCTION SplitExponent split_exponent(float x) {
    float const clamped = larger(-125.0f, smaller(125.0f, x));
    // adding and subtracting 1.5 * 2^23 rounds to the nearest integer without a conversion
    constexpr float rounder = 0x1.8p23f;
    float const nearest = (clamped + rounder) - rounder;
    return {static_cast<std::int32_t>(nearest), clamped - nearest};
}

/// 2^x, x clamped to [-125, 125]; error below 1 unit in the last place.
VTRIAL_FUNCTION float power_of_two(float x) {
    SplitExponent const split = split_exponent(x);
    return exp2_of(split.exponent, split.fraction);
}

/// 2^x and (2^x - 1) / x, its limit at 0 included: what is left of a state that relaxes at the rate
/// -x, in base-2 logarithms, and its mean over the interval times ln 2.
struct ExponentialMean {
    float power;
    float quotient;  ///< relative error below 1e-6
};
VTRIAL_FUNCTION ExponentialMean exponential_mean(float x) {
    SplitExponent const split = split_exponent(x);
    float const near_zero = exp2_quotient(split.fraction);
    float const power = fused_multiply_add(near_zero, split.fraction, 1.0f) *
                        bits_as<float>((split.exponent + 127) << 23);
    bool const is_near_zero = split.exponent == 0;
    float const divisor = select(is_near_zero, 1.0f, x);
    return {power, select(is_near_zero, near_zero, (power - 1.0f) / divisor)};
}

}  // namespace vtrial::kernels
