// What an observed trial says, beside the design, in both forms of `vtrial check`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "trials/observed_design.hpp"

namespace vtrial::host {

/// As lines that begin with "#".
std::string observed_text(trials::ObservedSummary const& summary);

/// As an object of docs/OBSERVED.md.
nlohmann::ordered_json observed_json(trials::ObservedSummary const& summary);

/// A bound as both parts of the JSON tell it.
nlohmann::ordered_json bound_json(trials::BoundSummary const& bound);

}  // namespace vtrial::host
