// Exit codes, as users and their scripts know them.
#pragma once

#include <exception>
#include <stdexcept>

namespace vtrial::host {

enum class ExitCode : int {
    done = 0,
    bug = 1,
    command_line_wrong = 2,
    configuration_wrong = 3,
    device_not_usable = 4,
    input_or_output_failed = 5,
    stored_state_unusable = 6,
    incomplete_or_check_failed = 7,
    stopped_early = 75,  ///< what is done is stored, and `vtrial resume` goes on
    reader_gone = 141    ///< stdout's reader closed it: as a shell tells death by SIGPIPE
};

/// The command line is wrong; the message says what is allowed.
struct CommandLineError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The run ends before its end, on purpose or because its device failed, and can be resumed.
struct StoppedEarly : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Nobody reads stdout any more. No message: it is what the user wanted.
struct ReaderGone : std::exception {};

/// The exit code of a program that ends by this exception.
ExitCode exit_code_of(std::exception const& error);

}  // namespace vtrial::host
