#include "trials/myeloma/lower_visits.hpp"

#include "trials/myeloma/lower_units.hpp"

namespace vtrial::trials {
namespace {

/// A limit that is never reached stays one in float.
float limit_of(double level) { return static_cast<float>(level < 1e30 ? level : 1e30); }

kernels::MarkerPlan lower_marker(Marker const& marker) {
    return {static_cast<float>(marker.proportional_error),
            static_cast<float>(marker.additive_error),
            static_cast<float>(marker.immunofixation_limit),
            static_cast<float>(marker.immunofixation_log_sd * log2_per_ln),
            static_cast<float>(marker.minimal_response_share),
            static_cast<float>(marker.partial_response_share),
            static_cast<float>(marker.partial_response_level),
            static_cast<float>(marker.very_good_response_share),
            static_cast<float>(marker.very_good_response_level),
            static_cast<float>(marker.progression_ratio),
            static_cast<float>(marker.progression_increase),
            limit_of(marker.high_nadir),
            static_cast<float>(marker.progression_increase_if_high)};
}

void lower_marrow(ResidualDisease const& marrow, int cycles, kernels::DiseaseVisitsPlan& plan) {
    plan.marrow_evaluable_share = marrow.evaluable_share;
    plan.marrow_repeated_share = marrow.repeated_share;
    plan.log2_marrow_share_at_baseline =
        static_cast<float>(log2_of(marrow.marrow_share_at_baseline));
    plan.marrow_log2_error = static_cast<float>(marrow.log10_error * log2_of(10.0));
    plan.marrow_is_taken_in_all = marrow.taken == MarrowTaken::in_all_patients ? 1 : 0;
    plan.log2_negative_share = static_cast<float>(log2_of(marrow.threshold));
    for (int cycle = 0; cycle < cycles; ++cycle) {
        double const end_months = (cycle + 1) * months_per_cycle;
        for (double const months : marrow.scheduled_months) {
            plan.marrow_months_reached[cycle] += end_months >= months ? 1 : 0;
        }
    }
}

}  // namespace

kernels::DiseaseVisitsPlan lower_visits(MyelomaAssessment const& assessment, int cycles) {
    kernels::DiseaseVisitsPlan plan{};
    VisitSchedule const& visits = assessment.visits;
    // a cycle that ends on the month, within rounding, is still among the early ones
    while ((plan.cycles_seen_by_all + 1) * months_per_cycle <=
           visits.every_cycle_until_months + 0.01) {
        ++plan.cycles_seen_by_all;
    }
    plan.later_every_cycles = visits.later_every_cycles;
    plan.phase_width_cycles = static_cast<float>(visits.phase_width_cycles);
    ResponseCriteria const& response = assessment.response;
    plan.confirmed_in_marrow_share = response.confirmed_in_marrow_share;
    plan.never_evaluable_share = response.never_evaluable_share;
    plan.log2_stringent_share = static_cast<float>(log2_of(response.stringent_marrow_share));
    ClinicalProgression const& clinical = assessment.clinical_progression;
    plan.clinical_by_burden =
        static_cast<float>(clinical.burden_hazard_per_month * months_per_cycle);
    plan.clinical =
        lognormal(clinical.hazard_per_month * months_per_cycle, clinical.log_per_aggressiveness);
    plan.marker[0] = lower_marker(response.serum);
    plan.marker[1] = lower_marker(response.urine);
    plan.marker[2] = lower_marker(response.free_light_chain);
    lower_marrow(assessment.residual_disease, cycles, plan);
    return plan;
}

}  // namespace vtrial::trials
