// Studies of which the tests of observed trials tell.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/support/example_studies.hpp"
#include "trials/design_summary.hpp"
#include "trials/observed_design.hpp"
#include "trials/sequential_design.hpp"

namespace vtrial::trials {

/// The simple study with looks `look_1`, `look_2`, ... at so many PFS events, hazard ratio 0.8.
inline Study study_with_looks(std::vector<int> const& planned, Spending spending = {}) {
    Study study = examples::simple_study(0.8);
    for (int const events : planned) {
        std::string const name = "look_" + std::to_string(study.analyses.size() + 1);
        study.analyses.push_back(examples::after_events(name, EndpointKind::PFS, events));
    }
    study.endpoints = {examples::decided_by_logrank(EndpointKind::PFS)};
    study.endpoints[0].sequential = SequentialDesign{std::move(spending), {}, {}};
    set_planned_events(study);
    return study;
}

inline ObservedSummary observe_first(Study const& study, std::vector<ObservedLook> const& looks) {
    return summarise_observed(study, summarise_design(study).at(0), looks);
}

}  // namespace vtrial::trials
