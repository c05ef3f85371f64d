#include "host/store/myeloma_plan_hash.hpp"

#include <concepts>
#include <cstddef>

namespace vtrial::host {
namespace {

// Each struct is taken apart into all its fields: one that is added to it no longer compiles here.
class MyelomaPlanBytes {
  public:
    explicit MyelomaPlanBytes(CanonicalBytes& bytes) : bytes_(bytes) {}

    void add(kernels::LevelsPlan const& plan) {
        auto const& [count, begins] = plan;
        add_all(count, begins);
    }
    void add(kernels::BaselineMarkerPlan const& plan) {
        auto const& [log2_median, smallest, largest] = plan;
        add_all(log2_median, smallest, largest);
    }
    void add(kernels::CovariatesPlan const& plan) {
        auto const& [age_mean_years, age_sd_years, youngest_years, oldest_years,
                     share_below_youngest, share_between, male_share, stages, performances,
                     prior_line_levels, prior_lines, refractory_share, immunoglobulins,
                     high_risk_cytogenetics_share, comorbidity_share, renal_impairment_share,
                     urine_share_of_light_chain, urine_or_free_share_of_light_chain, marker,
                     marker_log2_sd] = plan;
        add_all(age_mean_years, age_sd_years, youngest_years, oldest_years, share_below_youngest,
                share_between, male_share, stages, performances, prior_line_levels, prior_lines,
                refractory_share, immunoglobulins, high_risk_cytogenetics_share, comorbidity_share,
                renal_impairment_share, urine_share_of_light_chain,
                urine_or_free_share_of_light_chain, marker, marker_log2_sd);
    }
    void add(kernels::PrognosisPlan const& plan) {
        auto const& [stage_2, stage_3, high_risk_cytogenetics, mean, on_growth, on_depth,
                     on_death] = plan;
        add_all(stage_2, stage_3, high_risk_cytogenetics, mean, on_growth, on_depth, on_death);
    }
    void add(kernels::LognormalPlan const& plan) {
        auto const& [log2_median, log2_sd] = plan;
        add_all(log2_median, log2_sd);
    }
    void add(kernels::DiseasePlan const& plan) {
        auto const& [prognosis, growth, growth_by_aggressiveness, growth_by_own,
                     growth_per_further_prior_line, growth_if_refractory, depth,
                     depth_by_aggressiveness, depth_by_own, depth_per_further_prior_line,
                     depth_if_refractory, log2_smallest_share, log2_largest_share, backbone_kill,
                     transformation_cycles, log2_backbone_kill_per_cycle,
                     transformation_growth_factor, growth_share_lost, inverse_log2_plateau,
                     smallest_burden, line_growth_factor] = plan;
        add_all(prognosis, growth, growth_by_aggressiveness, growth_by_own,
                growth_per_further_prior_line, growth_if_refractory, depth, depth_by_aggressiveness,
                depth_by_own, depth_per_further_prior_line, depth_if_refractory,
                log2_smallest_share, log2_largest_share, backbone_kill, transformation_cycles,
                log2_backbone_kill_per_cycle, transformation_growth_factor, growth_share_lost,
                inverse_log2_plateau, smallest_burden, line_growth_factor);
    }
    void add(kernels::DaratumumabPlan const& plan) {
        auto const& [clearance_per_week, target_mediated_mg_per_day, fast_kill, immune_kill,
                     log2_kill_per_decade_over_70, log2_fitness_per_further_prior_line,
                     log2_fitness_if_refractory, escape_cycles, inverse_volume,
                     half_effect_mg_per_litre, half_occupancy_mg_per_litre,
                     target_mediated_left_per_cycle, cd38_range, log2_cd38_loss, log2_cd38_recovery,
                     cd38_of_kill_at_floor, inverse_cd38_of_kill, cd38_exponent_less_1,
                     share_without_immunomodulation, fitness_restored_by_immunomodulation,
                     escape_left_per_cycle, effect_when_lost, is_lost_only_when_reused,
                     is_lost_only_in_lines, refractory_cycles] = plan;
        add_all(clearance_per_week, target_mediated_mg_per_day, fast_kill, immune_kill,
                log2_kill_per_decade_over_70, log2_fitness_per_further_prior_line,
                log2_fitness_if_refractory, escape_cycles, inverse_volume, half_effect_mg_per_litre,
                half_occupancy_mg_per_litre, target_mediated_left_per_cycle, cd38_range,
                log2_cd38_loss, log2_cd38_recovery, cd38_of_kill_at_floor, inverse_cd38_of_kill,
                cd38_exponent_less_1, share_without_immunomodulation,
                fitness_restored_by_immunomodulation, escape_left_per_cycle, effect_when_lost,
                is_lost_only_when_reused, is_lost_only_in_lines, refractory_cycles);
    }
    void add(kernels::BuildUpPlan const& plan) {
        auto const& [left_up, mean_up, left_down, mean_down] = plan;
        add_all(left_up, mean_up, left_down, mean_down);
    }
    void add(kernels::ImmuneStatePlan const& plan) {
        auto const& [slow, rapid, rapid_share] = plan;
        add_all(slow, rapid, rapid_share);
    }
    void add(kernels::RegimenPlan const& plan) {
        auto const& [dose_mg, immunomodulation, has_daratumumab, daratumumab_cycles,
                     backbone_stop_per_cycle, log2_stop_per_decade_over_70, early_stop_factor,
                     early_stop_cycles, daratumumab_stop_per_cycle, stop_share_with_backbone,
                     untreated_share, dose_weeks, has_backbone] = plan;
        add_all(dose_mg, immunomodulation, has_daratumumab, daratumumab_cycles,
                backbone_stop_per_cycle, log2_stop_per_decade_over_70, early_stop_factor,
                early_stop_cycles, daratumumab_stop_per_cycle, untreated_share, dose_weeks,
                has_backbone);
        for (double const share : stop_share_with_backbone) {
            if (share > 0.0) {  // else a study's identity has not changed
                add_all(stop_share_with_backbone);
                break;
            }
        }
    }
    void add(kernels::TransplantPlan const& plan) {
        auto const& [cycle, share, death_probability, sensitive_kill, resistant_kill] = plan;
        add_all(cycle, share, death_probability, sensitive_kill, resistant_kill);
    }
    void add(kernels::SecondTreatmentPlan const& plan) {
        auto const& [cycle, response_row] = plan;
        add_all(cycle, response_row);
    }
    void add(kernels::NextLinesPlan const& plan) {
        auto const& [last_line, shortest_gap_cycles, mean_further_gap_cycles, untreated_share,
                     log2_untreated_per_decade_over_72, log2_untreated_per_performance_grade,
                     untreated_per_line, untreated_per_prior_line, backbone_kill, depth_log2_sd,
                     depth_by_first, depth_by_own, depth_per_line, depth_per_prior_line,
                     log2_depth_without_daratumumab, log2_depth_with_daratumumab,
                     log2_depth_if_refractory, second_line_share, further_line_share] = plan;
        add_all(last_line, shortest_gap_cycles, mean_further_gap_cycles, untreated_share,
                log2_untreated_per_decade_over_72, log2_untreated_per_performance_grade,
                untreated_per_line, untreated_per_prior_line, backbone_kill, depth_log2_sd,
                depth_by_first, depth_by_own, depth_per_line, depth_per_prior_line,
                log2_depth_without_daratumumab, log2_depth_with_daratumumab,
                log2_depth_if_refractory, second_line_share, further_line_share);
    }
    void add(kernels::MortalityPlan const& plan) {
        auto const& [disease, disease_per_decade_over_70, disease_per_performance_grade,
                     burden_exponent, log2_per_failed_line, log2_if_refractory, growth_cycles,
                     log2_background, log2_background_per_year, log2_background_per_cycle,
                     log2_treatment, treatment_per_decade_over_70, treatment_per_performance_grade,
                     early_excess, log2_early_left_per_cycle] = plan;
        add_all(disease, disease_per_decade_over_70, disease_per_performance_grade, burden_exponent,
                log2_per_failed_line, log2_if_refractory, growth_cycles, log2_background,
                log2_background_per_year, log2_background_per_cycle, log2_treatment,
                treatment_per_decade_over_70, treatment_per_performance_grade, early_excess,
                log2_early_left_per_cycle);
    }
    void add(kernels::MarkerPlan const& plan) {
        auto const& [proportional_error, additive_error, immunofixation_limit,
                     immunofixation_log2_sd, minimal_response_share, partial_response_share,
                     partial_response_level, very_good_response_share, very_good_response_level,
                     progression_ratio, progression_increase, high_nadir,
                     progression_increase_if_high] = plan;
        add_all(proportional_error, additive_error, immunofixation_limit, immunofixation_log2_sd,
                minimal_response_share, partial_response_share, partial_response_level,
                very_good_response_share, very_good_response_level, progression_ratio,
                progression_increase, high_nadir, progression_increase_if_high);
    }
    void add(kernels::DiseaseVisitsPlan const& plan) {
        auto const& [cycles_seen_by_all, later_every_cycles, phase_width_cycles,
                     confirmed_in_marrow_share, never_evaluable_share, marrow_evaluable_share,
                     marrow_repeated_share, clinical_by_burden, clinical, marker,
                     log2_marrow_share_at_baseline, marrow_log2_error, log2_negative_share,
                     log2_stringent_share, marrow_is_taken_in_all, marrow_months_reached,
                     sustained_spans, sustained_days] = plan;
        add_all(cycles_seen_by_all, later_every_cycles, phase_width_cycles,
                confirmed_in_marrow_share, never_evaluable_share, marrow_evaluable_share,
                marrow_repeated_share, clinical_by_burden, clinical, marker,
                log2_marrow_share_at_baseline, marrow_log2_error, log2_negative_share,
                log2_stringent_share, marrow_is_taken_in_all, marrow_months_reached,
                sustained_spans, sustained_days);
    }
    void add(kernels::NeutropeniaPlan const& plan) {
        auto const& [per_cycle, log2_with_daratumumab, alone_per_cycle, early_excess,
                     log2_early_left_per_cycle, log2_sd, log2_per_decade_over_70, log2_if_frail,
                     log2_if_frail_with_daratumumab, log2_per_prior_line] = plan;
        add_all(per_cycle, log2_with_daratumumab, alone_per_cycle, early_excess,
                log2_early_left_per_cycle, log2_sd, log2_per_decade_over_70, log2_if_frail,
                log2_if_frail_with_daratumumab, log2_per_prior_line);
    }
    void add(kernels::InfectionPlan const& plan) {
        auto const& [per_cycle, log2_with_daratumumab, alone_per_cycle, early_excess,
                     log2_early_left_per_cycle, factor_if_neutropenic, excess_at_full_burden,
                     pneumonia_share, log2_sd, log2_per_decade_over_70, log2_if_frail,
                     log2_per_prior_line] = plan;
        add_all(per_cycle, log2_with_daratumumab, alone_per_cycle, early_excess,
                log2_early_left_per_cycle, factor_if_neutropenic, excess_at_full_burden,
                pneumonia_share, log2_sd, log2_per_decade_over_70, log2_if_frail,
                log2_per_prior_line);
    }
    void add(kernels::InfusionReactionPlan const& plan) {
        auto const& [at_first, log2_spared, grade_3_share] = plan;
        add_all(at_first, log2_spared, grade_3_share);
    }
    void add(kernels::RelatedDeathPlan const& plan) {
        auto const& [share, share_alone] = plan;
        add_all(share, share_alone);
    }
    /// Nothing where a study does not ask for it: its identity has not changed.
    void add(kernels::SafetyPlan const& plan) {
        auto const& [is_asked, neutropenia, infection, infusion_reaction, related_death] = plan;
        if (is_asked != 0) {
            add_all(is_asked, neutropenia, infection, infusion_reaction, related_death);
        }
    }
    void add(kernels::MeasurementsPlan const& plan) {
        auto const& [count, measurement] = plan;
        for (std::int32_t row = 0; row < count; ++row) {
            auto const& [kind, cycle] = measurement[row];
            add_all(static_cast<std::int32_t>(kind), cycle);
        }
    }
    void add(kernels::QualityOfLifePlan const& plan) {
        auto const& [is_asked, mean, per_decade_over_70, per_performance_grade, sd_between_patients,
                     sd_within_patient, recovery, recovery_left_per_cycle, backbone_loss,
                     log2_backbone_left_per_cycle, infection_loss, every_cycles,
                     goes_on_after_progression, deterioration_levels, death_is_deterioration,
                     is_timed, months, month_cycles] = plan;
        if (is_asked != 0) {
            add_all(is_asked, mean, per_decade_over_70, per_performance_grade, sd_between_patients,
                    sd_within_patient, recovery, recovery_left_per_cycle, backbone_loss,
                    log2_backbone_left_per_cycle, infection_loss, every_cycles,
                    goes_on_after_progression, deterioration_levels, death_is_deterioration,
                    is_timed, months, month_cycles);
        }
    }
    void add(kernels::MyelomaPlan const& plan) {
        auto const& [cycles, immunoglobulin_half_lives_per_cycle, covariates, disease, daratumumab,
                     immune_state, regimen, transplant, second_treatment, next_lines, mortality,
                     visits, safety, quality_of_life, measurements] = plan;
        add_all(cycles, immunoglobulin_half_lives_per_cycle, covariates, disease, daratumumab,
                immune_state, regimen, transplant, second_treatment, next_lines, mortality, visits,
                safety, quality_of_life, measurements);
    }

  private:
    void add(std::integral auto value) { bytes_.add(value); }
    void add(std::floating_point auto value) { bytes_.add(value); }
    template <class Value, std::size_t count>
    void add(Value const (&values)[count]) {
        for (Value const& value : values) {
            add(value);
        }
    }
    template <class... Fields>
    void add_all(Fields const&... fields) {
        (add(fields), ...);
    }

    CanonicalBytes& bytes_;
};

}  // namespace

void add_myeloma_plan(CanonicalBytes& bytes, kernels::MyelomaPlan const& plan) {
    MyelomaPlanBytes(bytes).add(plan);
}

}  // namespace vtrial::host
