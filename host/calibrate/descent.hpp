// The way down before CMA-ES: the loss is a sum of squares, and damped Gauss-Newton steps
// (Levenberg-Marquardt) use that. They need as many simulations as two or three generations of
// CMA-ES and go as far as dozens; what they leave is noise and what is not smooth.
#pragma once

#include <vector>

#include "host/calibrate/stage_loss.hpp"

namespace vtrial::host {

/// So many steps at most from these places, each the first of some lengths that lowers the loss;
/// ends where none does. Returns the best places.
std::vector<double> descend(FitContext const& context, FitStage const& stage,
                            std::vector<std::string> const& trials,
                            std::vector<double> const& starts, std::vector<double> places,
                            StageLoss& loss);

}  // namespace vtrial::host
