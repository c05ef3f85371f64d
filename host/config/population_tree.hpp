// The resolved study's tables about its patients.
#pragma once

#include <vector>

#include "host/config/toml_node.hpp"
#include "trials/population.hpp"

namespace vtrial::host {

/// Stratification factors or biomarkers.
TomlNode factors_tree(std::vector<trials::PatientFactor> const& factors);

TomlNode screening_tree(trials::Screening const& screening);
TomlNode subgroups_tree(std::vector<trials::Subgroup> const& subgroups);

}  // namespace vtrial::host
