// The group-sequential design of an endpoint, from the words of a study to those of the recursion.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "trials/group_sequential/bound_tables.hpp"
#include "trials/study.hpp"

namespace vtrial::trials {

/// The analyses that test an endpoint, by number, in order.
std::vector<std::size_t> tested_analyses(Study const& study, Endpoint const& endpoint);

/// Whether an endpoint's bounds follow from the events that a trial happens to have.
bool spends_by_events(Endpoint const& endpoint);

/// Whether an endpoint's efficacy bounds count on its being given up.
bool has_binding_futility(Endpoint const& endpoint);

/// The design of a sequential endpoint that has this one-sided level; looks are its tested
/// analyses. Without futility, or where futility has bounds of its own, without futility.
group_sequential::EventDesign event_design(Study const& study, Endpoint const& endpoint,
                                           double level);

/// The boundaries of a sequential endpoint at this level, if its looks have the planned events.
group_sequential::Boundaries planned_boundaries(Study const& study, Endpoint const& endpoint,
                                                double level);

/// The mean of z per square root of the events: -log(hazard ratio) sqrt(p (1 - p)), p the share of
/// the experimental arm (Schoenfeld, Biometrika 68 (1981) 316-319).
double drift_per_root_event(std::array<Arm, 2> const& arms, double hazard_ratio);

/// Fills in the planned events of sequential endpoints that give none, where every analysis is
/// triggered by the endpoint's own events alone.
void set_planned_events(Study& study);

}  // namespace vtrial::trials
