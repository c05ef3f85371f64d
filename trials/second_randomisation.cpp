#include "trials/second_randomisation.hpp"

#include <algorithm>

namespace vtrial::trials {

double second_hazard_ratio(SecondRandomisation const& second, std::string const& transition) {
    auto const found = second.hazard_ratio_by_transition.find(transition);
    return found == second.hazard_ratio_by_transition.end() ? 1.0 : found->second;
}

bool has_neutral_hazards(SecondRandomisation const& second) {
    return std::all_of(second.hazard_ratio_by_transition.begin(),
                       second.hazard_ratio_by_transition.end(),
                       [](auto const& ratio) { return ratio.second == 1.0; });
}

}  // namespace vtrial::trials
