// The result files as their manifest knows them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/files/output_folder.hpp"

namespace vtrial::host {

enum class FileCondition { sound, changed, missing };

struct CheckedFile {
    std::string name;
    FileCondition condition;
};

/// Compares each file that the manifest names with its hash; empty if there is no manifest. Throws
/// StoreError if the manifest is none, FileError if a file cannot be read.
std::optional<std::vector<CheckedFile>> check_files(OutputFolder const& folder);

}  // namespace vtrial::host
