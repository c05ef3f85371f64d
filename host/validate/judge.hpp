// Whether a simulated trial agrees with a published number.
#pragma once

#include "host/validate/published_number.hpp"
#include "host/validate/quantity_path.hpp"
#include "host/validate/simulated_trial.hpp"

namespace vtrial::host {

/// How far a simulated value may be from a published one without an interval: of the median, of
/// a rate in points of per cent, of a hazard ratio. A number of events is judged as a rate of the
/// patients of its arm.
inline constexpr double tolerated_share_of_median = 0.10;
inline constexpr double tolerated_points = 4.0;
inline constexpr double tolerated_hazard_ratio = 0.08;

/// The simulated value lies in the published 95 % confidence interval; where none is published, as
/// near as above. A median that was not reached is not reached in at least half of the simulated
/// trials. `patients` are those of the arm.
bool holds(PublishedNumber const& published, Measure measure, SimulatedQuantity const& simulated,
           double patients);

}  // namespace vtrial::host
