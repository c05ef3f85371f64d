#include "host/config/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/config/check_text.hpp"

namespace vtrial::host {
namespace {

constexpr std::size_t code_points_around_caret = 70;
constexpr std::size_t most_names = 3;

std::string_view line_of(std::string_view text, std::size_t line) {
    for (; line > 1; --line) {
        std::size_t const end = text.find('\n');
        if (end == std::string_view::npos) {
            return {};
        }
        text.remove_prefix(end + 1);
    }
    std::string_view found = text.substr(0, text.find('\n'));
    if (found.ends_with('\r')) {
        found.remove_suffix(1);
    }
    return found;
}

/// One printable text for each code point of the line.
std::vector<std::string> code_points_of(std::string_view line) {
    std::vector<std::string> code_points;
    for (std::size_t offset = 0; offset < line.size();) {
        std::size_t const length = code_point_length(line, offset);
        auto const byte = static_cast<unsigned char>(line[offset]);
        if (byte == '\t') {
            code_points.emplace_back(" ");
        } else if (length == 0 || byte < 0x20 || byte == 0x7f) {
            code_points.emplace_back("?");
        } else {
            code_points.emplace_back(line.substr(offset, length));
        }
        offset += std::max<std::size_t>(length, 1);
    }
    return code_points;
}

/// The source line and, below it, a caret; a long line is cut around the caret.
std::string excerpt(std::string_view line, std::size_t column) {
    std::vector<std::string> const code_points = code_points_of(line);
    std::size_t const caret = std::min(column > 0 ? column - 1 : 0, code_points.size());
    std::size_t const begin =
        caret > code_points_around_caret ? caret - code_points_around_caret : 0;
    std::size_t const end = std::min(caret + code_points_around_caret, code_points.size());
    std::string shown = begin > 0 ? "..." : "";
    std::size_t const indent = shown.size() + caret - begin;
    for (std::size_t index = begin; index < end; ++index) {
        shown += code_points[index];
    }
    shown += end < code_points.size() ? "..." : "";
    return shown + "\n" + std::string(indent, ' ') + "^";
}

std::string name_scenarios(std::vector<std::string> const& names) {
    std::string text = names.size() == 1 ? " (scenario " : " (scenarios ";
    for (std::size_t index = 0; index < std::min(names.size(), most_names); ++index) {
        text += fmt::format("{}\"{}\"", index > 0 ? ", " : "", names[index]);
    }
    if (names.size() > most_names) {
        text += fmt::format(" and {} more", names.size() - most_names);
    }
    return text + ")";
}

}  // namespace

bool Diagnostics::has_errors() const {
    return std::any_of(lines.begin(), lines.end(),
                       [](Diagnostic const& line) { return line.severity == Severity::error; });
}

std::string printable(std::string_view text) {
    std::string result;
    for (std::size_t offset = 0; offset < text.size();) {
        std::size_t const length = code_point_length(text, offset);
        auto const byte = static_cast<unsigned char>(text[offset]);
        if (length == 0 || byte < 0x20 || byte == 0x7f) {
            result += fmt::format("\\x{:02X}", byte);
        } else {
            result += text.substr(offset, length);
        }
        offset += std::max<std::size_t>(length, 1);
    }
    return result;
}

std::string format_finding(Finding const& finding, std::vector<SourceText> const& texts) {
    SourceText const& source = texts.at(finding.where.text);
    char const* const severity = finding.severity == Severity::error ? "error" : "warning";
    std::string const message = printable(finding.message);
    if (source.is_option || finding.where.line == 0) {
        return fmt::format("{}: {}: {}", printable(source.name), severity, message);
    }
    std::size_t const line = finding.where.line;
    std::size_t const column = std::max<std::size_t>(finding.where.column, 1);
    return fmt::format("{}:{}:{}: {}: {}\n{}", printable(source.name), line, column, severity,
                       message, excerpt(line_of(source.text, line), column));
}

void FindingCollector::add(ReadLog const& log) {
    for (Finding const& finding : log.findings()) {
        scenarios_of_finding_[finding];
    }
}

void FindingCollector::add(ReadLog const& log, std::string const& scenario) {
    ++scenarios_;
    for (Finding const& finding : log.findings()) {
        std::vector<std::string>& names = scenarios_of_finding_[finding];
        if (names.empty() || names.back() != scenario) {
            names.push_back(scenario);
        }
    }
}

void FindingCollector::write(std::vector<SourceText> const& texts, Diagnostics& diagnostics) const {
    std::size_t told = 0;
    for (auto const& [finding, scenarios] : scenarios_of_finding_) {
        if (told++ == most_findings) {
            diagnostics.lines.push_back(
                {Severity::error, fmt::format("{}: error: and {} more", texts.at(0).name,
                                              scenarios_of_finding_.size() - most_findings)});
            return;
        }
        Finding told_finding = finding;
        if (!scenarios.empty() && scenarios.size() < scenarios_) {
            told_finding.message += name_scenarios(scenarios);
        }
        diagnostics.lines.push_back({finding.severity, format_finding(told_finding, texts)});
    }
}

}  // namespace vtrial::host
