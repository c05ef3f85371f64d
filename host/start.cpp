#include "host/start.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "kernels/launch/cpu.hpp"

namespace vtrial::host {
namespace {

/// Where a standard stream is closed, the next file that is opened would take its number, and what
/// is printed would be written into that file. /dev/null takes it instead; stdout's refuses writes,
/// so that results which arrive nowhere are an error.
void fill_closed_streams() {
    for (int const number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(number, F_GETFD) == -1) {
            // files are numbered by the lowest free number, which is this one
            ::open("/dev/null", number == STDERR_FILENO ? O_WRONLY : O_RDONLY);
        }
    }
}

}  // namespace

int start(char const* name, int argc, char** argv,
          ExitCode (*run)(std::vector<std::string> const&)) {
    fill_closed_streams();
    // writes then fail with an error that says which file, instead of ending the program unheard
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    // Before anything is computed: this file is built for any x86-64, the replicates are not.
    if (kernels::best_instruction_level() == kernels::InstructionLevel::none) {
        std::fputs(fmt::format("{}: error: this processor has no AVX2 and FMA (x86-64-v3)\n", name)
                       .c_str(),
                   stderr);
        return static_cast<int>(ExitCode::device_not_usable);
    }
    return static_cast<int>(run(std::vector<std::string>(argv + 1, argv + argc)));
}

}  // namespace vtrial::host
