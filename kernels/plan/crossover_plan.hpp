// Crossover: control patients who go on to the experimental drug once they have progressed.
#pragma once

#include "kernels/plan/transition.hpp"

namespace vtrial::kernels {

struct CrossoverPlan {
    double share;  ///< of the control patients; 0: none
    /// by transition: by it a crossing patient's cumulative hazard at the event is multiplied
    float inverse_hazard_ratio[transition_count];
};

}  // namespace vtrial::kernels
