// Units of the disease model's tables: cycles of 28 days and base-2 logarithms, by the kernels' own
// functions.
#pragma once

#include "kernels/core/double_precision.hpp"
#include "kernels/plan/myeloma_plan.hpp"
#include "trials/myeloma/regimen.hpp"
#include "trials/study.hpp"

namespace vtrial::trials {

inline constexpr double log2_per_ln = 0x1.71547652b82fep+0;
inline constexpr double months_per_cycle = days_per_cycle / days_per_month;

inline double log2_of(double x) { return kernels::log_of(x) * log2_per_ln; }
/// A logarithm of 0 is one so small that its exponential vanishes.
inline double log2_or_nothing(double x) { return x > 0.0 ? log2_of(x) : -1000.0; }

inline kernels::LognormalPlan lognormal(double median, double log_sd) {
    return {log2_or_nothing(median), log_sd * log2_per_ln};
}
/// A kill or growth rate per month as one of the base-2 logarithm per cycle.
inline kernels::LognormalPlan lognormal_rate(double per_month, double log_sd) {
    return lognormal(per_month * months_per_cycle * log2_per_ln, log_sd);
}

}  // namespace vtrial::trials
