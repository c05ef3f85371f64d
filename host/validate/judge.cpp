#include "host/validate/judge.hpp"

#include <cmath>

namespace vtrial::host {
namespace {

/// How far from the published value.
double tolerance_of(Measure measure, double published, double patients) {
    switch (measure) {
        case Measure::hazard_ratio:
            return tolerated_hazard_ratio;
        case Measure::median:
        case Measure::measurement:
            return tolerated_share_of_median * published;
        case Measure::survival:
        case Measure::events_per_cent:
        case Measure::response_per_cent:
        case Measure::adverse_event_per_cent:
        case Measure::subgroup_per_cent:
            return tolerated_points;
        case Measure::events:
        case Measure::response_patients:
            return tolerated_points / per_cent * patients;
    }
    return 0.0;
}

}  // namespace

bool holds(PublishedNumber const& published, Measure measure, SimulatedQuantity const& simulated,
           double patients) {
    if (published.is_not_reached && !published.has_interval()) {
        return simulated.not_reached_share >= 0.5;
    }
    if (!simulated.value) {
        // later than any time that was followed
        return published.has_interval() && published.is_upper_not_reached;
    }
    double const value = *simulated.value;
    if (published.has_interval()) {
        return value >= *published.lower &&
               (published.is_upper_not_reached || value <= *published.upper);
    }
    return published.value &&
           std::abs(value - *published.value) <= tolerance_of(measure, *published.value, patients);
}

}  // namespace vtrial::host
