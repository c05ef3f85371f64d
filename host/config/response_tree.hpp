// Binary endpoints and crossover as the tables of a study file.
#pragma once

#include "host/config/toml_node.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// `[[responses]]`, every default filled in.
TomlNode responses_tree(trials::Study const& study);

/// `[crossover]`.
TomlNode crossover_tree(trials::Crossover const& crossover);

}  // namespace vtrial::host
