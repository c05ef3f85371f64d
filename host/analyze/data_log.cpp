#include "host/analyze/data_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vtrial::host {

void DataLog::error(Position where, std::string message) {
    ++errors_;
    // sorted later, so that more are kept than told: the first found need not stand first
    if (findings_.size() < 1000 * most_data_errors) {
        findings_.push_back({where, Severity::error, std::move(message)});
    }
}

std::vector<std::string> DataLog::lines(SourceText const& source) const {
    std::vector<Finding> sorted = findings_;
    std::sort(sorted.begin(), sorted.end());
    sorted.resize(std::min(sorted.size(), most_data_errors));
    std::vector<std::string> lines;
    for (Finding const& finding : sorted) {
        lines.push_back(format_finding(finding, {source}));
    }
    if (errors_ > sorted.size()) {
        lines.push_back(
            fmt::format("{}: error: and {} more", printable(source.name), errors_ - sorted.size()));
    }
    return lines;
}

}  // namespace vtrial::host
