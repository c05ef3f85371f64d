// Files that the program carries with it: the built-in trials, their regimens and parameters,
// published numbers.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vtrial::host {

struct BuiltinFile {
    std::string_view path;  ///< in the source tree, as `configs/trials/maia.toml`
    std::string_view text;  ///< byte for byte
};

/// All of them, by path; the build makes the definition.
std::span<BuiltinFile const> builtin_files();

inline constexpr std::string_view builtin_trials = "configs/trials/";
inline constexpr std::string_view builtin_regimens = "configs/regimens/";
inline constexpr std::string_view builtin_parameters = "configs/parameters/";
inline constexpr std::string_view shipped_parameter_sets = "configs/parameters/shipped_sets.csv";
inline constexpr std::string_view published_results = "validation/published/results.csv";

/// The text of a path.
std::optional<std::string_view> builtin_text(std::string_view path);

/// The names of the study files or regimens of a folder: the last part of the path without .toml.
std::vector<std::string> builtin_names(std::string_view folder);

/// The text of the file of a folder that has this name.
std::optional<std::string_view> builtin_text(std::string_view folder, std::string_view name);

}  // namespace vtrial::host
