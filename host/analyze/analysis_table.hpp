// An analysis as text for a terminal.
#pragma once

#include <string>

#include "host/analyze/analysis.hpp"

namespace vtrial::host {

/// A few lines, in the order of analysis_json; NR: not reached, "-": does not exist.
std::string analysis_table(AnalysisResult const& result);

}  // namespace vtrial::host
