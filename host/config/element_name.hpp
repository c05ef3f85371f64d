// How an element of an array of tables is addressed in a path.
#pragma once

#include <string>
#include <string_view>

#include "host/config/toml_node.hpp"

namespace vtrial::host {

/// The text of its `name_key`; where the element has a `population` too, as an endpoint may, `NAME
/// in POPULATION`. Empty if it has no name.
std::string element_name(TomlNode const& element, std::string_view name_key);

}  // namespace vtrial::host
