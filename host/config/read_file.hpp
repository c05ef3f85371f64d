// A file's text, or the reason why there is none.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace vtrial::host {

inline constexpr std::uintmax_t largest_study_bytes = std::uintmax_t{16} << 20;

/// The whole file; empty with the reason if it is no readable regular file of at most 16 MiB.
std::optional<std::string> read_file(std::filesystem::path const& path, std::string& reason);

}  // namespace vtrial::host
