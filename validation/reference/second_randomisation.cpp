#include "validation/reference/second_randomisation.hpp"

#include <cmath>

namespace vtrial::reference {

int planned_second_arm(trials::SecondRandomisation const& second, Draws const& draws,
                       std::uint32_t patient) {
    auto const words = draws.words(second_randomisation_purpose, patient);
    if (uniform_32_bits(words[0]) >= second.consent_share) return -1;
    double const experimental = second.arms[1].ratio;
    return uniform_32_bits(words[1]) < experimental / (second.arms[0].ratio + experimental) ? 1 : 0;
}

int second_randomisation_day(trials::SecondRandomisation const& second) {
    return static_cast<int>(std::floor(second.months * trials::days_per_month + 0.5));
}

double target_after_second(trials::SecondRandomisation const& second, trials::Transition transition,
                           double target, double before) {
    auto const& ratios = second.hazard_ratio_by_transition;
    auto const own = ratios.find(trials::transition_names[static_cast<std::size_t>(transition)]);
    return own == ratios.end() ? target : before + (target - before) / own->second;
}

}  // namespace vtrial::reference
