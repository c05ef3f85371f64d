// The commands of the program, each from its words to an exit code.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/commands/exit_codes.hpp"

namespace vtrial::host {

/// Runs `vtrial WORDS...`: results to stdout, talk to stderr, nothing thrown.
ExitCode run_program(std::vector<std::string> const& words);

/// Runs a program; tells what it throws, as far as users know it, and returns the exit code for it.
ExitCode guarded(char const* program, std::function<ExitCode()> const& run);

/// Each command by the words after its name. What they throw is what exit_codes.hpp knows.
ExitCode run_command(std::vector<std::string> const& words);
ExitCode check_command(std::vector<std::string> const& words);
ExitCode resume_command(std::vector<std::string> const& words);
ExitCode verify_command(std::vector<std::string> const& words);
ExitCode analyze_command(std::vector<std::string> const& words);
ExitCode trials_command(std::vector<std::string> const& words);
ExitCode validate_command(std::vector<std::string> const& words);
ExitCode calibrate_command(std::vector<std::string> const& words);
ExitCode bench_command(std::vector<std::string> const& words);
ExitCode devices_command(std::vector<std::string> const& words);

/// Writes to stdout and makes sure that it arrived. Throws FileError.
void print_result(std::string const& text);

/// Writes a line to stderr. Where nobody can read it, that is no reason to fail.
void say(std::string const& line);

}  // namespace vtrial::host
