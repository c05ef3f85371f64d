// The program `vtrial-calibrate`.
#pragma once

#include <string>
#include <vector>

#include "host/commands/exit_codes.hpp"

namespace vtrial::host {

/// Results to stdout and files, talk to stderr, nothing thrown.
ExitCode run_calibrate_program(std::vector<std::string> const& words);

}  // namespace vtrial::host
