// Cox's proportional hazards model with several covariates, for data of patients. Replicates, whose
// only covariate is the arm, have cox.hpp.
#pragma once

#include "kernels/statistics/partial_likelihood.hpp"

namespace vtrial::kernels {

/// What a fit of p covariates writes, and its memory: the caller's.
struct CovariateFit {
    double* coefficient;        ///< [p]
    double* standard_error;     ///< [p]
    std::uint8_t* is_left_out;  ///< [p] 1: constant, or a combination of earlier covariates
    double* workspace;          ///< [cox_workspace_size(p)]
    std::int32_t exists;        ///< 0: the likelihood has no maximum
    std::int32_t diverges;      ///< then the covariate whose coefficient runs away, else -1
};

VTRIAL_FUNCTION constexpr std::int64_t cox_workspace_size(std::int64_t covariates) {
    return 5 * covariates + 4 * covariates * covariates;
}

/// Cholesky's decomposition of the information, row by row, without the covariates left out. Stops
/// at a pivot that is not above `least` and returns its place; the number of covariates if none.
VTRIAL_FUNCTION std::int32_t decompose(double const* information, std::uint8_t const* is_left_out,
                                       double least, std::int32_t covariates, double* factor) {
    for (std::int32_t row = 0; row < covariates; ++row) {
        for (std::int32_t column = 0; column <= row; ++column) {
            double rest = information[row * covariates + column];
            for (std::int32_t k = 0; k < column; ++k) {
                rest -= factor[row * covariates + k] * factor[column * covariates + k];
            }
            double& cell = factor[row * covariates + column];
            if (is_left_out[row] != 0 || is_left_out[column] != 0) {
                cell = row == column ? 1.0 : 0.0;
            } else if (row != column) {
                cell = rest / factor[column * covariates + column];
            } else if (rest > least) {
                cell = square_root(rest);
            } else {
                return row;
            }
        }
    }
    return covariates;
}

/// Solves information * x = right, in place of the right side; 0 for a covariate left out.
VTRIAL_FUNCTION void solve(double const* factor, std::uint8_t const* is_left_out,
                           std::int32_t covariates, double* right) {
    for (std::int32_t row = 0; row < covariates; ++row) {
        right[row] = is_left_out[row] != 0 ? 0.0 : right[row];
        for (std::int32_t k = 0; k < row; ++k) {
            right[row] -= factor[row * covariates + k] * right[k];
        }
        right[row] /= factor[row * covariates + row];
    }
    for (std::int32_t row = covariates - 1; row >= 0; --row) {
        for (std::int32_t k = row + 1; k < covariates; ++k) {
            right[row] -= factor[k * covariates + row] * right[k];
        }
        right[row] /= factor[row * covariates + row];
    }
}

/// Newton's method from coefficients of 0, its steps halved where the likelihood falls. Covariates
/// are to have mean 0 and mean absolute value 1, so that a pivot of the information can be judged.
class CovariateFitter {
  public:
    VTRIAL_FUNCTION CovariateFitter(CoxPatients const& patients, Ties ties, CovariateFit& fit)
        : patients_(patients), ties_(ties), fit_(fit), covariates_(patients.covariates) {
        std::int64_t const p = covariates_;
        double* next = fit.workspace;
        auto const take = [&](std::int64_t count) {
            double* const taken = next;
            next += count;
            return taken;
        };
        trial_ = take(p);
        step_ = take(p);
        at_risk_ = {0.0, take(p), take(p * p)};
        dying_ = {0.0, take(p), take(p * p)};
        likelihood_ = {0.0, take(p), take(p * p)};
        factor_ = take(p * p);
    }

    VTRIAL_FUNCTION void fit() {
        constexpr int most_steps = 50;
        constexpr double converged = 1e-10;  // the error left is of the order of its square
        start();
        for (int step = 0; step < most_steps; ++step) {
            if (decompose(likelihood_.information, fit_.is_left_out, least_pivot_, covariates_,
                          factor_) < covariates_) {
                return;
            }
            double const longest = find_step();
            if (longest < converged) {
                finish();
                return;
            }
            if (!take_step()) {
                return;
            }
        }
    }

