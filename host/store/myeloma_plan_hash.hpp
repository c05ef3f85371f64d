// The tables of the disease model as bytes to be hashed.
#pragma once

#include "host/store/canonical_bytes.hpp"
#include "kernels/plan/myeloma_plan.hpp"

namespace vtrial::host {

/// Adds every field of the tables.
void add_myeloma_plan(CanonicalBytes& bytes, kernels::MyelomaPlan const& plan);

}  // namespace vtrial::host
