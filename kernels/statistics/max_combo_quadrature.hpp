// The p-value of the MaxCombo test by a product of Gauss-Legendre rules, for replicates: some ten
// microseconds where the general integral takes milliseconds.
#pragma once

#include "kernels/core/fixed_point.hpp"
#include "kernels/core/normal_distribution.hpp"
#include "kernels/statistics/max_combo.hpp"

namespace vtrial::kernels {

/// Gauss-Legendre nodes and weights on [-1, 1].
inline constexpr std::int32_t legendre_nodes = 20;
struct LegendreNode {
    double place;
    double weight;
};
VTRIAL_FUNCTION LegendreNode legendre_node(std::int32_t k) {
    constexpr double place[legendre_nodes] = {
        -0x1.fc7b5a0c71ce0p-1, -0x1.ed8dba7bd769fp-1, -0x1.d31064173fd91p-1, -0x1.ada0bd5efd6e7p-1,
        -0x1.7e1f37346a54ep-1, -0x1.45a8d3fa710dbp-1, -0x1.05905c13f7ff7p-1, -0x1.7eaccf15652c4p-2,
        -0x1.d281636928bc1p-3, -0x1.3973df98b86b0p-4, 0x1.3973df98b86b0p-4,  0x1.d281636928bc1p-3,
        0x1.7eaccf15652c4p-2,  0x1.05905c13f7ff7p-1,  0x1.45a8d3fa710dbp-1,  0x1.7e1f37346a54ep-1,
        0x1.ada0bd5efd6e7p-1,  0x1.d31064173fd91p-1,  0x1.ed8dba7bd769fp-1,  0x1.fc7b5a0c71ce0p-1};
    constexpr double weight[legendre_nodes] = {
        0x1.209680274e9fcp-6, 0x1.4c9b5ea53b617p-5, 0x1.00b467df7e490p-4, 0x1.5519fe196e244p-4,
        0x1.a1817a317a814p-4, 0x1.e41ff31573b3cp-4, 0x1.0db2c5db26dfbp-3, 0x1.230348f34a52fp-3,
        0x1.31819b52c598fp-3, 0x1.38d6c490a336ep-3, 0x1.38d6c490a336ep-3, 0x1.31819b52c598fp-3,
        0x1.230348f34a52fp-3, 0x1.0db2c5db26dfbp-3, 0x1.e41ff31573b3cp-4, 0x1.a1817a317a814p-4,
        0x1.5519fe196e244p-4, 0x1.00b467df7e490p-4, 0x1.4c9b5ea53b617p-5, 0x1.209680274e9fcp-6};
    return {place[k], weight[k]};
}

/// The four z under the null hypothesis in three independent normal variables x, v and e: with
/// x = Z(1, 0), Z(0, 1) = r x + s v, Z(1, 1) = f x + g v + h e; Z(0, 0) = a Z(1, 0) + b Z(0, 1), as
/// its weight is the sum of theirs.
struct MaxComboFactors {
    double r, s;
    double f, g, h;
    double a, b;

    /// Whether the integral is smooth enough for the rule: (0, 1) tells something that (1, 0) does
    /// not, and (1, 1) something that neither tells. Few early events alone fail in this.
    VTRIAL_FUNCTION bool are_regular() const {
        constexpr double least_s = 0.1;
        constexpr double least_h = 0.05;
        return s > least_s && h > least_h;
    }
};

VTRIAL_FUNCTION MaxComboFactors factors_of(MaxCombo const& tests) {
    MaxComboFactors factors{};
    for (std::int32_t const has_variance : tests.has_variance) {
        if (has_variance == 0) {
            return factors;
        }
    }
    auto const& correlation = tests.correlation;
    factors.r = correlation[1][2];
    double const rest = larger(0.0, 1.0 - factors.r * factors.r);
    factors.s = square_root(rest);
    factors.f = correlation[2][3];
    if (factors.s > 0.0) {
        factors.g = (correlation[1][3] - factors.r * factors.f) / factors.s;
        double const left = 1.0 - factors.f * factors.f - factors.g * factors.g;
        factors.h = square_root(larger(0.0, left));
        factors.a = (correlation[0][2] - factors.r * correlation[0][1]) / rest;
        factors.b = (correlation[0][1] - factors.r * correlation[0][2]) / rest;
    }
    return factors;
}

/// P(some z < c) for regular factors; error below 1e-6 for c in [-4, 0]. The region of x and v is
/// cut where Z(0, 0) > c takes over from Z(0, 1) > c.
template <class Team>
VTRIAL_FUNCTION double probability_below(Team const& team, MaxComboFactors const& factors,
                                         double c) {
    constexpr double top = 6.5;  // beyond lies 4e-11
    constexpr int digits = 42;
    constexpr std::int32_t points_a_part = legendre_nodes * legendre_nodes;
    constexpr double inverse_two_pi = 0x1.45f306dc9c883p-3;
    double const start = larger(-top, c);
    double const cut = larger(start, smaller(top, c * (1.0 - factors.b) / factors.a));
    auto const sums =
        team.sum(2 * points_a_part, [&](std::int32_t i, std::int64_t& all_above, std::int64_t&) {
            bool const is_first = i < points_a_part;
            LegendreNode const outer = legendre_node(i / legendre_nodes % legendre_nodes);
            LegendreNode const inner = legendre_node(i % legendre_nodes);
            double const from = is_first ? start : cut;
            double const half_width = 0.5 * ((is_first ? cut : top) - from);
            double const x = from + half_width * (1.0 + outer.place);
            double const by_first = (c - factors.a * x) / factors.b;
            double const least_second = is_first ? by_first : c;
            double const least_v = (least_second - factors.r * x) / factors.s;
            double const v_from = larger(-top, smaller(top, least_v));
            double const v_half_width = 0.5 * (top - v_from);
            double const v = v_from + v_half_width * (1.0 + inner.place);
            double const weight = half_width * outer.weight * v_half_width * inner.weight;
            double const density = exp_of(-0.5 * (x * x + v * v)) * inverse_two_pi;
            double const fourth =
                normal_distribution((factors.f * x + factors.g * v - c) / factors.h);
            all_above += fixed<digits>(weight * density * fourth);
        });
    return 1.0 - number_of_fixed<digits>(sums.first);
}

}  // namespace vtrial::kernels
