// The largest and smallest values a study may state. What is outside is a slip of unit or key.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/plan/myeloma_plan.hpp"
#include "kernels/plan/plan.hpp"

namespace vtrial::trials::limits {

inline constexpr int least_patients = 2;
inline constexpr int most_patients = kernels::most_patients;
inline constexpr int most_block_size = 16;
inline constexpr int most_ratio = 15;
inline constexpr int most_strata = 256;
inline constexpr int most_profiles = 256;  ///< strata times combinations of biomarkers' levels
inline constexpr std::size_t most_subgroups = 16;
inline constexpr double largest_covariate_cut = 120.0;  ///< years of age
inline constexpr std::size_t most_estimands = kernels::most_estimands;
inline constexpr double longest_screening_days = 365.0;
inline constexpr int most_hazard_pieces = 32;
inline constexpr std::size_t most_analyses = 8;
inline constexpr std::size_t most_responses = kernels::most_responses;  ///< of the disease model
inline constexpr std::size_t most_drawn_responses = kernels::most_drawn_responses;
inline constexpr std::size_t most_safety_entries = kernels::most_safety_entries;
inline constexpr std::size_t most_score_months = kernels::most_score_months;
inline constexpr std::size_t most_measurements = kernels::most_measurements;
inline constexpr int first_trough_week = 4;
inline constexpr int last_trough_week = 480;
inline constexpr std::size_t most_sustained_spans = kernels::most_sustained_spans;
inline constexpr double shortest_sustained_months = 1.0;
inline constexpr std::size_t most_triggers = kernels::most_triggers;
inline constexpr std::size_t most_checkpoints = kernels::most_checkpoints;
inline constexpr std::size_t most_tests = kernels::most_further_tests;
inline constexpr std::size_t most_decided_endpoints = kernels::most_hypotheses;
inline constexpr std::size_t most_scenarios = 64;
inline constexpr std::size_t most_name_bytes = 100;

inline constexpr double longest_study_months = 480.0;
inline constexpr double shortest_median_months = 0.01;
inline constexpr double longest_median_months = 2400.0;  // beyond it: days given as months
inline constexpr double smallest_rate_per_month = 1e-9;
inline constexpr double largest_rate_per_month = 100.0;
inline constexpr double most_patients_per_month = kernels::most_patients;
inline constexpr double smallest_shape = 0.1;
inline constexpr double largest_shape = 10.0;
inline constexpr double smallest_ratio_of_hazards = 0.001;
inline constexpr double largest_ratio_of_hazards = 1000.0;
inline constexpr double largest_frailty_sd = 3.0;
// a weaker dependence is none, and times in a stronger one are but one time
inline constexpr double smallest_kendall_tau = 0.001;
inline constexpr double largest_kendall_tau = 0.95;
inline constexpr double largest_correlation = 0.99;
inline constexpr double largest_one_sided_level = 0.5;  // itself excluded
inline constexpr double smallest_level = 1e-10;
inline constexpr double largest_weight_exponent = 5.0;  // of a weighted log-rank test
inline constexpr double largest_spending_gamma = 40.0;  // of either sign
inline constexpr double smallest_spending_rho = 0.1;
inline constexpr double largest_spending_rho = 50.0;
inline constexpr double largest_wang_tsiatis_delta = 0.5;
inline constexpr double largest_futility_z = 8.0;  // of either sign
inline constexpr int longest_cleaning_days = 366;
inline constexpr double weight_sum_tolerance = 1e-9;
inline constexpr std::size_t most_assessment_phases = kernels::most_assessment_phases;
inline constexpr int longest_assessment_days = 3653;  // ten years
inline constexpr double largest_missed_share = 0.9;   // beyond it: the share attended
inline constexpr double prevalence_sum_tolerance = 1e-6;

inline constexpr std::int64_t fewest_replicates = 100;  // 1 where small runs are allowed
inline constexpr std::int64_t most_replicates = std::int64_t{1} << 40;

}  // namespace vtrial::trials::limits
