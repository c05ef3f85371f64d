#include "host/files/manifest_check.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "host/store/block_store.hpp"

namespace vtrial::host {
namespace {

struct NamedHash {
    std::string name;
    std::string hash;
};

/// The files of a manifest; empty if it is none.
std::vector<NamedHash> files_of(std::string const& text) {
    auto const manifest = nlohmann::json::parse(text, nullptr, false);
    std::vector<NamedHash> files;
    if (!manifest.is_object() || !manifest.contains("files") || !manifest["files"].is_array()) {
        return files;
    }
    for (auto const& file : manifest["files"]) {
        if (!file.is_object() || !file.contains("name") || !file["name"].is_string() ||
            !file.contains("sha256") || !file["sha256"].is_string()) {
            return {};
        }
        files.push_back({file["name"], file["sha256"]});
        // a name that leads out of the folder is not of our making
        if (files.back().name.find('/') != std::string::npos) {
            return {};
        }
    }
    return files;
}

}  // namespace

std::optional<std::vector<CheckedFile>> check_files(OutputFolder const& folder) {
    if (!folder.has(manifest_name)) {
        return std::nullopt;
    }
    auto const named = files_of(folder.read(manifest_name));
    if (named.empty()) {
        throw StoreError(
            fmt::format("{} is damaged: remove it, and `vtrial resume {}` writes it again",
                        (folder.path() / manifest_name).string(), folder.path().string()));
    }
    std::vector<CheckedFile> checked;
    for (NamedHash const& file : named) {
        auto condition = FileCondition::missing;
        if (folder.has(file.name)) {
            condition = sha256(folder.read(file.name)) == file.hash ? FileCondition::sound
                                                                    : FileCondition::changed;
        }
        checked.push_back({file.name, condition});
    }
    return checked;
}

}  // namespace vtrial::host
