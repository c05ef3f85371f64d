// The part of lowering that turns levels and spending into tables of bounds.
#pragma once

#include "trials/lower.hpp"

namespace vtrial::trials {

/// Number of a test that every estimand gets (plan.hpp), or -1 if it must be asked for.
std::int32_t always_made(Test const& test);

/// The tests of an endpoint that must be asked for: where one of them decides, it is the first.
std::vector<Test> further_tests(Endpoint const& endpoint);

/// Sets the hypotheses of a plan, and the tables of their bounds.
void lower_hypotheses(Study const& study, PlanTables& tables);

}  // namespace vtrial::trials
