// log, exp and the normal quantile in double, the same bits on every processor: for the tables of a
// plan, for the few numbers of a replicate that need them, and for the frailty.
#pragma once

#include <cstdint>

#include "kernels/core/compiler.hpp"

namespace vtrial::kernels {

inline constexpr double ln_2_high = 0x1.62e42fefa38p-1;  // 41 bits: times an exponent is exact
inline constexpr double ln_2_low = 0x1.ef35793c7673p-45;

// The series below are written out by folds: a loop in the body of a loop over patients, even one
// of a known length, keeps g++ from making vectors of the latter.

/// The polynomial with these coefficients, the highest power's first, at x.
template <class... Lower>
VTRIAL_FUNCTION double horner(double x, double highest, Lower... lower) {
    double total = highest;
    ((total = total * x + lower), ...);
    return total;
}

/// The same, each product and sum with one rounding.
template <class... Lower>
VTRIAL_FUNCTION double fused_horner(double x, double highest, Lower... lower) {
    double total = highest;
    ((total = fused_multiply_add(total, x, lower)), ...);
    return total;
}

/// 1 + x / k (1 + ...), from the innermost k out.
template <class... Inverse>
VTRIAL_FUNCTION double nested_series(double x, Inverse... inverse_of_k) {
    double total = 1.0;
    ((total = fused_multiply_add(total * inverse_of_k, x, 1.0)), ...);
    return total;
}

/// Natural logarithm of a normal x > 0; relative error below 2^-51.
VTRIAL_FUNCTION double log_of(double x) {
    // on the upper half of the bits, since AVX2 has no arithmetic shift of 64
    constexpr std::int32_t sqrt_half_upper = 0x3FE6A09E;
    auto const bits = bits_as<std::int64_t>(x);
    auto const upper = static_cast<std::int32_t>(static_cast<std::uint64_t>(bits) >> 32);
    std::int32_t const exponent = (upper - sqrt_half_upper) >> 20;
    double const mantissa = bits_as<double>(bits - (static_cast<std::int64_t>(exponent) << 52));
    // log m = 2 atanh(s), s = (m - 1) / (m + 1), |s| < 0.1716: eleven terms reach 2^-57
    double const f = mantissa - 1.0;
    double const s = f / (mantissa + 1.0);
    double const s2 = s * s;
    double const series = fused_horner(s2, 2.0 / 23, 2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15,
                                       2.0 / 13, 2.0 / 11, 2.0 / 9, 2.0 / 7, 2.0 / 5, 2.0 / 3);
    // 2 s = f - s f, which keeps the digits that the division lost
    double const tail = s * (s2 * series - f);
    auto const e = static_cast<double>(exponent);
    return e * ln_2_high + (f + (tail + e * ln_2_low));
}

/// e^x; relative error below 2^-51. x is clamped to [-700, 700].
VTRIAL_FUNCTION double exp_of(double x) {
    double const clamped = larger(-700.0, smaller(700.0, x));
    constexpr double rounder = 0x1.8p52;
    double const n = (clamped * 0x1.71547652b82fep+0 + rounder) - rounder;
    double const r = (clamped - n * ln_2_high) - n * ln_2_low;
    // Horner form of the Taylor series, |r| < 0.347: 2^-59 after 14 terms
    double const series =
        nested_series(r, 1.0 / 14, 1.0 / 13, 1.0 / 12, 1.0 / 11, 1.0 / 10, 1.0 / 9, 1.0 / 8,
                      1.0 / 7, 1.0 / 6, 1.0 / 5, 1.0 / 4, 1.0 / 3, 1.0 / 2, 1.0);
    auto const exponent = static_cast<std::int64_t>(static_cast<std::int32_t>(n));
    return series * bits_as<double>((exponent + 1023) << 52);
}

/// The z with Phi(z) = p for 2^-1022 < p < 1; relative error below 1e-15 for p <= 1/2.
/// Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988) 477-484: one quotient of
/// polynomials around the middle, one for the tails, one for the far tails (p < 1.4e-11), which no
/// 32-bit uniform reaches: without them p must be at least 2^-33, and at most 1 - 2^-33.
template <bool has_far_tails = true>
VTRIAL_FUNCTION double normal_quantile(double p) {
    double const q = p - 0.5;
    double const c = 0.180625 - q * q;
    double const centre =
        q *
        horner(c, 2509.0809287301226727, 33430.575583588128105, 67265.770927008700853,
               45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
               133.14166789178437745, 3.387132872796366608) /
        horner(c, 5226.495278852545925, 28729.085735721942674, 39307.89580009271061,
               21213.794301586595867, 5394.1960214247511077, 687.1870074920579083,
               42.313330701600911252, 1.0);
    // the smaller of p and 1 - p; for a 32-bit uniform 1/2 - |q| is exact, and free of a branch
    double const smaller_side = has_far_tails ? smaller(p, 1.0 - p) : 0.5 - __builtin_fabs(q);
    double const r = square_root(-log_of(smaller_side));
    double const n = r - 1.6;
    double const tail =
        horner(n, 7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
               1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055,
               4.6303378461565452959, 1.42343711074968357734) /
        horner(n, 1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
               0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494,
               2.05319162663775882187, 1.0);
    double upper = tail;
    if constexpr (has_far_tails) {
        double const f = r - 5.0;
        double const far_tail =
            horner(f, 2.01033439929228813265e-7, 2.71155556874348757815e-5,
                   0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123,
                   1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772) /
            horner(f, 2.04426310338993978564e-15, 1.4215117583164458887e-7,
                   1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525,
                   0.13692988092273580531, 0.59983220655588793769, 1.0);
        upper = select(r > 5.0, far_tail, tail);
    }
    return select(q * q <= 0.180625, centre, __builtin_copysign(upper, q));
}

}  // namespace vtrial::kernels
