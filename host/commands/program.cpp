#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <new>

#include "host/commands/commands.hpp"
#include "host/files/build_info.hpp"
#include "host/files/output_folder.hpp"

namespace vtrial::host {
namespace {

constexpr char const* help =
    "vtrial simulates randomized trials in multiple myeloma.\n\n"
    "  vtrial run STUDY.toml     simulate; print and write the operating characteristics\n"
    "  vtrial check STUDY.toml   validate; print the study with every default filled in\n"
    "  vtrial resume DIR         go on with an interrupted run, or add replicates\n"
    "  vtrial verify DIR         check stored blocks and result files\n"
    "  vtrial analyze DATA.csv   the tests of a simulated trial on data of patients\n"
    "  vtrial trials [NAME]      the published trials that are built in; the study file of one\n"
    "  vtrial validate [TRIAL]   simulated trials against their published numbers\n"
    "  vtrial calibrate FIT.toml parameters fitted to published numbers (vtrial-calibrate)\n"
    "  vtrial bench              how fast this program is here, against its targets\n"
    "  vtrial devices            what replicates can run on here\n"
    "  vtrial version            where this program came from\n\n"
    "vtrial COMMAND --help tells the options of a command.\n\n"
    "  vtrial run configs/studies/maia.toml\n"
    "  vtrial check configs/studies/minimal.toml\n";

constexpr char const* commands =
    "run, check, resume, verify, analyze, trials, validate, calibrate, bench, devices or version";

ExitCode print_version() {
    std::string const cuda = cuda_version().empty() ? "without CUDA" : "CUDA " + cuda_version();
    print_result(fmt::format("vtrial {} ({}), {}, {}, {}, {}\n", version(), commit(), compiler(),
                             build_type(), numeric_flags(), cuda));
    return ExitCode::done;
}

ExitCode dispatch(std::vector<std::string> const& words) {
    if (words.empty()) {
        throw CommandLineError(fmt::format("a command is needed: {}; see vtrial --help", commands));
    }
    static std::map<std::string, ExitCode (*)(std::vector<std::string> const&)> const by_name{
        {"run", run_command},           {"check", check_command},
        {"resume", resume_command},     {"verify", verify_command},
        {"analyze", analyze_command},   {"bench", bench_command},
        {"devices", devices_command},   {"trials", trials_command},
        {"validate", validate_command}, {"calibrate", calibrate_command},
    };
    std::string const& command = words.front();
    if (auto const found = by_name.find(command); found != by_name.end()) {
        return found->second({words.begin() + 1, words.end()});
    }
    if (command == "version" || command == "--version") {
        return print_version();
    }
    if (command == "help" || command == "--help") {
        print_result(help);
        return ExitCode::done;
    }
    throw CommandLineError(
        fmt::format("unknown command '{}': {}; see vtrial --help", command, commands));
}

}  // namespace

void print_result(std::string const& text) {
    // a full disk shows only when the buffer is flushed
    bool const written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!written || std::fflush(stdout) != 0) {
        if (errno == EPIPE) {
            throw ReaderGone();
        }
        throw FileError(
            fmt::format("cannot write {} bytes to stdout: {}", text.size(), std::strerror(errno)));
    }
}

void say(std::string const& line) { std::fputs((line + "\n").c_str(), stderr); }

ExitCode guarded(char const* program, std::function<ExitCode()> const& run) {
    try {
        return run();
    } catch (std::exception const& error) {
        ExitCode const code = exit_code_of(error);
        if (dynamic_cast<std::bad_alloc const*>(&error) != nullptr) {
            say(fmt::format(
                "{}: error: not enough memory: use fewer --threads; finished blocks are "
                "stored",
                program));
        } else if (code == ExitCode::bug) {
            say(fmt::format("{}: this is a bug, please report it: {}", program, error.what()));
        } else if (code == ExitCode::stopped_early) {
            say(fmt::format("{}: {}", program, error.what()));
        } else if (code != ExitCode::reader_gone) {
            say(fmt::format("{}: error: {}", program, error.what()));
        }
        return code;
    }
}

ExitCode run_program(std::vector<std::string> const& words) {
    return guarded("vtrial", [&words] { return dispatch(words); });
}

}  // namespace vtrial::host
