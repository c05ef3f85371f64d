// From a TOML file to the studies of all its scenarios, or to everything that is wrong with it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/config/diagnostics.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

struct ReadOptions {
    /// `path=value` with a TOML value; what is no TOML value is text. Applied in order.
    std::vector<std::string> overrides;
    bool allow_small = false;  ///< fewer than 100 replicates
};

/// The study file, or empty with at least one error in `diagnostics`, which may hold warnings too.
std::optional<trials::StudyFile> read_study(std::filesystem::path const& path,
                                            ReadOptions const& options, Diagnostics& diagnostics);

/// The same for a text already in memory; `name` is what the diagnostics call it.
std::optional<trials::StudyFile> read_study_text(std::string const& name, std::string const& text,
                                                 ReadOptions const& options,
                                                 Diagnostics& diagnostics);

}  // namespace vtrial::host
