// The IMWG criteria (Kumar, Lancet Oncol 2016) on a line's visits, from one marker. A value is
// confirmed by the one before it: the higher of the two counts for response and nadir, and
// progression needs two above the limits, one after the other.
#pragma once

#include "kernels/core/relaxation.hpp"
#include "kernels/core/single_normal_quantile.hpp"
#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

/// What a visit measures, from words 0 to 2.
struct MarkerMeasurement {
    float value;
    bool immunofixation_negative;
};
template <class Tile>
VTRIAL_FUNCTION MarkerMeasurement measure(Tile const& tile, std::int32_t i) {
    auto const& by = tile.criteria;
    float const level = tile.covariates.baseline_marker[i] * tile.state.marker[i];
    float const value =
        level * (1.0f + by.proportional_error[i] * normal_quantile_of_word(tile.word[0][i])) +
        by.additive_error[i] * normal_quantile_of_word(tile.word[1][i]);
    float const seen = level * power_of_two(by.immunofixation_log2_sd[i] *
                                            normal_quantile_of_word(tile.word[2][i]));
    return {larger(0.0f, value), seen < by.immunofixation_limit[i]};
}

/// The response that a confirmed value shows.
template <class Tile>
VTRIAL_FUNCTION std::int32_t confirmed_response(Tile const& tile, std::int32_t i, float confirmed,
                                                bool is_complete) {
    auto const& by = tile.criteria;
    float const baseline = tile.state.line_baseline[i];
    bool const is_minimal =
        (confirmed <= by.minimal_response_share[i] * baseline) | (confirmed <= 0.0f);
    bool const is_partial = (confirmed <= by.partial_response_share[i] * baseline) |
                            (confirmed <= by.partial_response_level[i]);
    bool const is_very_good = (confirmed <= by.very_good_response_share[i] * baseline) |
                              (confirmed <= by.very_good_response_level[i]);
    auto const level = [](MyelomaResponse response) { return static_cast<std::int32_t>(response); };
    std::int32_t response =
        select(is_minimal, level(MyelomaResponse::minimal), level(MyelomaResponse::stable));
    response = select(is_partial, level(MyelomaResponse::partial), response);
    response = select(is_very_good, level(MyelomaResponse::very_good_partial), response);
    return select(is_complete, level(MyelomaResponse::complete), response);
}

/// Whether a value is above the limits of progression.
template <class Tile>
VTRIAL_FUNCTION bool is_progression(Tile const& tile, std::int32_t i, float value) {
    auto const& by = tile.criteria;
    float const nadir = tile.state.nadir[i];
    float const increase = select(nadir >= by.high_nadir[i], by.progression_increase_if_high[i],
                                  by.progression_increase[i]);
    return (value >= by.progression_ratio[i] * nadir) & (value >= nadir + increase);
}

/// The visits after a cycle: response now, and progression where it is confirmed, dated by the
/// first of its two visits and shifted by the patient's phase.
template <class Team, class Tile>
VTRIAL_FUNCTION void assess_marker(Team const& team, std::int32_t cycle, std::int32_t count,
                                   Tile& tile) {
    auto const end = static_cast<float>(cycle + 1);
    team.for_each(count, [=, &tile](std::int32_t i) {
        auto& now = tile.state;
        bool const is_visited = now.is_visited[i] != 0;
        MarkerMeasurement const seen = measure(tile, i);
        float const confirmed = larger(seen.value, now.previous_value[i]);
        bool const is_complete = seen.immunofixation_negative & (now.previous_negative[i] != 0) &
                                 (tile.constants.marrow_confirms[i] != 0);
        now.response_now[i] = confirmed_response(tile, i, confirmed, is_complete);

        bool const is_above = is_progression(tile, i, seen.value);
        float const suspected = now.suspected_cycle[i];
        bool const was_suspected = suspected < never_cycles;
        bool const is_confirmed = is_visited & is_above & was_suspected;
        now.progression_cycle[i] =
            select(is_confirmed, suspected + tile.constants.visit_phase_cycles[i],
                   now.progression_cycle[i]);
        float const still_suspected =
            select(is_above, select(was_suspected, suspected, end), never_cycles);
        now.suspected_cycle[i] = select(is_visited, still_suspected, suspected);
        now.nadir[i] = select(is_visited, smaller(now.nadir[i], confirmed), now.nadir[i]);
        now.previous_value[i] = select(is_visited, seen.value, now.previous_value[i]);
        now.previous_negative[i] =
            select(is_visited, seen.immunofixation_negative ? 1 : 0, now.previous_negative[i]);
    });
}

}  // namespace vtrial::kernels
