// A trial that was simulated and confronted, with what its page shows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/report/curves.hpp"
#include "host/validate/confront.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

struct ValidatedTrial {
    std::string study_name;  ///< of the file, without folder and suffix
    std::string title;
    std::string scenario;
    std::int64_t replicates = 0;
    trials::Study study;
    std::vector<CurveRow> curves;
    Confrontation confrontation;
};

}  // namespace vtrial::host
