// The sine in double, the same bits on every processor.
#pragma once

#include "kernels/core/double_precision.hpp"

namespace vtrial::kernels {

/// sin(pi x) for 0 <= x <= 1; relative error below 2^-50. On the upper half by sin(pi (1 - x)), as
/// 1 - x is exact there; then the Taylor series, of which eleven terms reach 2^-59 at pi / 2.
VTRIAL_FUNCTION double sine_of_pi(double x) {
    constexpr double pi = 0x1.921fb54442d18p+1;
    double const angle = pi * smaller(x, 1.0 - x);
    double const square = angle * angle;
    double series = 1.0;  // Horner form
    for (int k = 20; k >= 2; k -= 2) {
        series = fused_multiply_add(series * (-1.0 / (k * (k + 1))), square, 1.0);
    }
    return angle * series;
}

}  // namespace vtrial::kernels
