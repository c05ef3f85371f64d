// Minimal residual disease, and when the first line reached which response.
#pragma once

#include "kernels/core/single_normal_quantile.hpp"
#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

/// Marrow is taken at the visit that first calls a complete response, and after it at the first
/// visit in or after each scheduled month, if the patient has it repeated, or, in all patients, at
/// the latter alone; its error is from word 3. A complete response with less than the stringent
/// share of clonal cells is a stringent one.
template <class Team, class Tile>
VTRIAL_FUNCTION void look_at_marrow(Team const& team, DiseaseVisitsPlan const& plan,
                                    std::int32_t cycle, std::int32_t count, Tile& tile) {
    std::int32_t const reached = plan.marrow_months_reached[cycle];
    bool const is_for_all = plan.marrow_is_taken_in_all != 0;
    team.for_each(count, [=, &plan, &tile](std::int32_t i) {
        auto& now = tile.state;
        bool const counts =
            ((now.is_visited[i] & tile.constants.is_evaluable[i]) != 0) & (now.line[i] == 1);
        now.is_first_line_visit[i] = counts ? 1 : 0;
        constexpr auto complete = MyelomaResponse::complete;
        bool const was_complete =
            tile.course.response_days[response_row(complete) * Tile::capacity + i] < never_cycles;
        bool const is_complete = now.response_now[i] == static_cast<std::int32_t>(complete);
        bool const is_first = is_complete & !was_complete;
        bool const is_scheduled = reached > now.marrow_months_passed[i];
        now.marrow_months_passed[i] = select(counts, reached, now.marrow_months_passed[i]);
        bool const is_repeated = was_complete & (tile.constants.marrow_looks[i] == 2);
        // no choice by is_for_all: a branch would keep the loop from vectorising
        bool const is_due = (is_scheduled & (is_repeated | is_for_all)) | (is_first & !is_for_all);
        bool const is_taken = counts & is_due & (tile.constants.marrow_looks[i] != 0);

        float const share = now.log2_burden[i] + plan.log2_marrow_share_at_baseline +
                            plan.marrow_log2_error * normal_quantile_of_word(tile.word[3][i]);
        auto const code = [](auto value) { return static_cast<std::int32_t>(value); };
        std::int32_t const result =
            select(share < plan.log2_negative_share, code(MarrowResult::negative),
                   code(MarrowResult::positive));
        now.marrow_result[i] = select(is_taken, result, code(MarrowResult::not_taken));
        now.response_now[i] =
            select(is_taken & (is_complete | was_complete) & (share < plan.log2_stringent_share),
                   code(MyelomaResponse::stringent_complete), now.response_now[i]);
    });
}

/// The first negative result, and when results had been negative for each of the plan's spans.
template <class Team, class Tile>
VTRIAL_FUNCTION void record_negativity(Team const& team, DiseaseVisitsPlan const& plan,
                                       std::int32_t cycle, std::int32_t count, Tile& tile) {
    float const today = static_cast<float>(cycle + 1) * days_of_cycle;
    team.for_each(count, [=, &tile](std::int32_t i) {
        auto& now = tile.state;
        bool const is_taken =
            now.marrow_result[i] != static_cast<std::int32_t>(MarrowResult::not_taken);
        bool const is_negative =
            now.marrow_result[i] == static_cast<std::int32_t>(MarrowResult::negative);
        float const negative = select(is_negative, today, never_cycles);
        float& first = tile.course.first_negative_days[i];
        first = smaller(first, negative);
        float const since = now.negative_since_days[i];
        float const still = select(is_negative, smaller(since, today), never_cycles);
        now.negative_since_days[i] = select(is_taken, still, since);
    });
    for (std::int32_t span = 0; span < plan.sustained_spans; ++span) {
        float const span_days = plan.sustained_days[span];
        team.for_each(count, [=, &tile](std::int32_t i) {
            bool const is_sustained =
                (tile.state.marrow_result[i] == static_cast<std::int32_t>(MarrowResult::negative)) &
                (today - tile.state.negative_since_days[i] >= span_days);
            float& sustained = tile.course.sustained_negative_days[span * Tile::capacity + i];
            sustained = smaller(sustained, select(is_sustained, today, never_cycles));
        });
    }
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
