// What the kernels make of their own patients at a look, against the reference.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <vector>

#include "kernels/replicate/outcome.hpp"
#include "tests/validation/compare_patients.hpp"
#include "trials/lower_hypotheses.hpp"
#include "validation/reference/cut.hpp"
#include "validation/reference/further_tests.hpp"
#include "validation/reference/single_arm_tests.hpp"
#include "validation/reference/survival_tests.hpp"

namespace vtrial::test {

/// Statistics of the kernels are sums of floats, those of the reference of doubles.
inline constexpr double same_statistic = 1e-6;

inline void compare_test(std::vector<reference::Observation> const& data, int kind,
                         kernels::TestOutcome const& test, Comparison& comparison) {
    auto const stratification = static_cast<reference::Stratification>(kind);
    double const z = std::abs(test.z - reference::logrank(data, stratification).z);
    auto const fit = reference::cox_efron(data, stratification);
    double const log_hr = std::abs(test.log_hr - fit.log_hazard_ratio);
    double const error = std::abs(test.standard_error - fit.standard_error);
    comparison.largest_z = std::max(comparison.largest_z, z);
    comparison.largest_log_hr = std::max(comparison.largest_log_hr, log_hr);
    comparison.largest_error = std::max(comparison.largest_error, error);
    comparison.require(test.hr_exists == (fit.exists ? 1 : 0), "existence of the hazard ratio");
    ++comparison.tests;
}

/// z of a further test by the reference; empty: it does not exist. MaxCombo's is that of its best
/// test alone.
inline std::optional<double> reference_z(std::vector<reference::Observation> const& data,
                                         trials::Test const& test) {
    auto const stratification = static_cast<reference::Stratification>(test.stratified ? 1 : 0);
    double const days = std::floor(test.months * trials::days_per_month + 0.5);
    double const margin = test.margin.value_or(0.0);
    switch (test.kind) {
        case trials::TestKind::logrank:
            return reference::logrank_of_margin(data, stratification, *test.margin).z;
        case trials::TestKind::cox: {
            auto const fit = reference::cox_efron(data, stratification);
            double const distance = fit.log_hazard_ratio - std::log(*test.margin);
            return fit.exists ? std::optional(distance / fit.standard_error) : std::nullopt;
        }
        case trials::TestKind::weighted:
            return reference::weighted_logrank(data, stratification, test.rho, test.gamma).z;
        case trials::TestKind::rmst:
            return reference::difference_z(reference::restricted_mean(data, 0, days),
                                           reference::restricted_mean(data, 1, days),
                                           margin * trials::days_per_month);
        case trials::TestKind::milestone:
            return reference::difference_z(reference::milestone(data, 0, days),
                                           reference::milestone(data, 1, days), margin);
        case trials::TestKind::one_sample_logrank:
            return reference::one_sample_logrank_z(data, test.null_value * trials::days_per_month);
        default:
            auto const z = reference::max_combo_z(data, stratification);
            return *std::min_element(z.begin(), z.end());
    }
}

inline void compare_further_test(std::vector<reference::Observation> const& data,
                                 trials::Test const& test,
                                 kernels::FurtherTestOutcome const& outcome,
                                 Comparison& comparison) {
    auto const z = reference_z(data, test);
    ++comparison.further_tests;
    comparison.require(z.has_value() == (outcome.exists != 0), "existence of " + name_of(test));
    if (!z) {
        return;
    }
    if (test.kind == trials::TestKind::maxcombo) {
        // the p-value of the best of four: that of one alone, times four at most
        double const p = 0.5 * std::erfc(-outcome.z / std::sqrt(2.0));
        double const alone = 0.5 * std::erfc(-*z / std::sqrt(2.0));
        comparison.require(p > 0.999999 * alone && p < 4.000001 * alone, "p of " + name_of(test));
    } else {
        comparison.require(std::abs(outcome.z - *z) < 2.0 * same_statistic * (1.0 + std::abs(*z)),
                           "z of " + name_of(test));
    }
}

inline void compare_endpoint(std::vector<reference::Observation> const& data,
                             kernels::EstimandOutcome const& outcome, Comparison& comparison) {
    for (int arm = 0; arm < 2; ++arm) {
        auto const events = std::count_if(data.begin(), data.end(),
                                          [=](auto const& o) { return o.event && o.arm == arm; });
        auto const median = reference::kaplan_meier(data, arm).median();
        double const twice_median = median ? 2.0 * *median : -1.0;
        comparison.require(outcome.events[arm] == events, "events");
        comparison.require(outcome.twice_median_days[arm] == twice_median, "median");
    }
    for (int kind = 0; kind < 2; ++kind) {
        compare_test(data, kind, outcome.test[kind], comparison);
    }
}

inline std::int64_t tied_events(std::vector<reference::Observation> const& data) {
    std::map<double, std::int64_t> events;
    for (auto const& observation : data) {
        events[observation.time] += observation.event ? 1 : 0;
    }
    std::int64_t tied = 0;
    for (auto const& day : events) {
        tied += day.second > 1 ? day.second : 0;
    }
    return tied;
}

inline void compare_randomised_again(reference::ReferenceTrial const& trial, int day,
                                     kernels::LookOutcome const& look, Comparison& comparison) {
    for (int arm = 0; arm < 2; ++arm) {
        auto const count =
            std::count_if(trial.patients.begin(), trial.patients.end(), [=](auto const& patient) {
                return patient.second_arm == arm && patient.entry_day + patient.second_day <= day;
            });
        comparison.require(look.randomised_again[arm] == count, "patients randomised again");
    }
}

inline void compare_look(trials::Study const& study, reference::ReferenceTrial const& trial,
                         reference::Cut const& cut, kernels::LookOutcome const& look,
                         Comparison& comparison) {
    comparison.require(look.day == cut.day, "cut day");
    comparison.require(look.events_not_reached == (cut.events_not_reached ? 1 : 0), "fallback");
    comparison.require(look.was_extended == (cut.was_extended ? 1 : 0), "extension");
    compare_randomised_again(trial, cut.day, look, comparison);
    for (std::size_t estimand = 0; estimand < study.endpoints.size(); ++estimand) {
        trials::EndpointKind const kind = study.endpoints[estimand].kind;
        auto const enrolled = reference::data_at_cut(trial, kind, cut.day);
        comparison.require(look.patients == static_cast<int>(enrolled.size()), "patients");
        auto const members =
            reference::patients_in(study, study.endpoints[estimand].population, trial);
        auto const data = study.endpoints[estimand].is_from_second()
                              ? reference::data_from_second(members, kind, cut.day)
                              : reference::data_at_cut(members, kind, cut.day);
        comparison.tied_events += kind == trials::EndpointKind::PFS ? tied_events(data) : 0;
        compare_endpoint(data, look.estimand[estimand], comparison);
        auto const further = trials::further_tests(study.endpoints[estimand]);
        for (std::size_t k = 0; k < further.size(); ++k) {
            compare_further_test(data, further[k], look.estimand[estimand].further[k], comparison);
        }
    }
}

/// The first look at which P(Z <= z), the one-sided p-value, is at or below the endpoint's level.
inline int first_rejection(trials::Study const& study, std::size_t estimand,
                           kernels::ReplicateOutcome const& outcome) {
    trials::Endpoint const& endpoint = study.endpoints[estimand];
    int const kind = endpoint.deciding_test.stratified ? 1 : 0;
    for (std::size_t look = 0; look < study.analyses.size(); ++look) {
        auto const level = endpoint.levels_one_sided.find(study.analyses[look].name);
        double const z = outcome.look[look].estimand[estimand].test[kind].z;
        if (level != endpoint.levels_one_sided.end() &&
            0.5 * std::erfc(-z / std::sqrt(2.0)) <= level->second) {
            return static_cast<int>(look);
        }
    }
    return -1;
}

}  // namespace vtrial::test
