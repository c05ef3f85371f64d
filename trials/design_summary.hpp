// What a design comes to before anything is simulated: bounds on every scale, events, months,
// levels spent. Not for tables of a plan.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trials/study.hpp"

namespace vtrial::trials {

/// A bound on z with what it means at a number of events.
struct BoundSummary {
    double z;                            ///< of -z: positive favours the experimental arm
    double p_one_sided;                  ///< the nominal level
    std::optional<double> hazard_ratio;  ///< estimate at the bound; empty without events
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
    std::string bounds_from;  ///< spending function, classical shape, nominal levels or numbers
    bool is_of_response;      ///< its information is counted in patients
    std::vector<LookSummary> looks;
};

/// Whether a test is of a hazard ratio.
bool has_hazard_ratio(Test const& test);

/// A bound of -z of an endpoint's deciding test. Its hazard ratio, where the test has one, is
/// margin * exp(-z / sqrt(events p (1 - p))), p the share of the experimental arm.
BoundSummary summarise_bound(Study const& study, Endpoint const& endpoint, double z,
                             std::optional<int> events);

/// The hypotheses of a valid study. Bounds of one that waits are those of the design's whole level.
std::vector<HypothesisSummary> summarise_design(Study const& study);

}  // namespace vtrial::trials
