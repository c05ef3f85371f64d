// What a design comes to before anything is simulated: bounds on every scale, events, months,
// levels spent. Not for tables of a plan.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trials/study.hpp"

namespace vtrial::trials {

/// A bound on z with what it means at the planned events.
struct BoundSummary {
    double z;                            ///< of -z: positive favours the experimental arm
    double p_one_sided;                  ///< the nominal level
    std::optional<double> hazard_ratio;  ///< estimate at the bound; empty without planned events
};

/// A look that tests a hypothesis.
struct LookSummary {
    std::string analysis;
    std::optional<int> planned_events;           ///< or patients assessed, for a response
    std::optional<double> information_fraction;  ///< of the last look's planned events
    BoundSummary efficacy;
    std::optional<BoundSummary> futility;
    std::optional<double> level_spent;  ///< one-sided, up to and with this look
};

struct HypothesisSummary {
    std::string endpoint;
    std::string test;
    double level_one_sided;   ///< its own at the start, by hierarchy or graph
    bool waits;               ///< it has no level before another one is rejected
    std::string bounds_from;  ///< spending function, classical shape, or nominal levels
    bool is_of_response;      ///< its information is counted in patients
    std::vector<LookSummary> looks;
};

/// The hypotheses of a valid study. Bounds of one that waits are those of the design's whole level.
std::vector<HypothesisSummary> summarise_design(Study const& study);

}  // namespace vtrial::trials
