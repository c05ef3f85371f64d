#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "host/commands/commands.hpp"

namespace vtrial::host {

/// The fit is a program of its own, for the sake of the optimiser that only it links.
ExitCode calibrate_command(std::vector<std::string> const& words) {
    std::error_code error;
    auto const own = std::filesystem::read_symlink("/proc/self/exe", error);
    std::filesystem::path const program = own.parent_path() / "vtrial-calibrate";
    std::vector<std::string> line{program.string()};
    line.insert(line.end(), words.begin(), words.end());
    std::vector<char*> pointers;
    for (std::string& word : line) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    ::execv(program.c_str(), pointers.data());  // returns only if it fails
    throw CommandLineError(
        fmt::format("cannot run {}: {}; it is built where pagmo is installed (docs/CALIBRATION.md)",
                    program.string(), std::strerror(errno)));
}

}  // namespace vtrial::host
