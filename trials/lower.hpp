// Lowering: from a study in months and ratios to the plain tables that a replicate reads. The only
// place where a user's number becomes a table; logarithms are the kernels' own, so that the tables
// have the same bits on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "kernels/plan/plan.hpp"
#include "trials/study.hpp"

namespace vtrial::trials {

/// A plan and the memory that its views borrow. Moves keep the views valid; copies are not offered.
struct PlanTables {
    PlanTables() = default;
    PlanTables(PlanTables&&) = default;
    PlanTables& operator=(PlanTables&&) = default;

    kernels::Plan plan{};
    std::array<std::vector<kernels::HazardCell>, kernels::transition_count> cells;
    std::vector<kernels::HazardPiece> pieces;
    std::vector<float> hazard_before_second;
    std::vector<std::uint32_t> profile_thresholds;
    std::vector<std::int32_t> subgroup_members;
    std::vector<double> response_bounds;
    std::vector<kernels::AccrualPiece> accrual;
    std::vector<std::int64_t> log_of_count;
    std::vector<std::int32_t> curve_days;
    std::vector<kernels::BoundTablePlan> bound_tables;
    std::vector<std::int32_t> bound_events;
    std::vector<double> bounds;
    std::vector<kernels::MyelomaPlan> myeloma;
    std::vector<kernels::CovariateFactorPlan> covariate_factors;
};

/// The plan of a study that validate() finds no fault with.
PlanTables lower(Study const& study);

/// The day nearest to so many months after randomisation or enrolment.
std::int32_t nearest_day(double months);

/// The last whole day of the calendar before so many months are over. Rounded down, since a patient
/// who enters on a day and has an event on another is counted from the start of the first to the
/// end of the second: a cut on day C is, on average, one at C + 1/2 days.
std::int32_t last_calendar_day(double months);

}  // namespace vtrial::trials
