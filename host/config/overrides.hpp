// Overrides: a path of the study file and the value that replaces what the file says there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "host/config/read_log.hpp"
#include "host/config/toml_node.hpp"

namespace vtrial::host {

struct Override {
    std::string path;
    Position where;  ///< of the path
    TomlNode value;
};

/// Splits `PATH=VALUE`. A value that is no TOML is taken as text.
std::optional<Override> parse_override(std::string_view option, std::size_t text_index,
                                       ReadLog& log);

/// Writes out the arms and endpoints that a file without them has, so that paths may name them.
void fill_in_default_elements(TomlNode& study);

/// Sets the value, creating tables on the way; elements of arrays must be there, by name.
/// Whether the keys exist in the format is found when the study is read.
void apply_override(TomlNode& study, Override const& change, ReadLog& log);

/// The name as one part of a path: in quotes, unless it has letters, digits, `_` and `-` only.
std::string path_part(std::string_view name);

}  // namespace vtrial::host
