#include "host/commands/load_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

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

}  // namespace

LoadedStudy load_study(RunOptions const& options) {
    ReadOptions read_options;
    read_options.overrides = options.overrides;
    read_options.allow_small = options.allow_small;
    Diagnostics diagnostics;
    auto file = read_study(options.study, read_options, diagnostics);
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

}  // namespace vtrial::host
