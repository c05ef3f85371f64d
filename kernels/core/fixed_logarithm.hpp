// Base-2 logarithms in units of 2^-23 as 32-bit integers: sums of them are exact, where a float
// would lose the same part of a constant rate again and again.
#pragma once

#include "kernels/core/single_precision.hpp"

namespace vtrial::kernels {

inline constexpr int fixed_logarithm_bits = 23;

/// x in these units, rounded toward 0; clamped to [-120, 120], so that two of them can be added.
VTRIAL_FUNCTION std::int32_t fixed_logarithm(float x) {
    float const clamped = larger(-120.0f, smaller(120.0f, x));
    return static_cast<std::int32_t>(clamped * 0x1p23f);
}

/// The logarithm as a float, rounded.
VTRIAL_FUNCTION float logarithm_of_fixed(std::int32_t logarithm) {
    return static_cast<float>(logarithm) * 0x1p-23f;
}

/// 2^logarithm for a logarithm in [-126, 127); error below 1 unit in the last place.
VTRIAL_FUNCTION float power_of_fixed(std::int32_t logarithm) {
    std::int32_t const exponent =
        (logarithm + (1 << (fixed_logarithm_bits - 1))) >> fixed_logarithm_bits;
    std::int32_t const rest = logarithm - exponent * (1 << fixed_logarithm_bits);
    return exp2_of(exponent, logarithm_of_fixed(rest));
}

}  // namespace vtrial::kernels
