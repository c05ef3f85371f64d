// The normal quantile in float, the same bits on every processor: for the errors of measurements,
// of which a patient has some hundred.
#pragma once

#include "kernels/core/single_precision.hpp"

namespace vtrial::kernels {

/// The z with Phi(z) = (word + 1/2) / 2^32; relative error below 1e-6. Wichura, Algorithm AS 241
/// (PPND7), Applied Statistics 37 (1988) 477-484, without the far tails that 32 bits do not reach.
VTRIAL_FUNCTION float normal_quantile_of_word(std::uint32_t word) {
    // the probability less 1/2 times 2^32: an integer of either sign, and half a step
    auto const centred = static_cast<std::int32_t>(word ^ 0x80000000u);
    float const q = (static_cast<float>(centred) + 0.5f) * 0x1p-32f;
    // the smaller of the probability and 1 less it, of 31 bits
    std::int32_t const side = ~(centred >> 31) ^ centred;  // from -2^31, the farthest out, up to -1
    std::int32_t const from_end = side ^ static_cast<std::int32_t>(0x80000000u);
    float const tail_probability = (static_cast<float>(from_end) + 0.5f) * 0x1p-32f;

    float const c = 0.180625f - q * q;
    float const centre_numerator =
        ((59.109374720f * c + 159.29113202f) * c + 50.434271938f) * c + 3.3871327179f;
    float const centre_denominator =
        ((67.187563600f * c + 78.757757664f) * c + 17.895169469f) * c + 1.0f;
    float const n = square_root(log2_of(tail_probability) * -0x1.62e430p-1f) - 1.6f;
    float const tail_numerator =
        ((0.17023821103f * n + 1.3067284816f) * n + 2.7568153900f) * n + 1.4234372777f;
    float const tail_denominator = (0.12021132975f * n + 0.73700164250f) * n + 1.0f;
    bool const is_central = q * q <= 0.180625f;
    float const numerator = select(is_central, q * centre_numerator, tail_numerator);
    float const ratio = numerator / select(is_central, centre_denominator, tail_denominator);
    return select(is_central, ratio, __builtin_copysignf(ratio, q));
}

}  // namespace vtrial::kernels
