// Minimal residual disease, and the best response of the first line.
#pragma once

#include "kernels/core/single_normal_quantile.hpp"
#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

/// Marrow is taken at the visit that first calls a complete response, and after it at the first
/// visit in or after each scheduled month; its error is from word 3. A complete response with less
/// than the stringent share of clonal cells is a stringent one.
template <class Team, class Tile>
VTRIAL_FUNCTION void record_response(Team const& team, DiseaseVisitsPlan const& plan,
                                     std::int32_t cycle, std::int32_t count, Tile& tile) {
    std::int32_t const reached = plan.marrow_months_reached[cycle];
    float const day = static_cast<float>(cycle + 1) * days_of_cycle;
    team.for_each(count, [=, &plan, &tile](std::int32_t i) {
        auto& now = tile.state;
        auto& course = tile.course;
        bool const counts =
            ((now.is_visited[i] & tile.constants.is_evaluable[i]) != 0) & (now.line[i] == 1);
        auto const complete = static_cast<std::int32_t>(MyelomaResponse::complete);
        auto const stringent = static_cast<std::int32_t>(MyelomaResponse::stringent_complete);
        std::int32_t const best = course.best_response[i];
        bool const was_complete = best >= complete;
        bool const is_first = (now.response_now[i] == complete) & !was_complete;
        bool const is_scheduled = reached > now.marrow_months_passed[i];
        now.marrow_months_passed[i] = select(counts, reached, now.marrow_months_passed[i]);
        bool const looks = counts & (is_first | (is_scheduled & was_complete)) &
                           (tile.constants.is_marrow_evaluable[i] != 0);

        float const share = now.log2_burden[i] + plan.log2_marrow_share_at_baseline +
                            plan.marrow_log2_error * normal_quantile_of_word(tile.word[3][i]);
        bool const is_negative = looks & (share < plan.log2_negative_share);
        std::int32_t const bit = 1 << select(is_scheduled, reached, 0);
        course.marrow_looked[i] |= select(looks, bit, 0);
        course.first_negative_days[i] = select(is_negative & (course.marrow_negative[i] == 0), day,
                                               course.first_negative_days[i]);
        course.marrow_negative[i] |= select(is_negative, bit, 0);
        std::int32_t const better = select(counts, larger(best, now.response_now[i]), best);
        course.best_response[i] =
            select(looks & (share < plan.log2_stringent_share), stringent, better);
    });
}

}  // namespace vtrial::kernels
