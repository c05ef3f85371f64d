// A tile of patients with myeloma, as structure of arrays: what is known at baseline, what stays,
// what changes from cycle to cycle, and the course that comes of it.
#pragma once

#include "kernels/core/compiler.hpp"
#include "kernels/myeloma/safety_tile.hpp"
#include "kernels/plan/myeloma_plan.hpp"

namespace vtrial::kernels {

/// Flags are 0 or 1 in 32 bits, as wide as the numbers beside them.
template <int capacity>
struct MyelomaCovariates {
    std::int32_t arm[capacity];
    float age_years[capacity];
    float decades_over_70[capacity];
    std::int32_t is_male[capacity];
    std::int32_t stage[capacity];  ///< ISS, 0 to 2
    std::int32_t has_high_risk_cytogenetics[capacity];
    std::int32_t performance[capacity];          ///< ECOG
    float performance_over_reference[capacity];  ///< grades
    std::int32_t prior_lines[capacity];
    std::int32_t is_refractory[capacity];  ///< to the drugs of earlier lines
    std::int32_t is_comorbid[capacity];
    std::int32_t has_renal_impairment[capacity];
    std::int32_t immunoglobulin[capacity];  ///< IgG, IgA, light chains only
    std::int32_t measured_in[capacity];     ///< serum, urine, free light chains
    float baseline_marker[capacity];
};

/// Rates are per cycle, those of burdens of their base-2 logarithm.
template <int capacity>
struct MyelomaConstants {
    float aggressiveness[capacity];
    float log2_prognosis[capacity];
    float depth_normal[capacity];  ///< what first and later depths share
    float growth[capacity];        ///< at baseline burden
    float fast_kill[capacity];
    float immune_kill[capacity];
    float log2_fitness[capacity];  ///< without the part that immunomodulation restores
    float drug_left_a_week[capacity];
    float transformation_cycle[capacity];
    float escape_cycles[capacity];           ///< of treatment with daratumumab
    float half_lives_of_marker[capacity];    ///< in a cycle
    float marker_left[capacity];             ///< after a cycle
    float log2_disease_death[capacity];      ///< at baseline burden, before any line has failed
    float log2_background_death[capacity];   ///< at randomisation
    float treatment_death[capacity];         ///< without the early excess
    float clinical_progression[capacity];    ///< that part which does not depend on the burden
    float backbone_stop[capacity];           ///< late in the first line
    std::int32_t stops_together[capacity];   ///< daratumumab with the backbone, for toxicity
    std::int32_t visit_offset[capacity];     ///< which of the late cycles have a visit
    float visit_phase_cycles[capacity];      ///< shifts progressions
    std::int32_t marrow_confirms[capacity];  ///< a complete response, where the marker shows one
    std::int32_t is_evaluable[capacity];     ///< for response
    std::int32_t marrow_looks[capacity];     ///< 0 none, 1 at the call of CR, 2 on schedule too
};

/// MarkerPlan of the patient's kind of marker.
template <int capacity>
struct MyelomaCriteria {
    float proportional_error[capacity];
    float additive_error[capacity];
    float immunofixation_limit[capacity];
    float immunofixation_log2_sd[capacity];
    float minimal_response_share[capacity];
    float partial_response_share[capacity];
    float partial_response_level[capacity];
    float very_good_response_share[capacity];
    float very_good_response_level[capacity];
    float progression_ratio[capacity];
    float progression_increase[capacity];
    float high_nadir[capacity];
    float progression_increase_if_high[capacity];
};

/// By line - 1, at most_lines places of `capacity` patients each.
template <int capacity>
struct MyelomaLines {
    float clinical_threshold[most_lines * capacity];   ///< exponential
    float gap_cycles[most_lines * capacity];           ///< after it; never_cycles: untreated
    float daratumumab_uniform[most_lines * capacity];  ///< whether it is in this line
    float log2_depth[most_lines * capacity];           ///< less its median
    float backbone_kill[most_lines * capacity];
};

template <int capacity>
struct MyelomaState {
    // treatment
    std::int32_t line[capacity];
    std::int32_t failed_lines[capacity];
    std::int32_t is_in_line[capacity];
    std::int32_t cycles_in_line[capacity];
    std::int32_t regimen[capacity];
    // of the regimen, beside the patient: to look them up every cycle takes a vector longer than
    // most of what is done with them
    float dose_mg[capacity];
    float regimen_immunomodulation[capacity];
    std::int32_t early_stop_cycles[capacity];
    float early_stop_factor[capacity];
    float daratumumab_stop[capacity];  ///< without the backbone
    std::int32_t daratumumab_cycles[capacity];
    float line_growth_factor[capacity];  ///< of the line, and of refractoriness to daratumumab
    std::int32_t backbone_is_stopped[capacity];
    std::int32_t on_backbone[capacity];     ///< in this cycle
    std::int32_t on_daratumumab[capacity];  ///< doses go on, now or after a pause
    std::int32_t is_refractory[capacity];   ///< to daratumumab
    float immunomodulation[capacity];       ///< in this cycle
    float backbone_kill[capacity];          ///< at the start of the line
    float backbone_kill_now[capacity];      ///< in this cycle
    float next_line_cycle[capacity];
    float backbone_stop_left[capacity];  ///< of the threshold that hazards use up; so below
    float daratumumab_stop_left[capacity];
    float transplant_death_cycle[capacity];  ///< never_cycles: it does not kill
    // daratumumab
    float amount_mg[capacity];
    float target_mediated_mg[capacity];  ///< a week
    std::int32_t has_been_dosed[capacity];
    float last_dose_cycle[capacity];
    float effect[capacity];      ///< mean over the cycle; so below
    float unoccupied[capacity];  ///< share of CD38
    float cd38[capacity];        ///< above its floor, as the fast kill takes small differences
    float mean_cd38[capacity];
    float slow_immune[capacity];
    float rapid_immune[capacity];
    float mean_immune[capacity];
    float treated_cycles[capacity];
    float effect_left[capacity];  ///< by escape
    float daratumumab_kill[capacity];
    // disease
    std::int32_t sensitive[capacity];  ///< clones: logarithms as of fixed_logarithm.hpp
    std::int32_t resistant[capacity];
    float log2_start_burden[capacity];
    float log2_burden[capacity];
    float mean_burden[capacity];
    float marker[capacity];  ///< relative to baseline
    float death_left[capacity];
    float clinical_left[capacity];
    // the visits of a line
    float line_baseline[capacity];
    float nadir[capacity];
    float previous_value[capacity];
    std::int32_t previous_negative[capacity];
    float suspected_cycle[capacity];      ///< never_cycles: not suspected
    float previous_visit_days[capacity];  ///< 0: there was none
    std::int32_t marrow_months_passed[capacity];
    float negative_since_days[capacity];  ///< never_cycles: the last result was not negative
    // of this cycle
    std::int32_t is_alive[capacity];  ///< at its end
    std::int32_t is_visited[capacity];
    float value[capacity];               ///< measured, in the marker's unit
    std::int32_t is_negative[capacity];  ///< by immunofixation
    float progression_cycle[capacity];   ///< that it has made known; never_cycles: none
    std::int32_t response_now[capacity];
    std::int32_t is_first_line_visit[capacity];  ///< of a patient evaluable for response
    std::int32_t marrow_is_taken[capacity];
};

/// In the order of depth.
enum class MyelomaResponse : std::int32_t {
    stable,
    minimal,
    partial,
    very_good_partial,
    complete,
    stringent_complete
};
inline constexpr int response_depths = 5;

/// The row of MyelomaCourse::response_days with a response better than stable disease.
VTRIAL_FUNCTION constexpr int response_row(MyelomaResponse response) {
    return static_cast<int>(response) - 1;
}

/// Times in days from randomisation, never_cycles where it has not come by the horizon. Responses
/// and results in marrow are those of the first line.
template <int capacity>
struct MyelomaCourse {
    float first_progression_days[capacity];
    float second_progression_days[capacity];
    float next_line_days[capacity];
    float death_days[capacity];
    /// when a response of this depth or a deeper one was confirmed: by response_row(), `capacity`
    /// patients each
    float response_days[response_depths * capacity];
    float response_began_days[capacity];  ///< the first of the two values that show PR or better
    float first_negative_days[capacity];  ///< result in marrow
    /// when it had been negative for so long: by DiseaseVisitsPlan::sustained_days
    float sustained_negative_days[most_sustained_spans * capacity];
    std::int32_t had_later_daratumumab[capacity];
    float second_days[capacity];  ///< of the second randomisation
};

/// The patient's value of a row of an array that has `rows` rows. Of a tile of one patient a device
/// keeps in registers what is not indexed by a variable, so the row is selected.
template <int rows, class Tile, class Number>
VTRIAL_FUNCTION Number value_of_row(Tile const& /*tile*/, Number const* values, std::int32_t row,
                                    std::int32_t i) {
    if constexpr (Tile::capacity == 1) {
        Number value = values[0];
        VTRIAL_UNROLL
        for (int k = 1; k < rows; ++k) {
            value = select(row == k, values[k], value);
        }
        return value;
    } else {
        return values[row * Tile::capacity + i];
    }
}

/// With `has_safety_` also what happens beside the course.
template <int capacity_, bool has_safety_ = false>
struct MyelomaTile : SafetyParts<capacity_, has_safety_> {
    static constexpr int capacity = capacity_;
    static constexpr bool has_safety = has_safety_;
    std::uint32_t word[4][capacity];
    std::uint32_t number[capacity];     ///< of the patient in the replicate
    std::int32_t place[capacity];       ///< among the patients that the trial sees
    std::int32_t second_arm[capacity];  ///< if randomised again; -1: would not be
    float needed_days[capacity];        ///< how far the trial must know the course
    MyelomaCovariates<capacity> covariates;
    MyelomaConstants<capacity> constants;
    MyelomaCriteria<capacity> criteria;
    MyelomaLines<capacity> lines;
    MyelomaState<capacity> state;
    MyelomaCourse<capacity> course;
};

}  // namespace vtrial::kernels
