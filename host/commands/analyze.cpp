#include <fmt/format.h>

#include <optional>
#include <utility>

#include "host/analyze/analysis.hpp"
#include "host/analyze/analysis_json.hpp"
#include "host/analyze/analysis_table.hpp"
#include "host/analyze/csv_reader.hpp"
#include "host/commands/analyze_options.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_options.hpp"
#include "host/config/read_file.hpp"

namespace vtrial::host {
namespace {

struct LoadedPatients {
    std::optional<PatientData> data;
    ExitCode code = ExitCode::done;  ///< of the program, where there are no patients
};

/// The patients of the data file, or nothing if it is wrong or cannot be read: then all errors have
/// been written to stderr.
LoadedPatients load_patients(AnalyzeOptions const& options) {
    std::string const name = options.data.string();
    std::string reason;
    auto const bytes = read_file(options.data, reason, data_file);
    if (!bytes) {
        say(fmt::format("{}: error: {}", printable(name), reason));
        return {std::nullopt, ExitCode::input_or_output_failed};
    }
    std::string const text(without_byte_order_mark(*bytes));
    DataLog log;
    PatientData data = read_patients(text, options.columns, log);
    for (std::string const& line : log.lines({name, text})) {
        say(line);
    }
    if (log.has_errors()) {
        return {std::nullopt, ExitCode::configuration_wrong};
    }
    return {std::move(data), ExitCode::done};
}

void say_notes(std::vector<std::string> const& notes) {
    for (std::string const& note : notes) {
        say("vtrial: note: " + printable(note));
    }
}

}  // namespace

ExitCode analyze_command(std::vector<std::string> const& words) {
    AnalyzeOptions const options = parse_analyze_options(words);
    if (options.help) {
        print_result(help_of("analyze"));
        return ExitCode::done;
    }
    auto const [data, code] = load_patients(options);
    if (!data) {
        return code;
    }
    say_notes(data->notes);
    AnalysisResult const result = analyse(*data, options.request);
    say_notes(result.notes);
    print_result(options.json ? analysis_json(result) : analysis_table(result));
    return ExitCode::done;
}

}  // namespace vtrial::host
