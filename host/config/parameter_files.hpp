// Fitted parameters that a study takes over instead of stating them: those shipped, unless [model]
// says `parameters = "my/parameters.toml"` or "none". docs/CALIBRATION.md has the file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/config/diagnostics.hpp"
#include "host/config/read_log.hpp"

namespace vtrial::host {

class ParameterFiles {
  public:
    /// `texts` are those that positions count, the study first; each file read is added to them.
    explicit ParameterFiles(std::vector<SourceText>& texts) : texts_(texts) {}

    /// Takes model.parameters out of a study, and sets what the file has for all trials where the
    /// study, of the disease model, does not state it itself. What is wrong is told where it
    /// stands.
    void expand(TomlNode& study, ReadLog& log);

  private:
    std::optional<std::size_t> text_of(TomlNode const& name, ReadLog& log);
    void set_parameters(std::size_t text, TomlNode& study, ReadLog& log);

    std::vector<SourceText>& texts_;
    std::map<std::string, std::size_t> text_of_name_;
};

}  // namespace vtrial::host
