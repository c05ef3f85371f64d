// The published numbers of a trial against its simulation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "host/validate/published_number.hpp"
#include "host/validate/simulated_trial.hpp"

namespace vtrial::host {

/// A published number that the simulation answers.
struct Target {
    PublishedNumber published;
    QuantityPath path;
    std::string analysis;  ///< of the study, that stands for the cut
    SimulatedQuantity simulated;
    bool holds = false;
};

/// A published number that it does not answer.
struct LeftOut {
    PublishedNumber published;
    std::string reason;
};

struct Confrontation {
    std::string trial;
    std::vector<Target> targets;    ///< in the order of the published numbers
    std::vector<LeftOut> left_out;  ///< likewise
};

/// How many of the sourced targets there are, and hold.
struct SourcedTargets {
    std::size_t all = 0;
    std::size_t holding = 0;

    double share() const {
        return all > 0 ? static_cast<double>(holding) / static_cast<double>(all) : 0.0;
    }
};

/// Sets every number of the study's published trial against the simulation.
Confrontation confront(SimulatedTrial const& simulated,
                       std::vector<PublishedNumber> const& published);

SourcedTargets sourced_targets(Confrontation const& confrontation);

}  // namespace vtrial::host
