// Exit codes, as users and their scripts know them.
#pragma once

namespace vtrial::host {

enum class ExitCode : int {
    done = 0,
    bug = 1,
    command_line_wrong = 2,
    configuration_wrong = 3,
    device_not_usable = 4,
    input_or_output_failed = 5
};

}  // namespace vtrial::host
