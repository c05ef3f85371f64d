// What can be simulated, but is hardly what the author wants.
#pragma once

#include "host/config/read_log.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// Warns of doubtful choices in a study without faults.
void warn_of_design(trials::Study const& study, ReadLog& log);

}  // namespace vtrial::host
