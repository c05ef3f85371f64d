#include "trials/crossover.hpp"

namespace vtrial::trials {

double crossover_hazard_ratio(Crossover const& crossover, std::string const& transition) {
    auto const found = crossover.hazard_ratio_by_transition.find(transition);
    return found == crossover.hazard_ratio_by_transition.end() ? 1.0 : found->second;
}

}  // namespace vtrial::trials
