// How the disease is measured and what it is called, number by number.
#pragma once

#include <array>

#include "trials/myeloma/assessment.hpp"
#include "trials/myeloma/field.hpp"

namespace vtrial::trials {

inline constexpr std::array<char const*, 2> marrow_taken_names{"in_complete_response",
                                                               "in_all_patients"};

template <class Visitor>
void visit_fields(Visitor& visit, either_const<VisitSchedule> auto& visits) {
    visit.number("every_cycle_until_months", visits.every_cycle_until_months,
                 ranges::months_or_none);
    visit.integer("later_every_cycles", visits.later_every_cycles, WholeRange{1, 100});
    visit.number("phase_width_cycles", visits.phase_width_cycles, Range{0.0, 100.0});
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Marker> auto& marker) {
    visit.number("proportional_error", marker.proportional_error, Range{0.0, 10.0});
    visit.number("additive_error", marker.additive_error, ranges::marker_value);
    visit.number("immunofixation_limit", marker.immunofixation_limit, ranges::marker_value);
    visit.number("immunofixation_log_sd", marker.immunofixation_log_sd, ranges::log_sd);
    visit.number("minimal_response_share", marker.minimal_response_share, ranges::share);
    visit.number("partial_response_share", marker.partial_response_share, ranges::share);
    visit.number("partial_response_level", marker.partial_response_level, ranges::marker_value);
    visit.number("very_good_response_share", marker.very_good_response_share, ranges::share);
    visit.number("very_good_response_level", marker.very_good_response_level, ranges::marker_value);
    visit.number("progression_ratio", marker.progression_ratio, Range{1.0, 100.0});
    visit.number("progression_increase", marker.progression_increase, ranges::marker_value);
    visit.number("high_nadir", marker.high_nadir, Range{0.0, 1e300});  // 1e300: no nadir is high
    visit.number("progression_increase_if_high", marker.progression_increase_if_high,
                 ranges::marker_value);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<ResponseCriteria> auto& response) {
    visit.table("serum", response.serum);
    visit.table("urine", response.urine);
    visit.table("free_light_chain", response.free_light_chain);
    visit.number("confirmed_in_marrow_share", response.confirmed_in_marrow_share, ranges::share);
    visit.number("never_evaluable_share", response.never_evaluable_share, ranges::share);
    visit.number("stringent_marrow_share", response.stringent_marrow_share,
                 ranges::share_above_zero);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<ClinicalProgression> auto& progression) {
    visit.number("burden_hazard_per_month", progression.burden_hazard_per_month,
                 ranges::rate_per_month);
    visit.number("hazard_per_month", progression.hazard_per_month, ranges::rate_per_month);
    visit.number("log_per_aggressiveness", progression.log_per_aggressiveness, ranges::log_effect);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<ResidualDisease> auto& residual) {
    visit.choice("taken", residual.taken, marrow_taken_names);
    visit.number("marrow_share_at_baseline", residual.marrow_share_at_baseline,
                 ranges::share_above_zero);
    visit.number("threshold", residual.threshold, ranges::share_above_zero);
    visit.number("log10_error", residual.log10_error, ranges::log_sd);
    visit.number("evaluable_share", residual.evaluable_share, ranges::share);
    visit.number("repeated_share", residual.repeated_share, ranges::share);
    visit.numbers("scheduled_months", residual.scheduled_months, ranges::months_or_none);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<MyelomaAssessment> auto& assessment) {
    visit.table("visits", assessment.visits);
    visit.table("response", assessment.response);
    visit.table("clinical_progression", assessment.clinical_progression);
    visit.table("residual_disease", assessment.residual_disease);
}

}  // namespace vtrial::trials
