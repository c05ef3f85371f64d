#include "host/commands/published_table.hpp"

#include "host/builtin/builtin_files.hpp"
#include "host/commands/table_text.hpp"

namespace vtrial::host {

ExitCode load_published_table(std::optional<std::filesystem::path> const& path,
                              std::vector<PublishedNumber>& numbers) {
    auto const table = load_table_text(path, published_results);
    if (!table) {
        return ExitCode::input_or_output_failed;
    }
    DataLog log;
    numbers = read_published_numbers(table->text, log);
    return say_errors(*table, log) ? ExitCode::configuration_wrong : ExitCode::done;
}

}  // namespace vtrial::host
