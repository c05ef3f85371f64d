// A hazard of the control arm and what changes it, as the tables of every model state them.
#pragma once

#include "host/config/table_reader.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// Without a share of its own the table has no such key. The caller finishes the reader.
trials::TransitionModel read_transition(TableReader& reader, bool has_own_share);

}  // namespace vtrial::host
