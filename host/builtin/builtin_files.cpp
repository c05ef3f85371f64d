#include "host/builtin/builtin_files.hpp"

namespace vtrial::host {
namespace {

constexpr std::string_view ending = ".toml";

}  // namespace

std::optional<std::string_view> builtin_text(std::string_view path) {
    for (BuiltinFile const& file : builtin_files()) {
        if (file.path == path) {
            return file.text;
        }
    }
    return std::nullopt;
}

std::vector<std::string> builtin_names(std::string_view folder) {
    std::vector<std::string> names;
    for (BuiltinFile const& file : builtin_files()) {
        if (file.path.starts_with(folder) && file.path.ends_with(ending)) {
            names.emplace_back(
                file.path.substr(folder.size(), file.path.size() - folder.size() - ending.size()));
        }
    }
    return names;
}

std::optional<std::string_view> builtin_text(std::string_view folder, std::string_view name) {
    return builtin_text(std::string(folder).append(name).append(ending));
}

}  // namespace vtrial::host
