// An analysis as JSON; docs/ANALYZE.md says what each key holds.
#pragma once

#include <string>

#include "host/analyze/analysis.hpp"

namespace vtrial::host {

/// Numbers are written with as many digits as give them back exactly; what does not exist is null.
std::string analysis_json(AnalysisResult const& result);

}  // namespace vtrial::host
