// Adverse events and quality of life of a study, lowered to tables.
#pragma once

#include "trials/lower.hpp"

namespace vtrial::trials {

/// Whether a study asks for either, or for measurements: else nothing of it is simulated.
bool asks_for_safety(Study const& study);

/// After how many cycles patients are asked that is nearest to a month.
int asked_after_cycles(QualityOfLife const& quality, double months);

/// Of a study with the disease model, after its responses.
void lower_safety(Study const& study, PlanTables& tables);

}  // namespace vtrial::trials
