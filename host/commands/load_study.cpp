#include "host/commands/load_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/builtin/builtin_files.hpp"
#include "host/commands/builtin_trials.hpp"
#include "host/commands/commands.hpp"
#include "host/config/read_study.hpp"

namespace vtrial::host {
namespace {

/// Keeps the scenarios that are asked for, in the order of the file.
void choose_scenarios(std::vector<std::string> const& wanted, trials::StudyFile& file) {
    std::string names;
    for (trials::Scenario const& scenario : file.scenarios) {
        names += names.empty() ? scenario.name : ", " + scenario.name;
    }
    for (std::string const& name : wanted) {
        bool const exists =
            std::any_of(file.scenarios.begin(), file.scenarios.end(),
                        [&](trials::Scenario const& scenario) { return scenario.name == name; });
        if (!exists) {
            throw CommandLineError(
                fmt::format("no scenario '{}'; this study has: {}", name, names));
        }
    }
    std::erase_if(file.scenarios, [&](trials::Scenario const& scenario) {
        return !wanted.empty() &&
               std::find(wanted.begin(), wanted.end(), scenario.name) == wanted.end();
    });
}

/// What the options make of what was read.
LoadedStudy finish(std::optional<trials::StudyFile> file, Diagnostics const& diagnostics,
                   RunOptions const& options) {
    for (Diagnostic const& diagnostic : diagnostics.lines) {
        if (diagnostic.severity == Severity::error || !options.compute.quiet) {
            say(diagnostic.text);
        }
    }
    if (!file) {
        return {std::nullopt, diagnostics.unreadable ? ExitCode::input_or_output_failed
                                                     : ExitCode::configuration_wrong};
    }
    choose_scenarios(options.scenarios, *file);
    return {std::move(file), ExitCode::done};
}

ReadOptions reading_of(RunOptions const& options) {
    ReadOptions read_options;
    read_options.overrides = options.overrides;
    read_options.allow_small = options.allow_small;
    return read_options;
}

}  // namespace

LoadedStudy load_study(RunOptions const& options) {
    Diagnostics diagnostics;
    auto file = read_study(options.study, reading_of(options), diagnostics);
    return finish(std::move(file), diagnostics, options);
}

LoadedStudy load_study_or_builtin(RunOptions const& options) {
    std::string const name = options.study.string();
    auto const text = builtin_text(builtin_trials, name);
    if (!text) {
        if (!name.ends_with(".toml") && !std::filesystem::exists(options.study)) {
            throw CommandLineError(no_builtin_trial(name));
        }
        return load_study(options);
    }
    Diagnostics diagnostics;
    auto file =
        read_study_text(name + ".toml", std::string(*text), reading_of(options), diagnostics);
    return finish(std::move(file), diagnostics, options);
}

}  // namespace vtrial::host
