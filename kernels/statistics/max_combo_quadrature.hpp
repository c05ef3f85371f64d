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

    /// Whether (0, 1) and (1, 1) tell something that (1, 0) does not. Not so where events came on
    /// two or three days in all.
    VTRIAL_FUNCTION bool are_distinct() const {
        constexpr double least = 0.1;
        return s > least && g > least;
    }
    /// Whether (1, 1) is nearly told by the others, as it is while few have had an event.
    VTRIAL_FUNCTION bool is_last_determined() const { return h < 0.05; }
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

/// P(some z < c), c in [-4, 0], by a rule in x and v; e is integrated exactly. The region of x and
/// v is cut where Z(0, 0) > c takes over from Z(0, 1) > c. Error below 1e-6 unless h is small.
template <class Team>
VTRIAL_FUNCTION double probability_below_in_two(Team const& team, MaxComboFactors const& factors,
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

/// Between which x each of three lines is the highest: three lines meet in at most three places.
struct ThreeLines {
    double level[3];
    double slope[3];

    VTRIAL_FUNCTION double highest_at(double x) const {
        return larger(level[0] + slope[0] * x,
                      larger(level[1] + slope[1] * x, level[2] + slope[2] * x));
    }
    /// Where two of them meet, kept within limits.
    VTRIAL_FUNCTION double meeting(int i, int j, double least, double most) const {
        double const difference = slope[i] - slope[j];
        bool const are_parallel = __builtin_fabs(difference) < 1e-9;
        double const x = (level[j] - level[i]) / (are_parallel ? 1.0 : difference);
        return are_parallel ? least : larger(least, smaller(most, x));
    }
};

/// The same by a rule in e and x; v is integrated exactly. The region of x is cut where another of
/// the tests becomes the one that restricts v. Error below 2e-6 where h is small.
template <class Team>
VTRIAL_FUNCTION double probability_below_by_lines(Team const& team, MaxComboFactors const& factors,
                                                  double c) {
    constexpr double top = 6.5;
    constexpr double top_e = 5.5;
    constexpr int digits = 42;
    constexpr std::int32_t parts = 4;
    constexpr double inverse_two_pi = 0x1.45f306dc9c883p-3;
    double const start = larger(-top, c);
    auto const sums = team.sum(parts * legendre_nodes * legendre_nodes, [&](std::int32_t i,
                                                                            std::int64_t& all_above,
                                                                            std::int64_t&) {
        LegendreNode const outer = legendre_node(i / (parts * legendre_nodes));
        LegendreNode const inner = legendre_node(i % legendre_nodes);
        std::int32_t const part = i / legendre_nodes % parts;
        double const e = top_e * outer.place;
        double const both = factors.b * factors.s;
        ThreeLines const lines{{c / factors.s, c / both, (c - factors.h * e) / factors.g},
                               {-factors.r / factors.s, -(factors.a + factors.b * factors.r) / both,
                                -factors.f / factors.g}};
        double const one = lines.meeting(0, 1, start, top);
        double const two = lines.meeting(0, 2, start, top);
        double const three = lines.meeting(1, 2, start, top);
        double const first = smaller(one, smaller(two, three));
        double const last = larger(one, larger(two, three));
        double const middle = larger(smaller(one, two), smaller(larger(one, two), three));
        double const from = part == 0 ? start : (part == 1 ? first : (part == 2 ? middle : last));
        double const to = part == 0 ? first : (part == 1 ? middle : (part == 2 ? last : top));
        double const half_width = 0.5 * (to - from);
        double const x = from + half_width * (1.0 + inner.place);
        double const weight = top_e * outer.weight * half_width * inner.weight;
        double const density = exp_of(-0.5 * (x * x + e * e)) * inverse_two_pi;
        all_above += fixed<digits>(weight * density * normal_upper_tail(lines.highest_at(x)));
    });
    return 1.0 - number_of_fixed<digits>(sums.first);
}

/// P(some z < c) under the null hypothesis, c in [-4, 0], for distinct factors; error below 2e-6.
template <class Team>
VTRIAL_FUNCTION double probability_below(Team const& team, MaxComboFactors const& factors,
                                         double c) {
    return factors.is_last_determined() ? probability_below_by_lines(team, factors, c)
                                        : probability_below_in_two(team, factors, c);
}

}  // namespace vtrial::kernels