  private:
    /// Coefficients of 0; decides which covariates say nothing of their own.
    VTRIAL_FUNCTION void start() {
        fit_.exists = 0;
        fit_.diverges = -1;
        for (std::int32_t k = 0; k < covariates_; ++k) {
            fit_.coefficient[k] = 0.0;
            fit_.standard_error[k] = 0.0;
            fit_.is_left_out[k] = 0;
        }
        evaluate(patients_, ties_, fit_.coefficient, at_risk_, dying_, likelihood_);
        std::int32_t events = 0;
        for (std::int32_t i = 0; i < patients_.count; ++i) {
            events += patients_.event[i];
        }
        least_pivot_ = 1e-10 * static_cast<double>(events);
        for (;;) {
            std::int32_t const place = decompose(likelihood_.information, fit_.is_left_out,
                                                 least_pivot_, covariates_, factor_);
            if (place == covariates_) {
                return;
            }
            fit_.is_left_out[place] = 1;
        }
    }

    /// Newton's step; returns its largest part.
    VTRIAL_FUNCTION double find_step() {
        for (std::int32_t k = 0; k < covariates_; ++k) {
            step_[k] = likelihood_.score[k];
        }
        solve(factor_, fit_.is_left_out, covariates_, step_);
        double longest = 0.0;
        for (std::int32_t k = 0; k < covariates_; ++k) {
            double const length = step_[k] < 0.0 ? -step_[k] : step_[k];
            if (length > longest) {
                longest = length;
                fit_.diverges = k;
            }
        }
        return longest;
    }

    /// Goes along the step until the likelihood has not fallen; false if it falls all the way.
    VTRIAL_FUNCTION bool take_step() {
        constexpr int most_halvings = 30;
        double const before = likelihood_.logarithm;
        double const rounding = 1e-12 * (1.0 + (before < 0.0 ? -before : before));
        double part = 1.0;
        for (int halving = 0; halving < most_halvings; ++halving) {
            for (std::int32_t k = 0; k < covariates_; ++k) {
                trial_[k] = fit_.coefficient[k] + part * step_[k];
            }
            if (evaluate(patients_, ties_, trial_, at_risk_, dying_, likelihood_) &&
                likelihood_.logarithm >= before - rounding) {
                for (std::int32_t k = 0; k < covariates_; ++k) {
                    fit_.coefficient[k] = trial_[k];
                }
                return true;
            }
            part *= 0.5;
        }
        return false;
    }

    /// Standard errors from the inverse of the information, column by column.
    VTRIAL_FUNCTION void finish() {
        for (std::int32_t k = 0; k < covariates_; ++k) {
            fit_.coefficient[k] += step_[k];
            for (std::int32_t row = 0; row < covariates_; ++row) {
                trial_[row] = row == k ? 1.0 : 0.0;
            }
            solve(factor_, fit_.is_left_out, covariates_, trial_);
            fit_.standard_error[k] = square_root(trial_[k]);
        }
        fit_.exists = 1;
        fit_.diverges = -1;
    }

    CoxPatients patients_;
    Ties ties_;
    CovariateFit& fit_;
    std::int32_t covariates_;
    double* trial_;
    double* step_;
    RiskSums at_risk_;
    RiskSums dying_;
    PartialLikelihood likelihood_;
    double* factor_;
    double least_pivot_ = 0.0;
};

/// Fits the model; where it has no maximum, `fit.exists` is 0 and its numbers mean nothing.
VTRIAL_FUNCTION void fit_cox(CoxPatients const& patients, Ties ties, CovariateFit& fit) {
    CovariateFitter(patients, ties, fit).fit();
}

}  // namespace vtrial::kernels
