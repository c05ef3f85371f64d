// The commands of the program, each from its words to an exit code.
#pragma once

#include <string>
#include <vector>

#include "host/commands/exit_codes.hpp"

namespace vtrial::host {

/// Runs `vtrial WORDS...`: results to stdout, talk to stderr, nothing thrown.
ExitCode run_program(std::vector<std::string> const& words);

/// `vtrial run` and `vtrial check`; they may throw CommandLineError, FileError and what the library
/// throws.
ExitCode run_command(std::vector<std::string> const& words);
ExitCode check_command(std::vector<std::string> const& words);

/// Writes to stdout and makes sure that it arrived. Throws FileError.
void print_result(std::string const& text);

/// Writes a line to stderr. Where nobody can read it, that is no reason to fail.
void say(std::string const& line);

}  // namespace vtrial::host
