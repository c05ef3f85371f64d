#include "trials/lower_crossover.hpp"

namespace vtrial::trials {

kernels::CrossoverPlan lower_crossover(Study const& study) {
    kernels::CrossoverPlan plan{};
    plan.share = study.crossover ? study.crossover->share : 0.0;
    for (std::size_t index = 0; index < transition_count; ++index) {
        double const ratio = study.crossover
                                 ? crossover_hazard_ratio(*study.crossover, transition_names[index])
                                 : 1.0;
        plan.inverse_hazard_ratio[index] = static_cast<float>(1.0 / ratio);
    }
    return plan;
}

}  // namespace vtrial::trials
