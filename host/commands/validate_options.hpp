// The command line of `vtrial validate`.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/commands/run_options.hpp"

namespace vtrial::host {

struct ValidateOptions {
    std::vector<std::string> trials;                 ///< names of built-in trials, or study files
    std::optional<std::filesystem::path> published;  ///< instead of the built-in numbers
    std::optional<double> at_least;  ///< share of each trial's sourced targets that must hold
    RunOptions run;                  ///< of each study, whose path is yet to be put in
};

/// Fewer than a study's own: a mean over so many trials is known to a fiftieth of the spread of
/// single ones.
inline constexpr int usual_validation_replicates = 2000;

/// Adds the options that only this command has.
void describe_validate_options(boost::program_options::options_description& described);

/// Throws CommandLineError.
ValidateOptions parse_validate_options(std::vector<std::string> const& words);

}  // namespace vtrial::host
