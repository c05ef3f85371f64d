// A second randomisation: who consents, to which arm, and what it does to hazards from then on.
#pragma once

#include <cstdint>

#include "trials/study.hpp"
#include "validation/reference/draws.hpp"

namespace vtrial::reference {

/// What a patient would do, were it to come so far: -1 not consent, else the arm.
int planned_second_arm(trials::SecondRandomisation const& second, Draws const& draws,
                       std::uint32_t patient);

/// The day after the first randomisation on which it is.
int second_randomisation_day(trials::SecondRandomisation const& second);

/// The hazard at which a transition comes that would come at `target` without the second arm's
/// treatment: what is left of it on the day of the second randomisation, `before` by then, is
/// reached at another speed.
double target_after_second(trials::SecondRandomisation const& second, trials::Transition transition,
                           double target, double before);

}  // namespace vtrial::reference
