// What reading one scenario's study brings to light: errors, and where each value stood, so that
// a problem found later can be told with line and column.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/config/toml_node.hpp"
#include "trials/validate.hpp"

namespace vtrial::host {

enum class Severity { warning, error };

struct Finding {
    Position where;
    Severity severity = Severity::error;
    std::string message;

    auto operator<=>(Finding const&) const = default;
};

/// Findings kept of one scenario; a file with more has one cause.
inline constexpr std::size_t most_findings = 200;

class ReadLog {
  public:
    void error(Position where, std::string message);
    void warn(Position where, std::string message);

    /// The value at the path could not be read: what rests on it cannot be judged.
    void fail(std::string path) { failed_.insert(std::move(path)); }

    /// Remembers where the value of a path stands.
    void place(std::string const& path, Position where) { places_[path] = where; }

    /// The study's `from` (with all below) is written as `to` in the file.
    void alias(std::string from, std::string to) {
        aliases_.emplace_back(std::move(from), std::move(to));
    }

    /// Turns the problems of a study into errors at their places, save the void ones.
    void judge(std::vector<trials::Problem> const& problems);

    /// The path as the file writes it.
    std::string file_path(std::string path) const;

    /// Where the path stands, or the nearest table around it.
    Position place_of(std::string path) const;

    std::vector<Finding> const& findings() const { return findings_; }

  private:
    bool is_void(trials::Problem const& problem) const;
    bool is_failed(std::string const& path) const;

    std::map<std::string, Position, std::less<>> places_;
    std::vector<std::pair<std::string, std::string>> aliases_;
    std::set<std::string> failed_;
    std::vector<Finding> findings_;
};

}  // namespace vtrial::host
