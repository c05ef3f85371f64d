// What is wrong with a data file, told as a study's errors are: line, column, source line and
// caret.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/config/diagnostics.hpp"

namespace vtrial::host {

/// So many errors are told; a file with more has one cause.
inline constexpr std::size_t most_data_errors = 20;

class DataLog {
  public:
    /// Line 0 stands for the file as a whole.
    void error(Position where, std::string message);

    bool has_errors() const { return errors_ > 0; }

    /// The errors in the order of the file, the number of those left out last.
    std::vector<std::string> lines(SourceText const& source) const;

  private:
    std::vector<Finding> findings_;
    std::size_t errors_ = 0;
};

}  // namespace vtrial::host
