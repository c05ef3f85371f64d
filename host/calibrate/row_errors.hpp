// How far the published rows lie from the truth: as far as those of one simulated trial scatter.
// Rows of one trial share its patients, so their errors go together.
#pragma once

#include <Eigen/Dense>

#include "host/calibrate/fit_loss.hpp"
#include "host/calibrate/fit_stage.hpp"

namespace vtrial::host {

/// Simulated trials, of each trial of the fit, that their errors are taken from.
inline constexpr int single_trials_of_each = 200;

/// A root of the covariance of the weighted residuals of `rows` (all trials, in the fit's order):
/// rows x columns, times its transpose the sample covariance over single trials simulated with the
/// set. Trials are independent; each has columns of its own. A draw is the root times independent
/// standard normal numbers.
Eigen::MatrixXd row_error_root(FitContext const& context, std::vector<FittedRow> const& rows,
                               ParameterSet const& set);

}  // namespace vtrial::host
