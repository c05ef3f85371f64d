// The standard normal distribution in double, the same bits on every processor: for boundaries and
// for p-values. Arguments must be finite; beyond 37.4 in size, where the tail is below 1e-305, they
// count as 37.4.
#pragma once

#include "kernels/core/double_precision.hpp"

namespace vtrial::kernels {

/// Density and upper tail at one place: both need the same exponential.
struct NormalPoint {
    double density;     ///< e^(-x^2/2) / sqrt(2 pi)
    double upper_tail;  ///< P(Z > x)
};

/// Both relative errors are below 2e-15; that of the tail for x >= 0, below 0 the tail is 1 less
/// that of -x. The tail times (x + 4) e^(x^2/2) is smooth from 0 to infinity in (x - 4) / (x + 4)
/// (Schonfelder, Mathematics of Computation 32 (1978) 1232-1240): one polynomial, no branch.
/// Coefficients by scripts/fit_normal_tail.py.
VTRIAL_FUNCTION NormalPoint normal_point(double x) {
    constexpr double largest = 37.4;
    constexpr double inverse_root_two_pi = 0x1.9884533d43651p-2;
    double const size = smaller(__builtin_fabs(x), largest);
    // x^2 in two parts: half a unit of a square of 1000 would be 6e-14 of the exponential
    double const square = size * size;
    double const rest = fused_multiply_add(size, size, -square);
    double const exponential = exp_of(-0.5 * square) * (1.0 - 0.5 * rest);
    double const inverse = 1.0 / (size + 4.0);
    double const t = (size - 4.0) * inverse;
    double const scaled_tail =
        horner(t, 0x1.055f9209af225p-27, 0x1.bedd2a7a656cdp-27, -0x1.078ba9e988961p-24,
               -0x1.3f7b8833e3c71p-23, 0x1.070cc33954595p-22, 0x1.0fb3e2a5769c2p-20,
               -0x1.4824f2c5370b2p-21, -0x1.8cd378aea3658p-18, 0x1.7c5b6f4ccc3abp-21,
               0x1.26ca1cd7bb2edp-15, -0x1.ff9cdc45da54ep-20, -0x1.e4a3b948d2d28p-13,
               0x1.17a47429c9792p-13, 0x1.ab825db1ab5c5p-10, -0x1.c81719715cadfp-9,
               -0x1.ee2760f9ae300p-8, 0x1.eec4cc3df3451p-5, -0x1.7dff2bff6b6bep-3,
               0x1.8c6dbf2cfc6bap-2, -0x1.373e3a893c267p-1, 0x1.82b4bb8c94dccp-1);
    double const tail = exponential * scaled_tail * inverse;
    return {exponential * inverse_root_two_pi, select(x < 0.0, 1.0 - tail, tail)};
}

/// The density of Z at x; relative error below 2e-15.
VTRIAL_FUNCTION double normal_density(double x) { return normal_point(x).density; }

/// P(Z > x); relative error below 2e-15.
VTRIAL_FUNCTION double normal_upper_tail(double x) { return normal_point(x).upper_tail; }

/// P(Z <= x); relative error below 2e-15.
VTRIAL_FUNCTION double normal_distribution(double x) { return normal_point(-x).upper_tail; }

}  // namespace vtrial::kernels
