// The part of lowering that concerns binary endpoints.
#pragma once

#include <string>
#include <vector>

#include "trials/lower.hpp"

namespace vtrial::trials {

/// The rate of an arm's patients of a profile: its odds are those of the arm times the
/// multipliers of the profile's levels.
double response_rate(Study const& study, Response const& response, ArmRole arm,
                     std::size_t profile);

/// The different durations for which the study's responses ask of negative results, increasing.
std::vector<double> sustained_months_of(Study const& study);

/// Says in whom a response or an adverse event is described: in a subgroup by its name; empty: in
/// all.
void lower_population(Study const& study, std::string const& population,
                      kernels::ResponsePlan& plan);

/// Adds the responses of a study to the tables.
void lower_responses(Study const& study, PlanTables& tables);

}  // namespace vtrial::trials
