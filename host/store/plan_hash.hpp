// The identity of a scenario's computation: two scenarios with the same hash give the same tallies.
#pragma once

#include <string>

#include "kernels/plan/plan.hpp"

namespace vtrial::host {

/// Raised whenever the same plan gives another tally than before, so that blocks of the older
/// program are not added to those of the newer one.
inline constexpr int replicate_version = 2;

/// SHA-256, in hexadecimal, of everything in a plan that a replicate reads, the seed included and
/// the number of replicates not, and of the version of the replicate and of the tally's layout.
std::string plan_sha256(kernels::Plan const& plan);

}  // namespace vtrial::host
