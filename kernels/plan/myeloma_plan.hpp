// The tables of the disease model, docs/MYELOMA.md, made by trials/myeloma/lower_myeloma.cpp.
// Time goes in cycles of 28 days: rates are per cycle, and those of burdens are of their base-2
// logarithm. Fields whose name begins with log2 are logarithms of factors.
#pragma once

#include <cstdint>

#include "kernels/plan/measurement_plan.hpp"
#include "kernels/plan/quality_of_life_plan.hpp"
#include "kernels/plan/safety_plan.hpp"

namespace vtrial::kernels {

inline constexpr int myeloma_arms = 2;
inline constexpr int most_myeloma_cycles = 160;
inline constexpr int most_lines = 5;
inline constexpr int most_prior_line_levels = 8;
inline constexpr int immunoglobulin_types = 3;
inline constexpr int marker_kinds = 3;  ///< serum, urine, free light chains
inline constexpr int most_sustained_spans = 4;
inline constexpr int weeks_of_cycle = 4;
inline constexpr float days_of_cycle = 28.0f;
inline constexpr float never_cycles = 1e9f;

/// Levels 0, 1, ... of a covariate by the uniforms from which on they begin, level 0 at 0.
struct LevelsPlan {
    std::int32_t count;
    double begins[most_prior_line_levels];
};

struct BaselineMarkerPlan {
    double log2_median;
    float smallest;
    float largest;
};

struct CovariatesPlan {
    double age_mean_years;
    double age_sd_years;
    double youngest_years;
    double oldest_years;
    double share_below_youngest;  ///< of the normal distribution that is cut off at both ages
    double share_between;
    double male_share;
    LevelsPlan stages;        ///< ISS I, II, III
    LevelsPlan performances;  ///< ECOG 0, 1, 2
    LevelsPlan prior_line_levels;
    std::int32_t prior_lines[most_prior_line_levels];
    double refractory_share[most_prior_line_levels];  ///< by level of prior lines
    LevelsPlan immunoglobulins;                       ///< IgG, IgA, light chains only
    double high_risk_cytogenetics_share;
    double comorbidity_share;
    double renal_impairment_share;
    double urine_share_of_light_chain;
    double urine_or_free_share_of_light_chain;
    BaselineMarkerPlan marker[marker_kinds];
    double marker_log2_sd;
};

/// Prognosis is a logarithm to base 2 as well.
struct PrognosisPlan {
    double stage_2;
    double stage_3;
    double high_risk_cytogenetics;
    double mean;
    double on_growth;
    double on_depth;
    double on_death;
};

/// A lognormal variable: log2_median + log2_sd * z.
struct LognormalPlan {
    double log2_median;
    double log2_sd;
};

/// Logarithms of the medians' factors, and the weights of the normal variables behind them.
struct DiseasePlan {
    PrognosisPlan prognosis;
    LognormalPlan growth;
    double
        growth_by_aggressiveness;  ///< weight of aggressiveness; the other is the root of 1 - it^2
    double growth_by_own;
    double growth_per_further_prior_line;
    double growth_if_refractory;
    LognormalPlan depth;  ///< its median is log2 of a depth in base-2 logarithms of the share
    double depth_by_aggressiveness;
    double depth_by_own;
    double depth_per_further_prior_line;
    double depth_if_refractory;
    double log2_smallest_share;
    double log2_largest_share;
    LognormalPlan backbone_kill;
    double transformation_cycles;        ///< mean
    float log2_backbone_kill_per_cycle;  ///< its decline
    float transformation_growth_factor;
    float growth_share_lost;  ///< by cytostasis
    float inverse_log2_plateau;
    std::int32_t smallest_burden;  ///< of a clone: a logarithm as of core/fixed_logarithm.hpp
    float line_growth_factor[2 * most_lines];  ///< not refractory by line, then refractory
};

struct DaratumumabPlan {
    LognormalPlan clearance_per_week;  ///< over volume: base-2 logarithm of what is left
    LognormalPlan target_mediated_mg_per_day;
    LognormalPlan fast_kill;
    LognormalPlan immune_kill;
    double log2_kill_per_decade_over_70;
    double log2_fitness_per_further_prior_line;
    double log2_fitness_if_refractory;
    double escape_cycles;  ///< mean, of treatment
    float inverse_volume;  ///< per litre
    float half_effect_mg_per_litre;
    float half_occupancy_mg_per_litre;
    float target_mediated_left_per_cycle;  ///< once dosed
    float cd38_range;                      ///< 1 - floor
    float log2_cd38_loss;                  ///< rate
    float log2_cd38_recovery;              ///< rate
    float cd38_of_kill_at_floor;           ///< what the fast kill still has of it there
    float inverse_cd38_of_kill;
    float cd38_exponent_less_1;
    float share_without_immunomodulation;
    float fitness_restored_by_immunomodulation;
    float escape_left_per_cycle;
    float effect_when_lost;
    std::int32_t is_lost_only_when_reused;
    std::int32_t is_lost_only_in_lines;
    float refractory_cycles;  ///< after the last dose
};

/// A state that goes to its target faster up than down: what is left of the distance after a cycle,
/// and its mean over the cycle.
struct BuildUpPlan {
    float left_up;
    float mean_up;
    float left_down;
    float mean_down;
};

struct ImmuneStatePlan {
    BuildUpPlan slow;
    BuildUpPlan rapid;
    float rapid_share;
};

/// What a patient is given: those of the arms, that of all later lines, and those of the arms of a
/// second randomisation, whose tables go on with the cycles of the line.
inline constexpr int later_regimen = myeloma_arms;
inline constexpr int second_regimen = later_regimen + 1;  ///< its control; then its experimental
inline constexpr int myeloma_regimens = second_regimen + myeloma_arms;
static_assert(myeloma_regimens <= safety_regimens);
struct RegimenPlan {
    float dose_mg[myeloma_regimens];  ///< absorbed
    float immunomodulation[myeloma_regimens];
    std::int32_t has_daratumumab[myeloma_regimens];
    std::int32_t daratumumab_cycles[myeloma_regimens];  ///< no dose in later cycles
    double backbone_stop_per_cycle[myeloma_regimens];   ///< hazard at 70 years
    double log2_stop_per_decade_over_70[myeloma_regimens];
    float early_stop_factor[myeloma_regimens];
    std::int32_t early_stop_cycles[myeloma_regimens];
    float daratumumab_stop_per_cycle[myeloma_regimens];  ///< hazard, without the backbone
    double stop_share_with_backbone[myeloma_regimens];   ///< of daratumumab
    double untreated_share[myeloma_arms];
    /// by regimen and cycle of the line: bit w is set where week w begins with a dose
    std::int32_t dose_weeks[myeloma_regimens * most_myeloma_cycles];
    std::int32_t has_backbone[myeloma_regimens * most_myeloma_cycles];  ///< likewise, 0 or 1
};

/// Of an arm, in the first line.
struct TransplantPlan {
    std::int32_t cycle;  ///< at whose start it is done; -1: none
    double share;
    double death_probability;
    std::int32_t sensitive_kill;  ///< logarithms as of core/fixed_logarithm.hpp
    std::int32_t resistant_kill;
};

/// When patients go on to the regimen of their second randomisation, and who does.
struct SecondTreatmentPlan {
    std::int32_t cycle;         ///< at whose start; -1: never
    std::int32_t response_row;  ///< of MyelomaCourse::response_days, reached by then; -1: any
};

struct NextLinesPlan {
    std::int32_t last_line;
    double shortest_gap_cycles;
    double mean_further_gap_cycles;  ///< beyond the shortest
    double untreated_share;
    double log2_untreated_per_decade_over_72;
    double log2_untreated_per_performance_grade;
    double untreated_per_line;
    double untreated_per_prior_line;  ///< relative, as that per line
    LognormalPlan backbone_kill;
    double depth_log2_sd;
    double depth_by_first;
    double depth_by_own;
    double depth_per_line;
    double depth_per_prior_line;
    float log2_depth_without_daratumumab;
    float log2_depth_with_daratumumab;
    float log2_depth_if_refractory;
    float second_line_share[2];  ///< of daratumumab: not refractory, refractory
    float further_line_share[2];
};

struct MortalityPlan {
    LognormalPlan disease;  ///< its sd is per unit of aggressiveness; per cycle
    double disease_per_decade_over_70;
    double disease_per_performance_grade;
    float burden_exponent;
    float log2_per_failed_line;
    float log2_if_refractory;
    float growth_cycles;        ///< of a rise of the base-2 logarithm of the burden
    double log2_background[2];  ///< of women and men at 70, per cycle
    double log2_background_per_year[2];
    double log2_background_per_cycle[2];
    double log2_treatment;  ///< at 70 years, per cycle
    double treatment_per_decade_over_70;
    double treatment_per_performance_grade;
    float early_excess;
    float log2_early_left_per_cycle;
};

/// By kind of marker, in its own unit.
struct MarkerPlan {
    float proportional_error;
    float additive_error;
    float immunofixation_limit;
    float immunofixation_log2_sd;
    float minimal_response_share;
    float partial_response_share;
    float partial_response_level;
    float very_good_response_share;
    float very_good_response_level;
    float progression_ratio;
    float progression_increase;
    float high_nadir;
    float progression_increase_if_high;
};

struct DiseaseVisitsPlan {
    std::int32_t cycles_seen_by_all;  ///< every patient is seen after each of these
    std::int32_t later_every_cycles;
    float phase_width_cycles;
    double confirmed_in_marrow_share;
    double never_evaluable_share;
    double marrow_evaluable_share;
    double marrow_repeated_share;  ///< on schedule, after that at the call of CR
    float clinical_by_burden;      ///< hazard per cycle and square root of the burden
    LognormalPlan clinical;        ///< the other hazard; its sd is per unit of aggressiveness
    MarkerPlan marker[marker_kinds];
    float log2_marrow_share_at_baseline;
    float marrow_log2_error;
    float log2_negative_share;            ///< MRD is negative below it
    float log2_stringent_share;           ///< CR is stringent below it
    std::int32_t marrow_is_taken_in_all;  ///< whatever the response, at scheduled months only
    /// by cycle: how many of the scheduled months of MRD its end has reached
    std::int32_t marrow_months_reached[most_myeloma_cycles];
    std::int32_t sustained_spans;  ///< how many durations of negative MRD are told apart
    float sustained_days[most_sustained_spans];  ///< of whole cycles
};

struct MyelomaPlan {
    std::int32_t cycles;  ///< to the horizon
    float immunoglobulin_half_lives_per_cycle[immunoglobulin_types];
    CovariatesPlan covariates;
    DiseasePlan disease;
    DaratumumabPlan daratumumab;
    ImmuneStatePlan immune_state;
    RegimenPlan regimen;
    TransplantPlan transplant[myeloma_arms];
    SecondTreatmentPlan second_treatment;
    NextLinesPlan next_lines;
    MortalityPlan mortality;
    DiseaseVisitsPlan visits;
    SafetyPlan safety;
    QualityOfLifePlan quality_of_life;
    MeasurementsPlan measurements;
};

}  // namespace vtrial::kernels
