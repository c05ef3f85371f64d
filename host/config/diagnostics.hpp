// What the user is told about a study file: line, column, value, what is allowed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "host/config/read_log.hpp"

namespace vtrial::host {

struct Diagnostic {
    Severity severity = Severity::error;
    /// `study.toml:14:11: error: ...`, then the source line and a caret line; no newline at the end
    std::string text;
};

struct Diagnostics {
    std::vector<Diagnostic> lines;  ///< in the order of the file
    bool unreadable = false;        ///< the file could not be read at all; `lines` says why

    bool has_errors() const;
};

/// A text that was read, and what to call it: the file's path, or `--set PATH=VALUE`.
struct SourceText {
    std::string name;
    std::string text;
    bool is_option = false;  ///< a command-line option has no lines
};

/// Gathers the findings of all scenarios; one that several share is told once.
class FindingCollector {
  public:
    /// Findings about the file as a whole.
    void add(ReadLog const& log);

    /// Findings of one scenario.
    void add(ReadLog const& log, std::string const& scenario);

    /// Writes all findings, those not common to all scenarios with the scenarios' names.
    void write(std::vector<SourceText> const& texts, Diagnostics& diagnostics) const;

  private:
    std::map<Finding, std::vector<std::string>> scenarios_of_finding_;
    std::size_t scenarios_ = 0;
};

/// The finding with its place, source line and caret; one of line 0 concerns the text as a whole.
std::string format_finding(Finding const& finding, std::vector<SourceText> const& texts);

/// Control characters and broken UTF-8 replaced, so that a terminal shows the text and obeys none.
std::string printable(std::string_view text);

}  // namespace vtrial::host
