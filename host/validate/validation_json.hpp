// Confrontations as JSON.
#pragma once

#include <string>
#include <vector>

#include "host/validate/validated_trial.hpp"

namespace vtrial::host {

/// The targets of all trials, what was left out with the reason, and counts by trial;
/// docs/VALIDATE.md has the keys. A number that does not exist is null.
std::string validation_json(std::vector<ValidatedTrial> const& trials);

}  // namespace vtrial::host
