#include "host/commands/table_text.hpp"

#include <fmt/format.h>

#include "host/analyze/csv_reader.hpp"
#include "host/builtin/builtin_files.hpp"
#include "host/commands/commands.hpp"
#include "host/config/read_file.hpp"

namespace vtrial::host {

std::optional<SourceText> load_table_text(std::optional<std::filesystem::path> const& path,
                                          std::string_view builtin_path) {
    if (!path) {
        return SourceText{std::filesystem::path(builtin_path).filename().string(),
                          std::string(builtin_text(builtin_path).value_or(""))};
    }
    std::string reason;
    auto const bytes = read_file(*path, reason, data_file);
    if (!bytes) {
        say(fmt::format("{}: error: {}", printable(path->string()), reason));
        return std::nullopt;
    }
    return SourceText{path->string(), std::string(without_byte_order_mark(*bytes))};
}

bool say_errors(SourceText const& table, DataLog const& log) {
    for (std::string const& line : log.lines(table)) {
        say(line);
    }
    return log.has_errors();
}

}  // namespace vtrial::host
