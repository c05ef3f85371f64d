// The hazards of a study as steps: what multiplies a Weibull or constant hazard, and from when on.
#pragma once

#include <vector>

#include "trials/study.hpp"

namespace vtrial::trials {

/// From `start_months` on the base hazard is multiplied by `factor`.
struct HazardStep {
    double start_months;
    double factor;
};

/// A hazard in months: d/dt of (t / scale_months)^shape, times the factor of the step.
struct SteppedHazard {
    double scale_months = 1.0;
    double shape = 1.0;
    double cured_share = 0.0;
    std::vector<HazardStep> steps;  ///< starts increasing from 0
};

/// The steps of an effect whose ratio in force is `hazard_ratio`: 1 until the delay is over, then
/// the ratio, then back to 1 in equal steps of a month at most.
std::vector<HazardStep> effect_steps(Effect const& effect, double hazard_ratio);

/// The hazard of a transition in an arm, where `prognosis` and `modifier` are the profile's
/// multipliers of the hazard and of the hazard ratio.
SteppedHazard stepped_hazard(TransitionModel const& model, ArmRole arm, double prognosis,
                             double modifier);

}  // namespace vtrial::trials
