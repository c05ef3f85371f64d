// Probabilities of rectangles under the multivariate normal distribution, after Genz (Journal of
// Computational and Graphical Statistics 1, 1992, 141-149): each variable in turn is placed within
// the limits that those before leave it, and the product of the probabilities of these intervals
// is averaged over the points of a lattice instead of random ones.
#pragma once

#include "kernels/core/fixed_point.hpp"
#include "kernels/core/normal_rectangle.hpp"

namespace vtrial::kernels {

/// A probability, and about how far it may be from the truth.
struct NormalProbability {
    double value;
    double error;
};

/// Points k = 0, 1, ... 2^bits - 1 of a lattice with one of several fixed shifts.
struct ShiftedLattice {
    std::int32_t bits;
    std::int32_t shift;

    /// Coordinate j of point k in [0, 1], folded so that a function need not be periodic. The
    /// generating vector is by scripts/find_lattice.py; shifts are multiples of square roots.
    VTRIAL_FUNCTION double coordinate(std::int32_t k, std::int32_t j) const {
        constexpr std::int32_t generator[] = {1, 6447, 1377, 6037, 277, 2831, 2787};
        constexpr double prime[] = {2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0};
        // all below 2^13, so that their products with 2^most_lattice_bits fit 32 bits
        static_assert(sizeof(prime) / sizeof(prime[0]) == most_normal_dimensions - 1);
        double const along = static_cast<double>(shift + 1) * square_root(prime[j]);
        double const offset = along - static_cast<double>(static_cast<std::int32_t>(along));
        std::int32_t const place = (k * generator[j]) & ((1 << bits) - 1);
        double const x = static_cast<double>(place) / static_cast<double>(1 << bits) + offset;
        double const folded = 2.0 * (x >= 1.0 ? x - 1.0 : x) - 1.0;
        return 1.0 - __builtin_fabs(folded);
    }
};
inline constexpr std::int32_t lattice_shifts = 8;
inline constexpr std::int32_t least_lattice_bits = 6;
inline constexpr std::int32_t most_lattice_bits = 14;

/// The probability of all intervals after the first, at one point of the lattice; in [0, 1].
VTRIAL_FUNCTION double probability_at(SequentialLimits const& limits, ShiftedLattice lattice,
                                      std::int32_t point) {
    double y[most_normal_dimensions] = {};
    double product = 1.0;
    for (std::int32_t i = 0; i < limits.rank; ++i) {
        NormalInterval const interval = limits.interval_of(i, y);
        double const below = normal_distribution(interval.lower);
        double const probability = larger(0.0, normal_distribution(interval.upper) - below);
        product *= i > 0 ? probability : 1.0;
        if (i + 1 < limits.rank) {
            double const within = below + lattice.coordinate(point, i) * probability;
            y[i] = normal_quantile(larger(0x1p-1000, smaller(1.0 - 0x1p-53, within)));
        }
    }
    return product;
}

/// The mean over the points of a lattice for each shift, then over the shifts; the error is three
/// standard errors of the latter.
template <class Team>
VTRIAL_FUNCTION NormalProbability mean_over_lattices(Team const& team,
                                                     SequentialLimits const& limits,
                                                     std::int32_t bits) {
    constexpr int digits = 42;
    double sum = 0.0;
    double sum_of_squares = 0.0;
    for (std::int32_t shift = 0; shift < lattice_shifts; shift += 2) {
        auto const sums =
            team.sum(1 << bits, [&](std::int32_t point, std::int64_t& first, std::int64_t& second) {
                first += fixed<digits>(probability_at(limits, {bits, shift}, point));
                second += fixed<digits>(probability_at(limits, {bits, shift + 1}, point));
            });
        double const points = static_cast<double>(1 << bits);
        double const first = number_of_fixed<digits>(sums.first) / points;
        double const second = number_of_fixed<digits>(sums.second) / points;
        sum += first + second;
        sum_of_squares += first * first + second * second;
    }
    constexpr double shifts = lattice_shifts;
    double const mean = sum / shifts;
    double const variance = (sum_of_squares / shifts - mean * mean) / (shifts - 1.0);
    return {mean, 3.0 * square_root(larger(0.0, variance))};
}

/// P(lower < Z < upper), by more and more points until the error is estimated below `most_error`
/// or the largest lattice is reached. For probabilities that are not near 1.
template <class Team>
VTRIAL_FUNCTION NormalProbability integrate_rectangle(Team const& team,
                                                      NormalRectangle const& rectangle,
                                                      double most_error) {
    SequentialLimits const limits = LimitOrdering(rectangle).order();
    double const first = probability_of(limits.interval_of(0, nullptr));
    if (limits.rank == 1 || first <= 0.0) {
        return {first, 0.0};
    }
    NormalProbability mean{};
    for (std::int32_t bits = least_lattice_bits; bits <= most_lattice_bits; bits += 2) {
        mean = mean_over_lattices(team, limits, bits);
        if (first * mean.error <= most_error) {
            break;
        }
    }
    return {first * mean.value, first * mean.error};
}

/// The rectangle in which variable j lies outside its limits, below or above, and those before it
/// lie within theirs. Above as below of the mirrored variable, which keeps the digits.
VTRIAL_FUNCTION NormalRectangle first_exit(NormalRectangle const& rectangle, std::int32_t j,
                                           bool above) {
    NormalRectangle exit = rectangle;
    exit.dimension = j + 1;
    exit.lower[j] = -no_limit;
    exit.upper[j] = above ? -rectangle.upper[j] : rectangle.lower[j];
    for (std::int32_t i = 0; i < j; ++i) {
        double const sign = above ? -1.0 : 1.0;
        exit.correlation[i][j] = sign * rectangle.correlation[i][j];
        exit.correlation[j][i] = sign * rectangle.correlation[j][i];
    }
    return exit;
}

/// The probability that not all variables lie within their limits, as a sum over the variable that
/// is the first not to: a small probability keeps its relative precision. The same bits on any
/// team.
template <class Team>
VTRIAL_FUNCTION NormalProbability probability_outside(Team const& team,
                                                      NormalRectangle const& rectangle,
                                                      double most_error) {
    NormalProbability sum{0.0, 0.0};
    double const error_each = most_error / static_cast<double>(2 * rectangle.dimension);
    for (std::int32_t j = 0; j < rectangle.dimension; ++j) {
        for (int side = 0; side < 2; ++side) {
            auto const part =
                integrate_rectangle(team, first_exit(rectangle, j, side == 1), error_each);
            sum.value += part.value;
            sum.error += part.error;
        }
    }
    return {smaller(1.0, sum.value), sum.error};
}

/// P(lower < Z < upper). Where each variable is nearly certain to lie within its limits the lattice
/// would hardly see the corners where one does not, and the probability outside is taken instead.
/// The same bits on any team.
template <class Team>
VTRIAL_FUNCTION NormalProbability rectangle_probability(Team const& team,
                                                        NormalRectangle const& rectangle,
                                                        double most_error) {
    constexpr double nearly_certain = 0.1;
    double outside = 0.0;
    for (std::int32_t j = 0; j < rectangle.dimension; ++j) {
        outside += 1.0 - probability_of({rectangle.lower[j], rectangle.upper[j]});
    }
    if (outside > nearly_certain) {
        return integrate_rectangle(team, rectangle, most_error);
    }
    NormalProbability const complement = probability_outside(team, rectangle, most_error);
    return {1.0 - complement.value, complement.error};
}

}  // namespace vtrial::kernels
