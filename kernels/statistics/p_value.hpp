// The p-value of a test statistic that is standard normal under the null hypothesis.
#pragma once

#include "kernels/core/normal_distribution.hpp"

namespace vtrial::kernels {

/// P(|Z| >= |z|).
VTRIAL_FUNCTION double two_sided_p_value(double z) {
    return smaller(1.0, 2.0 * normal_upper_tail(__builtin_fabs(z)));
}

/// P(Z <= z), small where z favours the experimental arm.
VTRIAL_FUNCTION double one_sided_p_value(double z) { return normal_distribution(z); }

}  // namespace vtrial::kernels
