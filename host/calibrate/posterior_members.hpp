// The members of a posterior sample, made side by side.
#pragma once

#include "host/calibrate/posterior_sample.hpp"

namespace vtrial::host {

/// What all members have in common.
struct PosteriorSampling {
    FitContext const& context;
    std::vector<FreeParameter> const& free;
    ParameterSet const& fitted;
    double fitted_loss;
    Eigen::VectorXd residuals;  ///< weighted, at the fit
    RefitProblem problem;
};

/// Makes members `first` ... `first` + `count` - 1, counted from 1. Those that the journal has are
/// simulated once, the others a few times and written down.
std::vector<PosteriorMember> make_members(PosteriorSampling const& sampling, int first, int count);

}  // namespace vtrial::host
