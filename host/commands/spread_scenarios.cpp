#include "host/commands/spread_scenarios.hpp"

#include <fmt/format.h>

#include "host/builtin/builtin_files.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/table_text.hpp"

namespace vtrial::host {
namespace {

/// Sets of several scenarios would be a mixture of which no mean means anything.
void refuse_several(trials::StudyFile const& stated) {
    if (stated.scenarios.size() > 1) {
        throw CommandLineError("--parameter-sets needs one scenario: --scenario, of " +
                               scenario_names(stated));
    }
}

}  // namespace

LoadedStudy spread_scenarios(trials::StudyFile const& stated, StudyReader const& read,
                             RunOptions const& options) {
    refuse_several(stated);
    auto const text = load_table_text(options.posterior, shipped_parameter_sets);
    if (!text) {
        return {std::nullopt, ExitCode::input_or_output_failed};
    }
    DataLog log;
    PosteriorTable const table = read_posterior_table(text->text, log);
    if (say_errors(*text, log)) {
        return {std::nullopt, ExitCode::configuration_wrong};
    }
    if (static_cast<std::size_t>(options.parameter_sets) > table.sets.size()) {
        throw CommandLineError(fmt::format("--parameter-sets {}: {} has {} sets",
                                           options.parameter_sets, text->name, table.sets.size()));
    }
    Diagnostics diagnostics;
    auto file = over_parameter_sets(stated, read, table, options.parameter_sets, diagnostics);
    if (!file) {
        say(fmt::format("{}: error: the study cannot have the parameters of {}:",
                        printable(stated.name), printable(text->name)));
        for (Diagnostic const& diagnostic : diagnostics.lines) {
            if (diagnostic.severity == Severity::error) {
                say(diagnostic.text);
            }
        }
        return {std::nullopt, ExitCode::configuration_wrong};
    }
    return {std::move(file), ExitCode::done};
}

}  // namespace vtrial::host
