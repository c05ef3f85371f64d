// The step of the model: a cycle of 28 days, in months.
#pragma once

#include "trials/myeloma/regimen.hpp"
#include "trials/study.hpp"

namespace vtrial::reference::myeloma {

inline constexpr double cycle_months = trials::days_per_cycle / trials::days_per_month;
inline constexpr double days_per_week = 7.0;
inline constexpr double week_months = days_per_week / trials::days_per_month;

}  // namespace vtrial::reference::myeloma
