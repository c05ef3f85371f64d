// The text of a table that a command works with: a file, or what is built in.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "host/analyze/data_log.hpp"

namespace vtrial::host {

/// That of the file, or of the built-in file of this path in the source tree. Empty, which has been
/// told, where the file cannot be read.
std::optional<SourceText> load_table_text(std::optional<std::filesystem::path> const& path,
                                          std::string_view builtin_path);

/// Says what is wrong with it; whether something is.
bool say_errors(SourceText const& table, DataLog const& log);

}  // namespace vtrial::host
