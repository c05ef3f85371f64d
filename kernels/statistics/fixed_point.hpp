// How many binary digits the terms of a statistic keep after the point, when they are computed in
// float (a replicate) or in double (real data).
#pragma once

#include "kernels/core/fixed_point.hpp"
#include "kernels/plan/plan.hpp"

namespace vtrial::kernels {

/// `share_bits` are for terms up to 1 for each event, `spread_bits` for terms up to 1/4; both sums
/// over the events of the largest trial fit 63 bits.
template <class Number>
struct FixedPoint;

template <>
struct FixedPoint<float> {
    static constexpr int share_bits = 30;
    static constexpr int spread_bits = 32;
};

template <>
struct FixedPoint<double> {
    static constexpr int share_bits = 42;
    static constexpr int spread_bits = 44;
    static_assert(std::int64_t{most_patients} <= std::int64_t{1} << (62 - share_bits));
};

/// A share in [0, 1], a term in [0, 1/4] in fixed point.
template <class Number>
VTRIAL_FUNCTION std::int64_t fixed_share(Number share) {
    return fixed<FixedPoint<Number>::share_bits>(share);
}
template <class Number>
VTRIAL_FUNCTION std::int64_t fixed_spread(Number spread) {
    return fixed<FixedPoint<Number>::spread_bits>(spread);
}

/// The number of a sum of shares, of spreads.
template <class Number>
VTRIAL_FUNCTION double number_of_shares(std::int64_t sum) {
    return number_of_fixed<FixedPoint<Number>::share_bits>(sum);
}
template <class Number>
VTRIAL_FUNCTION double number_of_spreads(std::int64_t sum) {
    return number_of_fixed<FixedPoint<Number>::spread_bits>(sum);
}

}  // namespace vtrial::kernels
