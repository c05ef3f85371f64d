// What must hold of a text before it is parsed: UTF-8 without surprises, no nesting so deep that it
// would exhaust the stack, and nothing that the parser is known to stumble over.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "host/config/parse_toml.hpp"

namespace vtrial::host {

inline constexpr int deepest_nesting = 64;

/// The first thing that makes the text unfit for parsing, if any.
std::optional<ParseProblem> check_text(std::string_view text, std::size_t text_index);

/// Bytes of the code point that begins at `offset`; 0 if it is not valid UTF-8.
std::size_t code_point_length(std::string_view text, std::size_t offset);

}  // namespace vtrial::host
