// An approximate posterior: parameter sets, each the fit made again to published numbers as they
// might have come out (refit.hpp).
#pragma once

#include <string>
#include <vector>

#include "host/calibrate/free_parameters.hpp"
#include "host/calibrate/refit.hpp"

namespace vtrial::host {

struct PosteriorMember {
    std::vector<double> values;     ///< by free parameter
    std::vector<double> residuals;  ///< by row of the fit, standardised, about the publication
    std::vector<double> simulated;  ///< by row; not a number where a median is not reached
    double loss = 0.0;              ///< of the rows
    double unsettled = 0.0;         ///< Refit::unsettled
};

/// All members weigh the same.
struct PosteriorSample {
    std::vector<PosteriorMember> members;
    Dispersion dispersion;
    double fitted_loss = 0.0;
    double expected_loss = 0.0;  ///< of a member, if residuals were linear

    double mean_loss() const;
    double unsettled() const;  ///< root mean square over members
};

/// Above this share of a posterior standard deviation members have not settled.
inline constexpr double tolerated_unsettled = 0.5;
/// Above so many times the rise of loss that linear residuals expect, the sample is poor.
inline constexpr double tolerated_rise = 2.0;

/// What is wrong with a sample, a sentence each; empty: nothing.
std::vector<std::string> doubts_of(PosteriorSample const& sample);

/// Makes `count` members, from the journal as far as it has them. `rows` are those of the fit,
/// `jacobian` is Identifiability's. Throws TrialProblem where their rows differ.
PosteriorSample sample_posterior(FitContext const& context, std::vector<FreeParameter> const& free,
                                 ParameterSet const& fitted, std::vector<FittedRow> const& rows,
                                 Eigen::MatrixXd const& jacobian, int count);

}  // namespace vtrial::host
