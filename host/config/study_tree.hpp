// A study as a document with every default written out, and how two of them differ.
#pragma once

#include "host/config/toml_node.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// All keys of docs/STUDY_FILE.md that make this study; the transitions as seven tables.
TomlNode study_tree(trials::Study const& study);

/// A table `path = value` that turns `before` into `after` when set as a scenario's overrides:
/// the leaf keys that differ, and a whole table where a key of `before` must go.
TomlNode differences(TomlNode const& before, TomlNode const& after);

}  // namespace vtrial::host
