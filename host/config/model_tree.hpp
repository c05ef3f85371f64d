// The model of a study as the tables of its file.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "host/config/toml_node.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// `[model]`, every default filled in.
TomlNode model_tree(trials::Study const& study);

/// A list of numbers for each factor, as an inline table.
TomlNode multipliers_tree(std::map<std::string, std::vector<double>> const& by_level);

}  // namespace vtrial::host
