// Compares what two computations of one replicate say.
#pragma once

#include <optional>
#include <string>

#include "kernels/replicate/outcome.hpp"

namespace vtrial::host {

/// The first quantity in which two outcomes differ, and both values.
struct OutcomeDifference {
    std::string quantity;  ///< for example `PFS z (stratified) at look 2`
    std::string first;
    std::string second;
};

/// Empty if `first` and `second` are the same in all looks of the plan; a number that is none is
/// the same as nothing.
std::optional<OutcomeDifference> outcome_difference(kernels::Plan const& plan,
                                                    kernels::ReplicateOutcome const& first,
                                                    kernels::ReplicateOutcome const& second);

}  // namespace vtrial::host
