// All parameters that a fit has moved, at their end, for what is asked of them together.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/calibrate/fit_stage.hpp"

namespace vtrial::host {

struct FreeParameter {
    FittedParameter parameter;
    std::string stage;  ///< that moved it last
    double start = 0.0;
    double value = 0.0;

    /// The path, and whose own it is.
    std::string name() const;
    /// The prior's standard deviation on the parameter's scale; without a prior a quarter of the
    /// width between the bounds.
    double prior_sd() const;
    /// The value so many prior standard deviations from the fitted one, and the other way round.
    double value_at_distance(double prior_sds) const;
    double distance_of(double value) const;
};

/// In the order of the stages; one that moved in several stands where it moved last.
std::vector<FreeParameter> free_parameters(FitFile const& fit,
                                           std::vector<StageResult> const& results);

/// The set with the free parameters at distances, in prior standard deviations, from the fit.
ParameterSet set_at_distances(std::vector<FreeParameter> const& free, ParameterSet set,
                              std::vector<double> const& distances);

}  // namespace vtrial::host
