// Whether a patient responds, and what of it is seen.
#pragma once

#include <vector>

#include "validation/reference/draws.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::reference {

/// The patient's responses in the order of the study. `time_quantile` is the probability that the
/// normal variable behind the patient's times is lower: a high one is a short life.
std::vector<bool> responses(trials::Study const& study, ReferencePatient const& patient,
                            double time_quantile, PhiloxCounter const& further);

}  // namespace vtrial::reference
