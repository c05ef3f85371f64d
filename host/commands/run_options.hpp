// The command line of `vtrial run` and `vtrial check` as a plain struct with defaults.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/commands/exit_codes.hpp"
#include "host/engine/progress.hpp"
#include "kernels/launch/cpu.hpp"

namespace vtrial::host {

struct RunOptions {
    std::filesystem::path study;
    std::vector<std::string> overrides;  ///< path=value, --replicates and --seed included
    std::vector<std::string> scenarios;  ///< empty: all
    std::optional<std::filesystem::path> out;
    std::string backend = "auto";
    kernels::InstructionLevel level = kernels::InstructionLevel::none;  ///< none: the best
    int threads = 0;                                                    ///< 0: one a processor
    ProgressStyle progress = ProgressStyle::none;
    bool allow_small = false;
    bool force = false;
    bool json = false;
    bool quiet = false;
    bool help = false;
};

/// Parses the words after `vtrial run` or `vtrial check`. Throws CommandLineError.
RunOptions parse_run_options(std::string const& command, std::vector<std::string> const& words);

/// The help of a command, with two examples.
std::string run_help(std::string const& command);

}  // namespace vtrial::host
