// The loss of a parameter set: squared standardised residuals of the rows that count, by weight,
// and of the parameters about their priors.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/calibrate/fit_file.hpp"
#include "host/calibrate/parameter_set.hpp"
#include "host/calibrate/trial_simulator.hpp"

namespace vtrial::host {

/// A row that counts, simulated.
struct FittedRow {
    std::string trial;  ///< of the fit
    Target target;
    double weight = 0.0;
    double residual = 0.0;  ///< standardised
    double sd = 0.0;

    double loss() const { return weight * residual * residual; }
};

/// The rows of a trial that count for `rows`, as one of its simulations has answered them.
std::vector<FittedRow> rows_of(FitFile const& fit, TrialSimulator const& simulator,
                               std::string const& trial, TargetRows rows,
                               Confrontation const& confrontation);

/// The rows of these trials that count for `rows`, simulated with the parameters.
std::vector<FittedRow> fitted_rows(FitFile const& fit, TrialSimulator& simulator,
                                   std::vector<std::string> const& trials, TargetRows rows,
                                   ParameterSet const& parameters);

double loss_of(std::vector<FittedRow> const& rows);

/// Squared distance from the start in prior standard deviations; 0 without a prior.
double prior_loss(FittedParameter const& parameter, double start, double value);

/// The trials in which a parameter of the stage moves.
std::vector<std::string> trials_of(FitFile const& fit, FitStage const& stage);

}  // namespace vtrial::host
