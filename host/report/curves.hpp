// Survival curves of a scenario, month by month.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/engine/result.hpp"

namespace vtrial::host {

/// A row of curves.csv: the pooled Kaplan-Meier curve, and the band over single trials.
struct CurveRow {
    std::string scenario;
    std::string analysis;
    std::string endpoint;
    std::string rule;
    std::string arm;
    int month = 0;  ///< since randomisation
    double survival = 1.0;
    double mcse = 0.0;            ///< of survival; not in the file, but limits the digits shown
    std::optional<double> lower;  ///< 5 % of the trials' curves are below it
    std::optional<double> upper;  ///< 95 %

    bool operator==(CurveRow const&) const = default;
};

/// Fewer replicates than this with patients at risk give no band.
inline constexpr unsigned fewest_replicates_of_a_band = 20;

/// The rows of a scenario: each month while patients of any replicate are at risk.
std::vector<CurveRow> curves(ScenarioResult const& result);

}  // namespace vtrial::host
