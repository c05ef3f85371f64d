#include "host/commands/load_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/builtin/builtin_files.hpp"
#include "host/commands/builtin_trials.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/spread_scenarios.hpp"
#include "host/config/read_study.hpp"

namespace vtrial::host {
namespace {

/// Keeps the scenarios that are asked for, in the order of the file.
void choose_scenarios(std::vector<std::string> const& wanted, trials::StudyFile& file) {
    for (std::string const& name : wanted) {
        bool const exists =
            std::any_of(file.scenarios.begin(), file.scenarios.end(),
                        [&](trials::Scenario const& scenario) { return scenario.name == name; });
        if (!exists) {
            throw CommandLineError(
                fmt::format("no scenario '{}'; this study has: {}", name, scenario_names(file)));
        }
    }
    std::erase_if(file.scenarios, [&](trials::Scenario const& scenario) {
        return !wanted.empty() &&
               std::find(wanted.begin(), wanted.end(), scenario.name) == wanted.end();
    });
}

ReadOptions reading_of(RunOptions const& options, std::vector<std::string> const& first) {
    ReadOptions read_options;
    read_options.overrides = first;
    read_options.overrides.insert(read_options.overrides.end(), options.overrides.begin(),
                                  options.overrides.end());
    read_options.allow_small = options.allow_small;
    return read_options;
}

/// What the options make of a study; `read` reads it with some overrides before theirs.
LoadedStudy load_by(StudyReader const& read, RunOptions const& options) {
    StudyReader const read_chosen = [&](std::vector<std::string> const& first,
                                        Diagnostics& diagnostics) {
        auto file = read(first, diagnostics);
        if (file) {
            choose_scenarios(options.scenarios, *file);
        }
        return file;
    };
    Diagnostics diagnostics;
    auto file = read_chosen({}, diagnostics);
    for (Diagnostic const& diagnostic : diagnostics.lines) {
        if (diagnostic.severity == Severity::error || !options.compute.quiet) {
            say(diagnostic.text);
        }
    }
    if (!file) {
        return {std::nullopt, diagnostics.unreadable ? ExitCode::input_or_output_failed
                                                     : ExitCode::configuration_wrong};
    }
    if (options.parameter_sets > 0) {
        return spread_scenarios(*file, read_chosen, options);
    }
    return {std::move(file), ExitCode::done};
}

}  // namespace

std::string scenario_names(trials::StudyFile const& file) {
    std::string names;
    for (trials::Scenario const& scenario : file.scenarios) {
        names += (names.empty() ? "" : ", ") + scenario.name;
    }
    return names;
}

LoadedStudy load_study(RunOptions const& options) {
    return load_by(
        [&](std::vector<std::string> const& first, Diagnostics& diagnostics) {
            return read_study(options.study, reading_of(options, first), diagnostics);
        },
        options);
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
    return load_by(
        [&](std::vector<std::string> const& first, Diagnostics& diagnostics) {
            return read_study_text(name + ".toml", std::string(*text), reading_of(options, first),
                                   diagnostics);
        },
        options);
}

}  // namespace vtrial::host
