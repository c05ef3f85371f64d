// The table of published numbers that a command works with.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "host/commands/exit_codes.hpp"
#include "host/validate/published_number.hpp"

namespace vtrial::host {

/// The numbers of a file, or the built-in ones. What is wrong has been told.
ExitCode load_published_table(std::optional<std::filesystem::path> const& path,
                              std::vector<PublishedNumber>& numbers);

}  // namespace vtrial::host
