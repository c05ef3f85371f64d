// How the patient can be assessed: which visits, by which marker, whether for response and MRD.
#pragma once

#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

/// The limits of the marker that the patient's disease is measured by.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_criteria(Team const& team, DiseaseVisitsPlan const& plan,
                                  std::int32_t count, Tile& tile) {
    team.for_each(count, [&](std::int32_t i) {
        MarkerPlan const& marker = plan.marker[tile.covariates.measured_in[i]];
        auto& own = tile.criteria;
        own.proportional_error[i] = marker.proportional_error;
        own.additive_error[i] = marker.additive_error;
        own.immunofixation_limit[i] = marker.immunofixation_limit;
        own.immunofixation_log2_sd[i] = marker.immunofixation_log2_sd;
        own.minimal_response_share[i] = marker.minimal_response_share;
        own.partial_response_share[i] = marker.partial_response_share;
        own.partial_response_level[i] = marker.partial_response_level;
        own.very_good_response_share[i] = marker.very_good_response_share;
        own.very_good_response_level[i] = marker.very_good_response_level;
        own.progression_ratio[i] = marker.progression_ratio;
        own.progression_increase[i] = marker.progression_increase;
        own.high_nadir[i] = marker.high_nadir;
        own.progression_increase_if_high[i] = marker.progression_increase_if_high;
    });
}

/// Everything from purpose `assessability`.
template <class Team, class Tile>
VTRIAL_FUNCTION void draw_assessability(Team const& team, DiseaseVisitsPlan const& visits,
                                        MyelomaPatients const& who, Tile& tile) {
    draw_block(team, who, DrawPurpose::assessability, 0, tile);
    team.for_each(who.count, [&](std::int32_t i) {
        auto& own = tile.constants;
        own.visit_offset[i] = static_cast<std::int32_t>(open_uniform_double(tile.word[0][i]) *
                                                        visits.later_every_cycles);
        own.visit_phase_cycles[i] = visits.phase_width_cycles *
                                    static_cast<float>(open_uniform_double(tile.word[1][i]) - 0.5);
        own.marrow_confirms[i] = is_below(tile.word[2][i], visits.confirmed_in_marrow_share);
        own.is_evaluable[i] = 1 - is_below(tile.word[3][i], visits.never_evaluable_share);
    });
    draw_block(team, who, DrawPurpose::assessability, 1, tile);
    team.for_each(who.count, [&](std::int32_t i) {
        tile.constants.marrow_looks[i] =
            is_below(tile.word[0][i], visits.marrow_evaluable_share) *
            (1 + is_below(tile.word[1][i], visits.marrow_repeated_share));
    });
    set_criteria(team, visits, who.count, tile);
}

}  // namespace vtrial::kernels
