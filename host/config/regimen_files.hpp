// Regimens that a study names instead of stating them: `use = "d_rd"` or `use = "my_regimen.toml"`.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/config/diagnostics.hpp"
#include "host/config/read_log.hpp"

namespace vtrial::host {

class RegimenFiles {
  public:
    /// `texts` are those that positions count, the study first; each file read is added to them.
    explicit RegimenFiles(std::vector<SourceText>& texts) : texts_(texts) {}

    /// Replaces each `use` in model.regimens by what the regimen states. Keys beside `use` stay,
    /// and take the place of the regimen's. What is wrong is told where it stands, in the study or
    /// in the regimen's file.
    void expand(TomlNode& study, ReadLog& log);

  private:
    struct Source {
        std::string text;
        std::string name;    ///< what diagnostics call it
        std::string reason;  ///< why there is none; else empty
    };

    void expand_regimen(TomlNode& regimen, ReadLog& log);
    Source source_of(std::string const& use) const;
    /// The regimen as a table, read once; empty if it cannot be.
    std::optional<TomlNode> regimen_of(TomlNode const& use, ReadLog& log);

    std::vector<SourceText>& texts_;
    std::map<std::string, std::size_t> text_of_use_;
};

}  // namespace vtrial::host
