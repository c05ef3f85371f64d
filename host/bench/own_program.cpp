#include "host/bench/own_program.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "host/files/output_folder.hpp"

namespace vtrial::host {

ScratchFolder::ScratchFolder() {
    std::error_code error;
    std::filesystem::path const parent = std::filesystem::temp_directory_path(error);
    std::string name = (parent / "vtrial-bench-XXXXXX").string();
    if (error || ::mkdtemp(name.data()) == nullptr) {
        throw FileError(
            fmt::format("cannot make a temporary folder: set TMPDIR to where it may be ({})",
                        error ? error.message() : std::strerror(errno)));
    }
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

double run_own_program(std::vector<std::string> words) {
    words.insert(words.begin(), "vtrial");
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    auto const start = std::chrono::steady_clock::now();
    pid_t process = -1;
    int const error =
        ::posix_spawn(&process, "/proc/self/exe", nullptr, nullptr, arguments.data(), ::environ);
    if (error != 0) {
        throw FileError(fmt::format("cannot start vtrial again: {}", std::strerror(error)));
    }
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    std::chrono::duration<double> const elapsed = std::chrono::steady_clock::now() - start;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw FileError(fmt::format("vtrial {} did not end well", words[1]));
    }
    return elapsed.count();
}

}  // namespace vtrial::host
