// log2 and exp2 in float, the same bits on every processor: IEEE operations in a fixed order and
// no C library. Coefficients by scripts/fit_polynomials.py. Straight-line code, so that it
// vectorises.
#pragma once

#include <cstdint>

#include "kernels/core/compiler.hpp"

namespace vtrial::kernels {

/// A base-2 logarithm in two parts, exponent + fraction, fraction within [-0.5, 0.5].
struct SplitLogarithm {
    float exponent;
    float fraction;
};

/// log2(x) for a normal x > 0, as two parts whose sum is not rounded.
/// Error of the fraction: below 2^-24 relative plus 2^-26.
VTRIAL_FUNCTION SplitLogarithm split_log2(float x) {
    // Subtracting the bits of sqrt(1/2) makes the exponent field count from there, so that the
    // mantissa lies in [sqrt(1/2), sqrt(2)) and log2(x) is accurate on both sides of 1.
    constexpr std::int32_t sqrt_half_bits = 0x3F3504F3;
    auto const bits = bits_as<std::int32_t>(x);
    std::int32_t const exponent = (bits - sqrt_half_bits) >> 23;
    // multiplied, not shifted: shifting a negative number left is not portable
    float const r = bits_as<float>(bits - exponent * (1 << 23)) - 1.0f;
    float q = -0x1.c574f6p-4f;
    q = fused_multiply_add(q, r, 0x1.77e8bcp-3f);
    q = fused_multiply_add(q, r, -0x1.83df38p-3f);
    q = fused_multiply_add(q, r, 0x1.a3b3c8p-3f);
    q = fused_multiply_add(q, r, -0x1.eb41e6p-3f);
    q = fused_multiply_add(q, r, 0x1.277b70p-2f);
    q = fused_multiply_add(q, r, -0x1.71576ap-2f);
    q = fused_multiply_add(q, r, 0x1.ec709ap-2f);
    q = fused_multiply_add(q, r, -0x1.715476p-1f);
    // log2(1 + r) = r * (log2(e) + r * q), log2(e) in two parts
    float const tail = fused_multiply_add(r, q, 0x1.4ae0c0p-26f);
    float const fraction = fused_multiply_add(r, 0x1.715476p+0f, r * tail);
    return {static_cast<float>(exponent), fraction};
}

/// log2(x) for a normal x > 0; error below 1.5 units in the last place.
VTRIAL_FUNCTION float log2_of(float x) {
    SplitLogarithm const parts = split_log2(x);
    return parts.exponent + parts.fraction;
}

/// (2^fraction - 1) / fraction for fraction in [-0.5, 0.5].
VTRIAL_FUNCTION float exp2_quotient(float fraction) {
    float r = 0x1.43e716p-13f;
    r = fused_multiply_add(r, fraction, 0x1.5ec866p-10f);
    r = fused_multiply_add(r, fraction, 0x1.3b2a80p-7f);
    r = fused_multiply_add(r, fraction, 0x1.c6afeep-5f);
    r = fused_multiply_add(r, fraction, 0x1.ebfbe0p-3f);
    return fused_multiply_add(r, fraction, 0x1.62e430p-1f);
}

/// 2^exponent * 2^fraction for exponent in [-126, 127] and fraction in [-0.5, 0.5].
/// Error below 1 unit in the last place.
VTRIAL_FUNCTION float exp2_of(std::int32_t exponent, float fraction) {
    float const mantissa = fused_multiply_add(exp2_quotient(fraction), fraction, 1.0f);
    return mantissa * bits_as<float>((exponent + 127) << 23);
}

/// 2^x for a double x, rounded to float; x is clamped to [-125, 125].
VTRIAL_FUNCTION float exp2_of(double x) {
    double const clamped = larger(-125.0, smaller(125.0, x));
    // adding and subtracting 1.5 * 2^52 rounds to the nearest integer without a conversion
    constexpr double rounder = 0x1.8p52;
    double const nearest = (clamped + rounder) - rounder;
    return exp2_of(static_cast<std::int32_t>(nearest), static_cast<float>(clamped - nearest));
}

}  // namespace vtrial::kernels
