// A second randomisation of those who come so far: on a day after the first, between two arms.
#pragma once

#include "kernels/plan/transition.hpp"

namespace vtrial::kernels {

struct SecondRandomisationPlan {
    std::int32_t is_planned;
    std::int32_t day;           ///< after the first randomisation; of the disease model: at least
    double consent_share;       ///< of the eligible patients
    double experimental_share;  ///< of those who consent
    /// of the disease model, r + 1: the eligible have response r by then; 0: whatever they have
    std::int32_t by_response;
    /// by transition: from then on the hazards of the experimental arm are divided by it
    float inverse_hazard_ratio[transition_count];
};

/// Transitions whose clock starts at the first randomisation: of their hazard a part lies before
/// the second.
inline constexpr int transitions_from_randomisation = 2;

}  // namespace vtrial::kernels
