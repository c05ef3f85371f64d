// Text to TomlNode. Behind it stands toml++; no other file knows that.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "host/config/toml_node.hpp"

namespace vtrial::host {

/// Why a text could not be parsed.
struct ParseProblem {
    Position where;
    std::string message;
};

/// The document, or empty with the problem stated. `text_index` goes into every position.
std::optional<TomlNode> parse_toml(std::string_view text, std::size_t text_index,
                                   ParseProblem& problem);

}  // namespace vtrial::host
