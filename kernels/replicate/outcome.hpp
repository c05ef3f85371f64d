// What one simulated trial says: plain numbers, the same for every team.
#pragma once

#include <cstdint>

#include "kernels/plan/plan.hpp"

namespace vtrial::kernels {

enum class Stratification : std::int32_t { plain, stratified };
inline constexpr int stratification_count = 2;

/// A log-rank test and Cox's estimate beside it.
struct TestOutcome {
    double z;               ///< negative favours the experimental arm
    double log_hr;          ///< 0 where it does not exist
    double standard_error;  ///< of log_hr; 0 where it does not exist
    std::int32_t hr_exists;

    bool operator==(TestOutcome const&) const = default;
};

struct EndpointOutcome {
    std::int32_t events[arm_count];
    std::int32_t twice_median_days[arm_count];  ///< -1: the curve does not come down to 1/2
    TestOutcome test[stratification_count];  ///< stratified equals plain where there are no strata

    bool operator==(EndpointOutcome const&) const = default;
};

struct LookOutcome {
    std::int32_t day;  ///< of the calendar
    std::int32_t events_not_reached;
    std::int32_t patients;  ///< enrolled by then
    EndpointOutcome endpoint[endpoint_count];

    bool operator==(LookOutcome const&) const = default;
};

struct ReplicateOutcome {
    LookOutcome look[most_looks];
    /// the look at which each endpoint's null hypothesis is first rejected, or -1
    std::int32_t first_rejection[endpoint_count];
};

}  // namespace vtrial::kernels
