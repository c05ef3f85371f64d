// Residuals as a vector, and how they change with the parameters.
#pragma once

#include <Eigen/Dense>
#include <string>
#include <vector>

#include "host/calibrate/free_parameters.hpp"

namespace vtrial::host {

/// The rows of a fit that count for something.
struct RowChoice {
    std::vector<std::string> trials;
    TargetRows rows = TargetRows::all;
};

/// Standardised residuals, each times the root of its weight: their squares add to the loss of the
/// rows.
Eigen::VectorXd weighted_residuals(std::vector<FittedRow> const& rows);

/// Of the rows simulated with the set.
Eigen::VectorXd weighted_residuals(FitContext const& context, RowChoice const& choice,
                                   ParameterSet const& set);

/// Of a descent, in prior standard deviations: the change is well above what the finite number of
/// patients leaves in a difference of two runs with the same random numbers.
inline constexpr double descent_difference = 0.25;
/// For what is asked of a fit afterwards: as far as its parameters are uncertain. The noise of a
/// derivative falls with the difference.
inline constexpr double spread_difference = 0.5;

/// rows x parameters: d(weighted residual) / d(parameter in prior standard deviations) about the
/// set, by central differences so far to both sides, with common random numbers. At a bound the
/// difference is one-sided.
Eigen::MatrixXd residual_jacobian(FitContext const& context, RowChoice const& choice,
                                  std::vector<FreeParameter> const& free, ParameterSet const& set,
                                  double difference);

}  // namespace vtrial::host
