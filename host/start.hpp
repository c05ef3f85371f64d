// How the project's programs start: streams, signals, and what the processor must have.
#pragma once

#include <string>
#include <vector>

#include "host/commands/exit_codes.hpp"

namespace vtrial::host {

/// Runs a program by the words of its command line; its exit status.
int start(char const* name, int argc, char** argv,
          ExitCode (*run)(std::vector<std::string> const&));

}  // namespace vtrial::host
