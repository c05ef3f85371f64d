// Estimates and their Monte Carlo errors from the sum of all replicates' tallies. Sums stay exact
// integers until the last division, so that the order of blocks cannot show in a result.
#pragma once

#include <cstdint>

#include "kernels/core/double_precision.hpp"
#include "kernels/core/view.hpp"
#include "kernels/core/wide_integer.hpp"
#include "kernels/tally/layout.hpp"

namespace vtrial::kernels {

/// A number with its Monte Carlo standard error; either may not exist.
struct Estimate {
    double value = 0.0;
    double error = 0.0;
    bool exists = false;
    bool has_error = false;
};

/// The same estimate in another unit.
VTRIAL_FUNCTION Estimate scaled(Estimate estimate, double factor) {
    estimate.value *= factor;
    estimate.error *= factor;
    return estimate;
}

// rates ------------------------------------------------------------------------------------------

/// How far a rate of 0 or 1 seen in n trials is from its exact one-sided 95 % bound: 1 - 0.05^(1/n)
/// (Clopper and Pearson, Biometrika 26 (1934) 404-413).
VTRIAL_FUNCTION double bound_of_certainty(double n) {
    constexpr double log_of_5_percent = -2.995732273553991;
    double const x = log_of_5_percent / n;
    if (x > -0.01) {  // 1 - e^x by its series: the difference would lose the digits of a small x
        return -x * horner(x, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2, 1.0);
    }
    return 1.0 - exp_of(x);
}

/// Standard error of a proportion of n independent trials; where it is 0 or 1, the distance to its
/// 95 % bound instead.
VTRIAL_FUNCTION double error_of_rate(double rate, double n) {
    return rate <= 0.0 || rate >= 1.0 ? bound_of_certainty(n)
                                      : square_root(rate * (1.0 - rate) / n);
}

/// The share of n replicates that are counted.
VTRIAL_FUNCTION Estimate rate_of(WideInteger count, WideInteger n) {
    if (n <= 0) {
        return {};
    }
    auto const trials = static_cast<double>(n);
    double const rate = static_cast<double>(count) / trials;
    return {rate, error_of_rate(rate, trials), true, true};
}

// means ------------------------------------------------------------------------------------------

/// Mean of n values from their sum and sum of squares, both in fixed point of `fraction_bits`.
VTRIAL_FUNCTION Estimate mean_of(WideInteger n, WideInteger sum, WideInteger sum_of_squares,
                                 int fraction_bits) {
    if (n <= 0) {
        return {};
    }
    double const unit = 1.0 / static_cast<double>(std::int64_t{1} << fraction_bits);
    auto const replicates = static_cast<double>(n);
    Estimate mean{static_cast<double>(sum) / replicates * unit, 0.0, true, n > 1};
    if (!mean.has_error) {
        return mean;
    }
    // Squares about the whole part of the mean. Neither sum^2 nor n * sum_of_squares is formed: for
    // 2^40 values below 2^8 in 30 bits of fraction they exceed 2^127, these terms stay below 2^118.
    WideInteger const centre = sum / n;
    WideInteger const rest = sum - centre * n;
    WideInteger const squares =
        sum_of_squares * (WideInteger{1} << fraction_bits) - 2 * centre * sum + n * centre * centre;
    auto const shift = static_cast<double>(rest);
    // the squares were rounded down one by one, which could leave less than nothing
    double const about_mean =
        larger(0.0, static_cast<double>(squares) - shift * shift / replicates);
    mean.error = square_root(about_mean / (replicates - 1.0) / replicates) * unit;
    return mean;
}

// quantiles --------------------------------------------------------------------------------------

/// Ranks, as fractional counts from the smallest value on: of a quantile, and one standard
/// deviation sqrt(n q (1 - q)) of the binomial number of values below it to either side.
struct QuantileRanks {
    double low;
    double middle;
    double high;
};

VTRIAL_FUNCTION QuantileRanks ranks_of(double q, std::uint64_t n) {
    auto const count = static_cast<double>(n);
    double const middle = q * count;
    double const deviation = square_root(middle * (1.0 - q));
    return {larger(0.0, middle - deviation), middle, smaller(count, middle + deviation)};
}

/// The sum of a histogram.
VTRIAL_FUNCTION std::uint64_t total_of(View<std::uint64_t const> counts) {
    std::uint64_t total = 0;
    for (std::int64_t i = 0; i < counts.size; ++i) {
        total += counts[i];
    }
    return total;
}

/// The smallest bin whose cumulative count reaches ceil(rank), at least 1; -1 if none does.
VTRIAL_FUNCTION std::int64_t bin_at_rank(View<std::uint64_t const> counts, double rank) {
    // as R does, a product q * n that is an integer but for rounding counts as that integer
    double const fuzzy = rank * (1.0 - 0x1p-50);
    auto const whole = static_cast<std::uint64_t>(fuzzy);
    std::uint64_t const wanted = static_cast<double>(whole) < fuzzy ? whole + 1 : whole;
    std::uint64_t const least = larger(wanted, std::uint64_t{1});
    std::uint64_t cumulative = 0;
    for (std::int64_t i = 0; i < counts.size; ++i) {
        cumulative += counts[i];
        if (cumulative >= least) {
            return i;
        }
    }
    return -1;
}

/// Quantile q of n integers, of which the histogram holds some and the rest lie above all of it
/// (R's type 1); its error is half the distance between the order statistics one deviation off.
VTRIAL_FUNCTION Estimate quantile_of_integers(View<std::uint64_t const> counts, std::uint64_t n,
                                              double q) {
    QuantileRanks const ranks = ranks_of(q, n);
    std::int64_t const middle = bin_at_rank(counts, ranks.middle);
    if (n == 0 || middle < 0) {
        return {};
    }
    std::int64_t const low = bin_at_rank(counts, ranks.low);
    std::int64_t const high = bin_at_rank(counts, ranks.high);
    // where the upper one lies among the values without a number, the lower half must do
    double error =
        high < 0 ? static_cast<double>(middle - low) : 0.5 * static_cast<double>(high - low);
    if (low == high && counts[middle] < n) {
        // both within one integer, which stands for a continuous time: as far apart as its values
        // are spread evenly; only where all n are equal is there no error
        error = 0.5 * (ranks.high - ranks.low) / static_cast<double>(counts[middle]);
    }
    return {static_cast<double>(middle), error, true, n > 1};
}

/// The log hazard ratio below which `rank` replicates lie, linear within a bin.
VTRIAL_FUNCTION double log_hr_at_rank(View<std::uint64_t const> counts, double rank) {
    double before = 0.0;
    double bin = 0.0;
    for (std::int64_t i = 0; i < counts.size; ++i) {
        if (counts[i] == 0) {
            continue;
        }
        auto const here = static_cast<double>(counts[i]);
        bin = static_cast<double>(i) + smaller(1.0, (rank - before) / here);
        before += here;
        if (before >= rank) {
            break;
        }
    }
    return hr_first + bin / hr_bins_per_unit;
}

/// Quantile q of the hazard ratio over the replicates that have one.
VTRIAL_FUNCTION Estimate quantile_of_hazard_ratio(View<std::uint64_t const> counts, double q) {
    std::uint64_t const n = total_of(counts);
    if (n == 0) {
        return {};
    }
    QuantileRanks const ranks = ranks_of(q, n);
    double const low = exp_of(log_hr_at_rank(counts, ranks.low));
    double const high = exp_of(log_hr_at_rank(counts, ranks.high));
    return {exp_of(log_hr_at_rank(counts, ranks.middle)), 0.5 * (high - low), true, n > 1};
}

/// Geometric mean of the hazard ratio from the mean of its logarithm, by the delta method.
VTRIAL_FUNCTION Estimate geometric_mean(Estimate const& mean_log) {
    if (!mean_log.exists) {
        return {};
    }
    double const mean = exp_of(mean_log.value);
    return {mean, mean * mean_log.error, true, mean_log.has_error};
}

/// Quantile q of survival over replicates, from a histogram of a band.
VTRIAL_FUNCTION Estimate quantile_of_survival(View<std::uint64_t const> band, double q) {
    Estimate quantile = quantile_of_integers(band, total_of(band), q);
    quantile.value /= band_bins - 1;  // divided, not scaled: the double nearest to k / 500
    quantile.error /= band_bins - 1;
    return quantile;
}

}  // namespace vtrial::kernels
