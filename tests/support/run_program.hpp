// Runs the program itself, VTRIAL_PROGRAM, as a user's shell would.
#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace vtrial::support {

/// Where the program runs; what is left empty is as it is for the test.
struct Surroundings {
    std::filesystem::path folder;          ///< working folder
    std::string stdout_to;                 ///< a file instead of being captured
    std::string stderr_to;                 ///< the same
    std::vector<std::string> environment;  ///< NAME=VALUE, beside the test's own
};

struct ProgramRun {
    int exit_code = -1;  ///< as a shell tells it: 128 + the signal that killed it
    std::string out;
    std::string err;
    long most_kilobytes = 0;  ///< resident
};

/// A program starts with the usual actions on the signals that stop it, even where the tests are
/// run in the background of a script, which makes all that is run there ignore SIGINT.
class UsualStopSignals {
  public:
    UsualStopSignals() {
        sigset_t stops;
        sigemptyset(&stops);
        sigaddset(&stops, SIGINT);
        sigaddset(&stops, SIGTERM);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setsigdefault(&attributes_, &stops);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF);
    }
    ~UsualStopSignals() { posix_spawnattr_destroy(&attributes_); }
    UsualStopSignals(UsualStopSignals const&) = delete;
    UsualStopSignals& operator=(UsualStopSignals const&) = delete;

    posix_spawnattr_t const* attributes() const { return &attributes_; }

  private:
    posix_spawnattr_t attributes_;
};

/// The program while it runs. Its stdout goes to a file, so that only stderr must be read.
class RunningProgram {
  public:
    explicit RunningProgram(std::vector<std::string> const& words,
                            Surroundings const& surroundings = {})
        : out_path_(surroundings.stdout_to.empty() ? (folder_ / "stdout").string()
                                                   : surroundings.stdout_to) {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error("cannot make a pipe");
        }
        err_end_ = ends[0];
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out_path_.c_str(),
                                         O_WRONLY | O_CREAT, 0600);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
        if (!surroundings.stderr_to.empty()) {
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO,
                                             surroundings.stderr_to.c_str(), O_WRONLY, 0);
        }
        if (!surroundings.folder.empty()) {
            posix_spawn_file_actions_addchdir_np(&actions, surroundings.folder.c_str());
        }
        start(words, surroundings, actions);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
    }
    ~RunningProgram() {
        if (process_ > 0) {
            ::kill(process_, SIGKILL);
            ::waitpid(process_, nullptr, 0);
        }
        ::close(err_end_);
    }
    RunningProgram(RunningProgram const&) = delete;
    RunningProgram& operator=(RunningProgram const&) = delete;

    /// Waits until stderr holds a text; false if stderr ends without it.
    bool says(std::string const& text) {
        while (err_.find(text) == std::string::npos) {
            if (!read_more()) {
                return false;
            }
        }
        return true;
    }

    pid_t process() const { return process_; }

    void send(int signal) const { ::kill(process_, signal); }

    /// Waits for the end of the program.
    ProgramRun finish() {
        while (read_more()) {
        }
        int status = 0;
        rusage usage{};
        ::wait4(process_, &status, 0, &usage);
        process_ = -1;
        bool const is_own_file = out_path_.parent_path() == folder_.path();
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
                is_own_file ? text_of_file(out_path_) : "", err_, usage.ru_maxrss};
    }

  private:
    void start(std::vector<std::string> const& words, Surroundings const& surroundings,
               posix_spawn_file_actions_t const& actions) {
        std::vector<std::string> line{VTRIAL_PROGRAM};
        line.insert(line.end(), words.begin(), words.end());
        std::vector<std::string> environment = surroundings.environment;
        for (char** variable = environ; *variable != nullptr; ++variable) {
            environment.emplace_back(*variable);  // of two with one name the first counts
        }
        UsualStopSignals const signals;
        if (::posix_spawn(&process_, VTRIAL_PROGRAM, &actions, signals.attributes(),
                          pointers_to(line).data(), pointers_to(environment).data()) != 0) {
            process_ = -1;
            throw std::runtime_error("cannot run " VTRIAL_PROGRAM);
        }
    }

    static std::vector<char*> pointers_to(std::vector<std::string>& texts) {
        std::vector<char*> pointers;
        for (std::string& text : texts) {
            pointers.push_back(text.data());
        }
        pointers.push_back(nullptr);
        return pointers;
    }

    bool read_more() {
        std::array<char, 4096> buffer{};
        ssize_t const count = ::read(err_end_, buffer.data(), buffer.size());
        err_.append(buffer.data(), static_cast<std::size_t>(count > 0 ? count : 0));
        return count > 0;
    }

    TemporaryFolder folder_;
    std::filesystem::path out_path_;
    int err_end_ = -1;
    pid_t process_ = -1;
    std::string err_;
};

/// Runs `vtrial WORDS...` to its end.
inline ProgramRun run_program(std::vector<std::string> const& words,
                              Surroundings const& surroundings = {}) {
    return RunningProgram(words, surroundings).finish();
}

/// A study of configs/studies by its name.
inline std::string study_path(std::string const& name) {
    return std::string(VTRIAL_STUDIES) + "/" + name + ".toml";
}

/// `run` of the smallest study, fast enough for every test, with further words.
inline std::vector<std::string> small_run(std::filesystem::path const& out,
                                          std::vector<std::string> const& more = {}) {
    std::vector<std::string> words{"run",   study_path("minimal"), "--replicates", "100",
                                   "--out", out.string()};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace vtrial::support
