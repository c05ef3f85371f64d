// Sums of statistics are sums of integers, so that their order does not matter: how many binary
// digits a term keeps after the point, when it is computed in float (a replicate) or in double
// (real data).
#pragma once

#include <cstdint>

#include "kernels/plan/plan.hpp"

namespace vtrial::kernels {

/// `share_bits` are for terms up to 1 for each event, `spread_bits` for terms up to 1/4; both sums
/// over the events of the largest trial fit 63 bits. `Integer` holds one term.
template <class Number>
struct FixedPoint;

template <>
struct FixedPoint<float> {
    using Integer = std::int32_t;  // conversions from float are vectorised
    static constexpr int share_bits = 30;
    static constexpr int spread_bits = 32;
};

template <>
struct FixedPoint<double> {
    using Integer = std::int64_t;
    static constexpr int share_bits = 42;
    static constexpr int spread_bits = 44;
};
static_assert(std::int64_t{most_patients} <= std::int64_t{1} << (62 - 42));

/// 2^bits, exactly.
template <class Number>
inline constexpr Number power_of_two(int bits) {
    Number power = 1;
    for (; bits > 0; --bits) {
        power *= 2;
    }
    for (; bits < 0; ++bits) {
        power /= 2;
    }
    return power;
}

/// A share in [0, 1] in fixed point, rounded down.
template <class Number>
VTRIAL_FUNCTION std::int64_t fixed_share(Number share) {
    constexpr Number scale = power_of_two<Number>(FixedPoint<Number>::share_bits);
    return static_cast<typename FixedPoint<Number>::Integer>(share * scale);
}

/// A term in [0, 1/4] in fixed point, rounded down.
template <class Number>
VTRIAL_FUNCTION std::int64_t fixed_spread(Number spread) {
    constexpr Number scale = power_of_two<Number>(FixedPoint<Number>::spread_bits);
    return static_cast<typename FixedPoint<Number>::Integer>(spread * scale);
}

/// The number of a sum of shares, of spreads.
template <class Number>
VTRIAL_FUNCTION double number_of_shares(std::int64_t sum) {
    constexpr double unit = power_of_two<double>(-FixedPoint<Number>::share_bits);
    return static_cast<double>(sum) * unit;
}
template <class Number>
VTRIAL_FUNCTION double number_of_spreads(std::int64_t sum) {
    constexpr double unit = power_of_two<double>(-FixedPoint<Number>::spread_bits);
    return static_cast<double>(sum) * unit;
}

}  // namespace vtrial::kernels
