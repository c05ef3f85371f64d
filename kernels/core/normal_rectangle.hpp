// A rectangle under a multivariate normal distribution, made ready to be integrated over one
// variable after the other: Cholesky's factor, the variable with the narrowest limits first
// (Gibson, Glasbey and Elston, in: Advances in Numerical Methods and Applications, 1994, 120-126).
#pragma once

#include "kernels/core/normal_distribution.hpp"

namespace vtrial::kernels {

inline constexpr int most_normal_dimensions = 8;
/// A limit this far out, either way, is none.
inline constexpr double no_limit = 1e30;

/// P(lower < Z < upper) is asked for, Z normal with mean 0, variances 1 and these correlations,
/// which may be singular.
struct NormalRectangle {
    std::int32_t dimension;  ///< 1 ... most_normal_dimensions
    double lower[most_normal_dimensions];
    double upper[most_normal_dimensions];
    double correlation[most_normal_dimensions][most_normal_dimensions];
};

struct NormalInterval {
    double lower;
    double upper;
};

/// The rectangle in independent normal variables y: row j says lower[j] < y_last + sum of
/// factor[j][k] y_k over k < last < upper[j], last = last[j]. The first `rank` rows have last = j;
/// a row after them is of a variable that those before determine, and restricts one y a second
/// time.
struct SequentialLimits {
    std::int32_t rows;
    std::int32_t rank;
    std::int32_t last[most_normal_dimensions];
    double lower[most_normal_dimensions];
    double upper[most_normal_dimensions];
    double factor[most_normal_dimensions][most_normal_dimensions];

    /// What all rows leave to y_i, given those before it; empty where upper < lower.
    VTRIAL_FUNCTION NormalInterval interval_of(std::int32_t i, double const* y) const {
        NormalInterval interval{-no_limit, no_limit};
        for (std::int32_t row = i; row < rows; ++row) {
            if (last[row] != i) {
                continue;
            }
            double shift = 0.0;
            for (std::int32_t k = 0; k < i; ++k) {
                shift += factor[row][k] * y[k];
            }
            interval.lower = larger(interval.lower, lower[row] - shift);
            interval.upper = smaller(interval.upper, upper[row] - shift);
        }
        return interval;
    }
};

/// P(lower < Z < upper), 0 where that is empty.
VTRIAL_FUNCTION double probability_of(NormalInterval interval) {
    return larger(0.0, normal_distribution(interval.upper) - normal_distribution(interval.lower));
}

/// E(Z given lower < Z < upper); where that is hardly possible, the limit nearer to 0.
VTRIAL_FUNCTION double mean_within(NormalInterval interval) {
    double const probability = probability_of(interval);
    if (probability < 1e-12) {
        return interval.lower > 0.0 ? interval.lower : interval.upper;
    }
    return (normal_density(interval.lower) - normal_density(interval.upper)) / probability;
}

/// Makes the limits of a rectangle sequential; at work on one of them.
class LimitOrdering {
  public:
    VTRIAL_FUNCTION explicit LimitOrdering(NormalRectangle const& rectangle)
        : rest_(rectangle), result_{} {
        result_.rows = rectangle.dimension;
        for (std::int32_t row = 0; row < result_.rows; ++row) {
            variance_[row] = rest_.correlation[row][row];
        }
    }

    VTRIAL_FUNCTION SequentialLimits order() {
        std::int32_t i = 0;
        for (; i < result_.rows; ++i) {
            std::int32_t const next = narrowest_from(i);
            if (next < 0) {
                break;
            }
            exchange(i, next);
            eliminate(i);
        }
        result_.rank = i;
        for (std::int32_t row = 0; row < result_.rows; ++row) {
            finish(row);
        }
        return result_;
    }

  private:
    /// Variances given the others below this are taken as 0.
    static constexpr double no_variance = 1e-10;
    static constexpr double no_coefficient = 1e-8;

    /// Of a row's variable, given the y before at their means.
    VTRIAL_FUNCTION NormalInterval expected_interval(std::int32_t i, std::int32_t row) const {
        double shift = 0.0;
        for (std::int32_t k = 0; k < i; ++k) {
            shift += result_.factor[row][k] * mean_[k];
        }
        double const deviation = square_root(variance_[row]);
        return {(rest_.lower[row] - shift) / deviation, (rest_.upper[row] - shift) / deviation};
    }

    /// The row from i on with the least probability; -1: those left are determined.
    VTRIAL_FUNCTION std::int32_t narrowest_from(std::int32_t i) const {
        std::int32_t narrowest = -1;
        double least = 2.0;
        for (std::int32_t row = i; row < result_.rows; ++row) {
            if (variance_[row] > no_variance) {
                double const probability = probability_of(expected_interval(i, row));
                narrowest = probability < least ? row : narrowest;
                least = smaller(least, probability);
            }
        }
        return narrowest;
    }

    VTRIAL_FUNCTION static void exchange_values(double& a, double& b) {
        double const kept = a;
        a = b;
        b = kept;
    }

    VTRIAL_FUNCTION void exchange(std::int32_t i, std::int32_t j) {
        exchange_values(rest_.lower[i], rest_.lower[j]);
        exchange_values(rest_.upper[i], rest_.upper[j]);
        exchange_values(variance_[i], variance_[j]);
        for (std::int32_t k = 0; k < result_.rows; ++k) {
            exchange_values(rest_.correlation[i][k], rest_.correlation[j][k]);
            exchange_values(result_.factor[i][k], result_.factor[j][k]);
        }
        for (std::int32_t k = 0; k < result_.rows; ++k) {
            exchange_values(rest_.correlation[k][i], rest_.correlation[k][j]);
        }
    }

    /// Column i of the factor, and what of the variances is left.
    VTRIAL_FUNCTION void eliminate(std::int32_t i) {
        mean_[i] = mean_within(expected_interval(i, i));
        double const deviation = square_root(variance_[i]);
        result_.factor[i][i] = deviation;
        for (std::int32_t row = i + 1; row < result_.rows; ++row) {
            double covariance = rest_.correlation[row][i];
            for (std::int32_t k = 0; k < i; ++k) {
                covariance -= result_.factor[row][k] * result_.factor[i][k];
            }
            double const factor = covariance / deviation;
            result_.factor[row][i] = factor;
            variance_[row] -= factor * factor;
        }
    }

    /// Divides a row by its last coefficient.
    VTRIAL_FUNCTION void finish(std::int32_t row) {
        std::int32_t last = smaller(row, result_.rank - 1);
        while (last > 0 && __builtin_fabs(result_.factor[row][last]) < no_coefficient) {
            --last;
        }
        double const scale = 1.0 / result_.factor[row][last];
        for (std::int32_t k = 0; k < last; ++k) {
            result_.factor[row][k] *= scale;
        }
        bool const is_mirrored = scale < 0.0;
        result_.last[row] = last;
        result_.lower[row] = (is_mirrored ? rest_.upper[row] : rest_.lower[row]) * scale;
        result_.upper[row] = (is_mirrored ? rest_.lower[row] : rest_.upper[row]) * scale;
    }

    NormalRectangle rest_;
    SequentialLimits result_;
    double variance_[most_normal_dimensions];  ///< given the variables before
    double mean_[most_normal_dimensions];      ///< of each y within its limits
};

}  // namespace vtrial::kernels
