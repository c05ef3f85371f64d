// How far a simulated quantity is from the published one, in standard deviations of the latter.
#pragma once

#include "host/calibrate/fit_file.hpp"
#include "host/validate/confront.hpp"

namespace vtrial::host {

struct TargetResidual {
    double standardised = 0.0;  ///< > 0: the simulation is above what was published
    double sd = 0.0;            ///< log scale: hazard ratios and medians; else the published unit
};

/// The standard deviation is that of the published 95 % interval; where there is none, the distance
/// by which `vtrial validate` judges, as if it were a 95 % interval. Limited to +-6, so that one
/// row which the model cannot reach does not decide the fit. `patients` are those of the row's arm.
TargetResidual residual_of(Target const& target, double patients);

/// Whether a row is one of a control arm; `is_control_trial`: all rows of the trial are.
bool is_control_row(Target const& target, bool is_control_trial);

/// The weight of a row in a fit: 0 where it is no target.
double weight_of(FitFile const& fit, Target const& target);

}  // namespace vtrial::host
