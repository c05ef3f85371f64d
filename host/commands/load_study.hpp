// A study as the command line wants it: read, overridden, its scenarios chosen, the diagnostics
// told.
#pragma once

#include <optional>
#include <string>

#include "host/commands/exit_codes.hpp"
#include "host/commands/run_options.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

struct LoadedStudy {
    std::optional<trials::StudyFile> file;
    ExitCode code = ExitCode::done;  ///< of the program, where there is no file
};

/// For messages: the names of its scenarios.
std::string scenario_names(trials::StudyFile const& file);

/// The study file, or nothing if it is wrong or cannot be read: then all errors have been written
/// to stderr. Throws CommandLineError for a scenario that does not exist.
LoadedStudy load_study(RunOptions const& options);

/// The same where the study may be the name of a built-in trial. Throws CommandLineError for a name
/// that is neither a trial's nor a file's.
LoadedStudy load_study_or_builtin(RunOptions const& options);

}  // namespace vtrial::host
