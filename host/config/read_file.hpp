// A file's text, or the reason why there is none.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace vtrial::host {

/// What a file should be, for the reason why it is not.
struct FileKind {
    char const* noun;
    std::uintmax_t largest_bytes;
    char const* too_large;  ///< as "is larger than 16 MiB; a study is a few kilobytes"
};
inline constexpr std::uintmax_t largest_study_bytes = std::uintmax_t{16} << 20;
inline constexpr FileKind study_file{"study", largest_study_bytes,
                                     "is larger than 16 MiB; a study is a few kilobytes"};
inline constexpr FileKind data_file{
    "data", std::uintmax_t{1} << 30,
    "is larger than 1 GiB; keep only the columns that are analysed"};

/// The whole file; empty with the reason if it is no readable regular file of at most the kind's
/// size.
std::optional<std::string> read_file(std::filesystem::path const& path, std::string& reason,
                                     FileKind const& kind = study_file);

}  // namespace vtrial::host
