#include "trials/observed_bounds.hpp"

#include "kernels/core/normal_distribution.hpp"
#include "trials/group_sequential/event_walk.hpp"
#include "trials/sequential_design.hpp"

namespace vtrial::trials {
namespace {

namespace gs = group_sequential;

gs::Boundaries nominal_bounds(Study const& study, Endpoint const& endpoint, std::size_t looks) {
    std::vector<std::size_t> const tested = tested_analyses(study, endpoint);
    gs::Boundaries bounds;
    for (std::size_t k = 0; k < looks; ++k) {
        double const level = endpoint.levels_one_sided.at(study.analyses[tested[k]].name);
        bounds.upper.push_back(-kernels::normal_quantile(level));
    }
    return bounds;
}

}  // namespace

gs::Boundaries bounds_at_events(Study const& study, Endpoint const& endpoint, double level,
                                std::vector<int> const& events) {
    if (!endpoint.sequential) {
        return nominal_bounds(study, endpoint, events.size());
    }
    gs::Boundaries bounds = planned_boundaries(study, endpoint, level);
    bounds.upper.resize(events.size());
    if (!bounds.lower.empty()) {
        bounds.lower.resize(events.size());
    }
    if (!spends_by_events(endpoint)) {
        return bounds;
    }
    gs::EventDesign const design = event_design(study, endpoint, level);
    bool const spends_beta = design.futility.rule != gs::FutilityRule::none;
    gs::EventWalk walk(design);
    for (std::size_t k = 0; k < events.size(); ++k) {
        gs::LookBounds const now = walk.bounds(events[k]);
        bounds.upper[k] = now.upper;
        if (spends_beta) {
            bounds.lower[k] = now.lower;
        }
        if (k + 1 < events.size()) {
            walk.pass_look(events[k]);
        }
    }
    return bounds;
}

}  // namespace vtrial::trials
