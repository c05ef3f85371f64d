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

/// rows x parameters: d(weighted residual) / d(parameter in prior standard deviations) about the
/// set, by central differences with common random numbers. At a bound the difference is one-sided.
Eigen::MatrixXd residual_jacobian(FitContext const& context, RowChoice const& choice,
                                  std::vector<FreeParameter> const& free, ParameterSet const& set);

}  // namespace vtrial::host
