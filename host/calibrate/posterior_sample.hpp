// An approximate posterior: parameter sets by importance resampling about the fit.
#pragma once

#include <vector>

#include "host/calibrate/identifiability.hpp"

namespace vtrial::host {

struct PosteriorMember {
    std::vector<double> values;  ///< by free parameter
    double loss = 0.0;
    double weight = 0.0;  ///< all weights add to 1
};

struct PosteriorSample {
    std::vector<PosteriorMember> members;
    /// By which squared residuals are divided: the fit's loss a degree of freedom, at least 1. The
    /// model misses some rows, and rows of one trial are not independent; errors grow by its root.
    double dispersion = 1.0;
    double effective_members = 0.0;  ///< 1 / sum of squared weights
};

/// Draws `count` sets from the normal approximation about the fit (Laplace) and weighs each by the
/// posterior, exp(-loss / (2 dispersion)), over the density it was drawn with. Sets outside of the
/// bounds are drawn anew.
PosteriorSample sample_posterior(FitContext const& context, std::vector<FreeParameter> const& free,
                                 ParameterSet const& fitted, Identifiability const& identified,
                                 int count);

}  // namespace vtrial::host
