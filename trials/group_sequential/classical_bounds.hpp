// Boundaries of a fixed shape, for designs that do not spend an error by the information seen.
#pragma once

#include <vector>

namespace vtrial::trials::group_sequential {

inline constexpr double obrien_fleming_shape = 0.0;  ///< Biometrics 35 (1979) 549-556
inline constexpr double pocock_shape = 0.5;          ///< Biometrika 64 (1977) 191-199

/// Bounds constant * (information / last information)^(shape - 1/2) with a one-sided type I error
/// of alpha; shape within [0, 0.5]: Wang and Tsiatis, Biometrics 43 (1987) 193-199.
std::vector<double> wang_tsiatis_bounds(std::vector<double> const& information, double shape,
                                        double alpha);

}  // namespace vtrial::trials::group_sequential
