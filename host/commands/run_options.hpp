// The command lines of all commands as plain structs with defaults.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/commands/compute_options.hpp"

namespace vtrial::host {

/// Of `vtrial run` and, as far as they concern the study, `vtrial check`.
struct RunOptions {
    std::filesystem::path study;
    std::vector<std::string> overrides;  ///< path=value, --replicates and --seed included
    std::vector<std::string> scenarios;  ///< empty: all
    std::optional<std::filesystem::path> out;
    ComputeOptions compute;
    bool allow_small = false;
    bool force = false;
    bool json = false;                  ///< of `vtrial check`
    std::vector<std::string> observed;  ///< of `vtrial check`: ENDPOINT:ANALYSIS:EVENTS:Z
    int parameter_sets = 0;             ///< so many of the posterior; 0: the study's own parameters
    std::optional<std::filesystem::path> posterior;  ///< empty: the shipped one
    bool help = false;
};

struct ResumeOptions {
    std::filesystem::path folder;
    std::optional<std::int64_t> replicates;  ///< empty: as many as were asked for before
    ComputeOptions compute;
    bool redo_damaged = false;
    bool help = false;
};

/// Of `vtrial verify`, which takes a folder, and `vtrial devices`, which takes nothing.
struct ShowOptions {
    std::filesystem::path folder;
    bool json = false;
    bool help = false;
};

/// What a command line says of the study itself. Throws CommandLineError.
void read_study_options(boost::program_options::variables_map const& given, RunOptions& result);

/// Parse the words after a command. They throw CommandLineError.
RunOptions parse_run_options(std::string const& command, std::vector<std::string> const& words);
ResumeOptions parse_resume_options(std::vector<std::string> const& words);
ShowOptions parse_show_options(std::string const& command, std::vector<std::string> const& words);

/// The help of a command, with two examples.
std::string help_of(std::string const& command);

}  // namespace vtrial::host
