#include "host/analyze/survival_estimates.hpp"

#include "kernels/statistics/milestone.hpp"
#include "kernels/statistics/restricted_mean.hpp"
#include "kernels/statistics/survival_limits.hpp"

namespace vtrial::host {
namespace {

double quantile_of_95_percent() { return kernels::normal_quantile(0.975); }

std::optional<double> time_of(kernels::SurvivalTime const& found) {
    return found.exists != 0 ? std::optional(found.time) : std::nullopt;
}

ArmComparison comparison_of(double time, std::array<kernels::ArmEstimate, 2> const& estimates,
                            std::optional<double> margin) {
    ArmComparison comparison;
    comparison.time = time;
    for (std::size_t arm = 0; arm < 2; ++arm) {
        if (estimates[arm].exists != 0) {
            comparison.arms[arm].estimate = estimates[arm].value;
            comparison.arms[arm].standard_error = kernels::square_root(estimates[arm].variance);
        }
    }
    auto const difference = kernels::compare_arms(estimates[0], estimates[1], 0.0);
    if (estimates[0].exists != 0 && estimates[1].exists != 0) {
        comparison.difference = estimates[1].value - estimates[0].value;
    }
    if (difference.exists != 0) {
        comparison.standard_error = difference.standard_error;
    }
    comparison.test = result_of(difference);
    if (margin) {
        comparison.margin_test = {
            *margin, result_of(kernels::compare_arms(estimates[0], estimates[1], *margin))};
    }
    return comparison;
}

/// R's limits: 1 and 1 where nobody has left the arm yet, none where the curve is at 1 or 0 later.
Interval limits_of(RiskTables const& tables, std::size_t arm, ArmComparison const& milestone) {
    ArmComparison::Arm const& of_arm = milestone.arms[arm];
    if (!of_arm.estimate) {
        return {};
    }
    if (milestone.time < tables.time_of(tables.first_rank[arm])) {
        return {1.0, 1.0};
    }
    auto const limits =
        kernels::log_log_limits(*of_arm.estimate, *of_arm.standard_error, quantile_of_95_percent());
    return limits.exist != 0 ? Interval{limits.lower, limits.upper} : Interval{};
}

}  // namespace

Median median_of(RiskTables const& tables, std::size_t arm) {
    auto const time = [&](std::int32_t rank) { return tables.time_of(rank); };
    auto const median = kernels::survival_quantile(
        tables.plan(), tables.rows(), static_cast<int>(arm), tables.last_rank[arm], 0.5,
        quantile_of_95_percent(), kernels::LimitScale::log_log, time);
    return {time_of(median.estimate), {time_of(median.lower), time_of(median.upper)}};
}

ArmComparison compare_restricted_means(RiskTables const& tables, double horizon,
                                       std::optional<double> margin) {
    auto const time = [&](std::int32_t rank) { return tables.time_of(rank); };
    std::vector<double> survival(static_cast<std::size_t>(tables.rows().count));
    std::vector<double> area(survival.size());
    kernels::AreaMemory<double> const memory{survival.data(), area.data()};
    std::array<kernels::ArmEstimate, 2> estimates{};
    for (std::size_t arm = 0; arm < 2; ++arm) {
        estimates[arm] = kernels::restricted_mean(DataTeam{}, tables.plan(), tables.rows(),
                                                  static_cast<int>(arm), tables.last_rank[arm],
                                                  horizon, time, memory);
    }
    return comparison_of(horizon, estimates, margin);
}

ArmComparison compare_milestones(RiskTables const& tables, double time,
                                 std::optional<double> margin) {
    auto const time_of_rank = [&](std::int32_t rank) { return tables.time_of(rank); };
    std::array<kernels::ArmEstimate, 2> estimates{};
    for (std::size_t arm = 0; arm < 2; ++arm) {
        estimates[arm] =
            kernels::survival_at(DataTeam{}, tables.plan(), tables.rows(), static_cast<int>(arm),
                                 tables.last_rank[arm], time, time_of_rank);
    }
    ArmComparison comparison = comparison_of(time, estimates, margin);
    for (std::size_t arm = 0; arm < 2; ++arm) {
        comparison.arms[arm].limits = limits_of(tables, arm, comparison);
    }
    return comparison;
}

}  // namespace vtrial::host
