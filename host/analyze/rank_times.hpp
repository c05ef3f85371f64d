// Times as ranks, near-equal ones as ties.
#pragma once

#include <cstdint>
#include <vector>

namespace vtrial::host {

struct RankedTimes {
    std::vector<double> time;        ///< distinct, rising
    std::vector<std::int32_t> rank;  ///< by patient, from 0
};

/// Ranks finite times by the rule of R's survival (`timefix`, function aeqSurv): neighbours among
/// the distinct times that differ by at most 2^-26, or by at most 2^-26 of the distinct times'
/// mean, are one time, the earliest of them. So 0.1 + 0.2 and 0.3 are tied.
RankedTimes rank_times(std::vector<double> const& times);

}  // namespace vtrial::host
