#include "host/commands/published_table.hpp"

#include <fmt/format.h>

#include <string>

#include "host/analyze/csv_reader.hpp"
#include "host/builtin/builtin_files.hpp"
#include "host/commands/commands.hpp"
#include "host/config/read_file.hpp"

namespace vtrial::host {

ExitCode load_published_table(std::optional<std::filesystem::path> const& path,
                              std::vector<PublishedNumber>& numbers) {
    std::string const name = path ? path->string() : "results.csv";
    std::string text(builtin_text(published_results).value_or(""));
    if (path) {
        std::string reason;
        auto const bytes = read_file(*path, reason, data_file);
        if (!bytes) {
            say(fmt::format("{}: error: {}", printable(name), reason));
            return ExitCode::input_or_output_failed;
        }
        text = without_byte_order_mark(*bytes);
    }
    DataLog log;
    numbers = read_published_numbers(text, log);
    for (std::string const& line : log.lines({name, text})) {
        say(line);
    }
    return log.has_errors() ? ExitCode::configuration_wrong : ExitCode::done;
}

}  // namespace vtrial::host
