#include "host/commands/study_differences.hpp"

#include <fmt/format.h>

#include <map>
#include <sstream>
#include <vector>

namespace vtrial::host {
namespace {

struct Line {
    std::string key;  ///< with its table's name
    std::string text;
};

std::vector<Line> lines_of(std::string const& resolved_study) {
    std::istringstream stream(resolved_study);
    std::vector<Line> lines;
    std::string table;
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with("[")) {
            auto const first = line.find_first_not_of('[');
            table = line.substr(first, line.find(']') - first) + ".";
        } else if (!line.empty()) {
            lines.push_back({table + line.substr(0, line.find(" =")), table + line});
        }
    }
    return lines;
}

/// The lines of `lines` that are not in `others`; equal lines are matched one by one.
std::vector<Line> lines_not_in(std::vector<Line> const& others, std::vector<Line> const& lines) {
    std::map<std::string, int> unmatched;
    for (Line const& line : others) {
        ++unmatched[line.text];
    }
    std::vector<Line> left;
    for (Line const& line : lines) {
        if (--unmatched[line.text] < 0) {
            left.push_back(line);
        }
    }
    return left;
}

}  // namespace

std::string study_differences(std::string const& stored, std::string const& asked,
                              std::size_t most) {
    auto const stored_lines = lines_of(stored);
    auto const asked_lines = lines_of(asked);
    std::vector<std::string> differences;
    auto only_asked = lines_not_in(stored_lines, asked_lines);
    for (Line const& line : lines_not_in(asked_lines, stored_lines)) {
        differences.push_back("  stored  " + line.text);
        // beneath it what stands there now
        for (Line& other : only_asked) {
            if (other.key == line.key && !other.text.empty()) {
                differences.push_back("  asked   " + other.text);
                other.text.clear();
                break;
            }
        }
    }
    for (Line const& line : only_asked) {
        if (!line.text.empty()) {
            differences.push_back("  asked   " + line.text);
        }
    }
    std::string text;
    for (std::size_t i = 0; i < differences.size() && i < most; ++i) {
        text += differences[i] + "\n";
    }
    if (differences.size() > most) {
        text += fmt::format("  ... and {} more\n", differences.size() - most);
    }
    return text;
}

std::string without_replicates(std::string const& resolved_study) {
    std::istringstream stream(resolved_study);
    std::string kept;
    bool is_top = true;
    for (std::string line; std::getline(stream, line);) {
        is_top = is_top && !line.starts_with("[");
        if (!(is_top && line.starts_with("replicates = "))) {
            kept += line + "\n";
        }
    }
    return kept;
}

}  // namespace vtrial::host
