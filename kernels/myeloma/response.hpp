// The IMWG criteria (Kumar, Lancet Oncol 2016) on a line's visits, from one marker. A value is
// confirmed by the one before it: the higher of the two counts for response and nadir, and
// progression needs two above the limits, one after the other.
#pragma once

#include "kernels/core/relaxation.hpp"
#include "kernels/core/single_normal_quantile.hpp"
#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

/// What a visit measures, from words 0 to 2.
template <class Team, class Tile>
VTRIAL_FUNCTION void measure(Team const& team, std::int32_t count, Tile& tile) {
    team.for_each(count, [&](std::int32_t i) {
        auto const& by = tile.criteria;
        float const level = tile.covariates.baseline_marker[i] * tile.state.marker[i];
        float const proportional =
            by.proportional_error[i] * normal_quantile_of_word(tile.word[0][i]);
        float const additive = by.additive_error[i] * normal_quantile_of_word(tile.word[1][i]);
        tile.state.value[i] = larger(0.0f, level * (1.0f + proportional) + additive);
    });
    team.for_each(count, [&](std::int32_t i) {
        auto const& by = tile.criteria;
        float const level = tile.covariates.baseline_marker[i] * tile.state.marker[i];
        float const seen = level * power_of_two(by.immunofixation_log2_sd[i] *
                                                normal_quantile_of_word(tile.word[2][i]));
        tile.state.is_negative[i] = seen < by.immunofixation_limit[i] ? 1 : 0;
    });
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

/// Progression where it is confirmed, dated by the first of its two visits and shifted by the
/// patient's phase.
template <class Team, class Tile>
VTRIAL_FUNCTION void confirm_progression(Team const& team, std::int32_t cycle, std::int32_t count,
                                         Tile& tile) {
    auto const end = static_cast<float>(cycle + 1);
    team.for_each(count, [=, &tile](std::int32_t i) {
        auto& now = tile.state;
        bool const is_visited = now.is_visited[i] != 0;
        bool const is_above = is_progression(tile, i, now.value[i]);
        float const suspected = now.suspected_cycle[i];
        bool const was_suspected = suspected < never_cycles;
        bool const is_confirmed = is_visited & is_above & was_suspected;
        now.progression_cycle[i] =
            select(is_confirmed, suspected + tile.constants.visit_phase_cycles[i],
                   now.progression_cycle[i]);
        float const since = smaller(suspected, end);
        float const still_suspected = select(is_above, since, never_cycles);
        now.suspected_cycle[i] = select(is_visited, still_suspected, suspected);
    });
}

/// The visits after a cycle: the response now, then progression, which is above the nadir of the
/// visits before, and the nadir.
template <class Team, class Tile>
VTRIAL_FUNCTION void assess_marker(Team const& team, std::int32_t cycle, std::int32_t count,
                                   Tile& tile) {
    measure(team, count, tile);
    team.for_each(count, [&](std::int32_t i) {
        auto& now = tile.state;
        float const confirmed = larger(now.value[i], now.previous_value[i]);
        std::int32_t const is_complete =
            now.is_negative[i] & now.previous_negative[i] & tile.constants.marrow_confirms[i];
        now.response_now[i] = confirmed_response(tile, i, confirmed, is_complete != 0);
    });
    confirm_progression(team, cycle, count, tile);
    team.for_each(count, [&](std::int32_t i) {
        auto& now = tile.state;
        bool const is_visited = now.is_visited[i] != 0;
        float const confirmed = larger(now.value[i], now.previous_value[i]);
        now.nadir[i] = select(is_visited, smaller(now.nadir[i], confirmed), now.nadir[i]);
        now.previous_value[i] = select(is_visited, now.value[i], now.previous_value[i]);
        now.previous_negative[i] = select(is_visited, now.is_negative[i], now.previous_negative[i]);
    });
}

}  // namespace vtrial::kernels
