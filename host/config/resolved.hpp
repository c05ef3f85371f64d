// The study as it was understood: every default filled in, in the format of the study file.
#pragma once

#include <string>

#include "trials/study.hpp"

namespace vtrial::host {

/// A study file that reads back to the same structures: the first scenario in full, and of every
/// other scenario what it changes. Deterministic, whatever the locale. `source` and `note` are
/// not part of the structures and are left out.
std::string resolved_toml(trials::StudyFile const& file);

}  // namespace vtrial::host
