// The list of scenarios: names, and what each sets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/config/overrides.hpp"
#include "host/config/read_log.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

struct ScenarioEntry {
    std::string name = "base";
    std::string description;
    bool no_effect = false;
    std::optional<std::uint64_t> seed;
    std::vector<Override> changes;
};

/// The scenarios of the document, `base` alone if it has none.
std::vector<ScenarioEntry> read_scenarios(TomlNode const& document, ReadLog& log);

/// Gives both arms the control arm's hazards.
void remove_effect(trials::Study& study);

}  // namespace vtrial::host
