// One arm against a constant hazard that is known from other patients.
#pragma once

#include <cstdint>

#include "kernels/core/double_precision.hpp"
#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

struct OneSampleLogRank {
    double z;  ///< negative: fewer events than the null hypothesis expects
    std::int32_t exists;
};

/// Observed events O against those expected, E = hazard * days of follow-up: z = (O - E) / sqrt(E)
/// (Woolson, Biometrics 37 (1981) 687-696; Finkelstein, Muzikansky and Schoenfeld, Journal of the
/// National Cancer Institute 95 (2003) 1434-1439). Without follow-up it does not exist.
VTRIAL_FUNCTION OneSampleLogRank one_sample_log_rank(std::int64_t events,
                                                     std::int64_t days_of_follow_up,
                                                     double hazard_per_day) {
    double const expected = hazard_per_day * static_cast<double>(days_of_follow_up);
    if (!(expected > 0.0)) {
        return {0.0, 0};
    }
    return {(static_cast<double>(events) - expected) / square_root(expected), 1};
}

/// Days of follow-up at a cut, over all patients whom `table.followed` has.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int64_t days_followed(Team const& team, Plan const& plan,
                                           ScratchOf<Packed> const& scratch) {
    std::int32_t const* const followed = scratch.table.followed;
    auto const sums =
        team.sum(plan.patients, [=](std::int32_t i, std::int64_t& days, std::int64_t&) {
            days += followed[i] >= 0 ? followed[i] / 2 : 0;
        });
    return sums.first;
}

}  // namespace vtrial::kernels
