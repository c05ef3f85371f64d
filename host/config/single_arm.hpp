// A single-arm study states one regimen; the disease model has one for each of two arms.
#pragma once

#include "host/config/read_log.hpp"
#include "host/config/toml_node.hpp"

namespace vtrial::host {

/// Gives the control arm, which a single-arm study has not, the regimen of the experimental one;
/// refuses one that is stated. Other studies stay as they are.
void fill_in_control_regimen(TomlNode& study, ReadLog& log);

/// Takes it out of a resolved `[model]` again.
void drop_control_regimen(TomlNode& model);

}  // namespace vtrial::host
