// Who has responded, by arm.
#pragma once

#include <cstdint>

#include "kernels/plan/plan.hpp"

namespace vtrial::kernels {

/// Patients and responders of each arm, in all or in a stratum. To respond is what one hopes for:
/// of a misfortune count those whom it spares.
struct ResponseCounts {
    std::int32_t patients[arm_count];
    std::int32_t responders[arm_count];
};

}  // namespace vtrial::kernels
