// A study as the command line wants it: read, overridden, its scenarios chosen, the diagnostics
// told.
#pragma once

#include <optional>

#include "host/commands/run_options.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// The study file, or nothing if it is wrong: then all errors have been written to stderr.
/// Throws CommandLineError for a scenario that does not exist.
std::optional<trials::StudyFile> load_study(RunOptions const& options);

}  // namespace vtrial::host
