// Minimal residual disease, and when the first line reached which response.
#pragma once

#include "kernels/core/single_normal_quantile.hpp"
#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

/// Whether this visit shows a complete response, and whether one before it did.
template <class Tile>
VTRIAL_FUNCTION bool is_in_complete_response(Tile const& tile, std::int32_t i) {
    return tile.state.response_now[i] == static_cast<std::int32_t>(MyelomaResponse::complete);
}
template <class Tile>
VTRIAL_FUNCTION bool was_in_complete_response(Tile const& tile, std::int32_t i) {
    constexpr int row = response_row(MyelomaResponse::complete);
    return tile.course.response_days[row * Tile::capacity + i] < never_cycles;
}

/// Whose marrow is taken: at the visit that first calls a complete response, and after it at the
/// first visit in or after each scheduled month, if the patient has it repeated, or, in all
/// patients, at the latter alone.
template <class Team, class Tile>
VTRIAL_FUNCTION void plan_marrow(Team const& team, DiseaseVisitsPlan const& plan,
                                 std::int32_t cycle, std::int32_t count, Tile& tile) {
    std::int32_t const reached = plan.marrow_months_reached[cycle];
    bool const is_for_all = plan.marrow_is_taken_in_all != 0;
    team.for_each(count, [=, &tile](std::int32_t i) {
        auto& now = tile.state;
        bool const counts =
            ((now.is_visited[i] & tile.constants.is_evaluable[i]) != 0) & (now.line[i] == 1);
        now.is_first_line_visit[i] = counts ? 1 : 0;
        bool const was_complete = was_in_complete_response(tile, i);
        bool const is_first = is_in_complete_response(tile, i) & !was_complete;
        bool const is_scheduled = reached > now.marrow_months_passed[i];
        now.marrow_months_passed[i] = select(counts, reached, now.marrow_months_passed[i]);
        bool const is_repeated = was_complete & (tile.constants.marrow_looks[i] == 2);
        // no choice by is_for_all: a branch would keep the loop from vectorising
        bool const is_due = (is_scheduled & (is_repeated | is_for_all)) | (is_first & !is_for_all);
        bool const is_taken = counts & is_due & (tile.constants.marrow_looks[i] != 0);
        now.marrow_is_taken[i] = is_taken ? 1 : 0;
    });
}

/// A result that is negative or not: the first negative one, and when results had been negative for
/// each of the plan's spans.
template <class Tile>
VTRIAL_FUNCTION void record_negativity(DiseaseVisitsPlan const& plan, bool is_negative, float today,
                                       std::int32_t i, Tile& tile) {
    auto& now = tile.state;
    auto& course = tile.course;
    if (!is_negative) {
        now.negative_since_days[i] = never_cycles;
        return;
    }
    float const since = smaller(now.negative_since_days[i], today);
    now.negative_since_days[i] = since;
    course.first_negative_days[i] = smaller(course.first_negative_days[i], today);
    VTRIAL_UNROLL
    for (std::int32_t span = 0; span < most_sustained_spans; ++span) {
        if (span < plan.sustained_spans && today - since >= plan.sustained_days[span]) {
            float& sustained = course.sustained_negative_days[span * Tile::capacity + i];
            sustained = smaller(sustained, today);
        }
    }
}

/// What marrow shows in those from whom it is taken; its error is from word 3. A complete response
/// with less than the stringent share of clonal cells is a stringent one.
template <class Team, class Tile>
VTRIAL_FUNCTION void look_at_marrow(Team const& team, DiseaseVisitsPlan const& plan,
                                    std::int32_t cycle, std::int32_t count, Tile& tile) {
    float const today = static_cast<float>(cycle + 1) * days_of_cycle;
    std::int32_t const* const is_taken = tile.state.marrow_is_taken;
    team.for_few(
        count, [=](std::int32_t i) { return is_taken[i] != 0; },
        [=, &plan, &tile](std::int32_t i) {
            float const share = tile.state.log2_burden[i] + plan.log2_marrow_share_at_baseline +
                                plan.marrow_log2_error * normal_quantile_of_word(tile.word[3][i]);
            record_negativity(plan, share < plan.log2_negative_share, today, i, tile);
            bool const is_complete =
                is_in_complete_response(tile, i) || was_in_complete_response(tile, i);
            if (is_complete && (share < plan.log2_stringent_share)) {
                tile.state.response_now[i] =
                    static_cast<std::int32_t>(MyelomaResponse::stringent_complete);
            }
        });
}

/// The days on which depths of response are confirmed. A response begins with the first of the two
/// values that show it, at the visit before.
template <class Team, class Tile>
VTRIAL_FUNCTION void record_response(Team const& team, std::int32_t cycle, std::int32_t count,
                                     Tile& tile) {
    float const today = static_cast<float>(cycle + 1) * days_of_cycle;
    team.for_each(count, [=, &tile](std::int32_t i) {
        auto& now = tile.state;
        auto& course = tile.course;
        bool const counts = now.is_first_line_visit[i] != 0;
        auto const reaches = [&](MyelomaResponse response) {
            return counts & (now.response_now[i] >= static_cast<std::int32_t>(response));
        };
        auto const record = [&](MyelomaResponse response) {
            float& reached = course.response_days[response_row(response) * Tile::capacity + i];
            reached = smaller(reached, select(reaches(response), today, never_cycles));
        };
        record(MyelomaResponse::minimal);
        record(MyelomaResponse::partial);
        record(MyelomaResponse::very_good_partial);
        record(MyelomaResponse::complete);
        record(MyelomaResponse::stringent_complete);
        course.response_began_days[i] = smaller(
            course.response_began_days[i],
            select(reaches(MyelomaResponse::partial), now.previous_visit_days[i], never_cycles));
        now.previous_visit_days[i] = select(counts, today, now.previous_visit_days[i]);
    });
}

}  // namespace vtrial::kernels
