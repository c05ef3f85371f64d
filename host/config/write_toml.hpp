// TomlNode to text: deterministic, locale independent, valid TOML.
#pragma once

#include <string>
#include <string_view>

#include "host/config/toml_node.hpp"

namespace vtrial::host {

/// The document: tables that are not inline get a header of their own, arrays of such tables too.
std::string write_toml(TomlNode const& document);

/// One value on one line; a number is the shortest text that reads back the same.
std::string write_value(TomlNode const& node);

/// The key, in quotes where it must be.
std::string write_key(std::string_view key);

}  // namespace vtrial::host
