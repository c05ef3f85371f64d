// The model of a study as the tables of its file.
#pragma once

#include "host/config/toml_node.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// `[model]`, every default filled in.
TomlNode model_tree(trials::Study const& study);

}  // namespace vtrial::host
