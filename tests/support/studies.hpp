// The studies of configs/studies, as the program reads them.
#pragma once

#include <stdexcept>
#include <string>

#include "host/config/read_study.hpp"

namespace vtrial::support {

/// Throws std::runtime_error with the first finding if the file cannot be used.
inline trials::StudyFile read_study_file(std::string const& name) {
    host::Diagnostics diagnostics;
    auto file = host::read_study(std::string(VTRIAL_STUDIES) + "/" + name + ".toml",
                                 host::ReadOptions{}, diagnostics);
    if (!file) {
        throw std::runtime_error(diagnostics.lines.empty() ? "cannot read " + name
                                                           : diagnostics.lines.front().text);
    }
    return *file;
}

inline trials::Scenario scenario_of(std::string const& file, std::string const& name) {
    for (trials::Scenario const& scenario : read_study_file(file).scenarios) {
        if (scenario.name == name) {
            return scenario;
        }
    }
    throw std::runtime_error(file + " has no scenario " + name);
}

}  // namespace vtrial::support
