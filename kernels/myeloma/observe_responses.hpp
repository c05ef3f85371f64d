// What a trial sees of its patients' responses by the disease model: the days on which they came.
#pragma once

#include "kernels/myeloma/tile.hpp"
#include "kernels/patients/observe.hpp"

namespace vtrial::kernels {

/// In ticks; a time that has not come by the horizon is as long as ticks can be.
VTRIAL_FUNCTION std::uint32_t ticks_of_days(float days) {
    return whole_ticks(days * static_cast<float>(1 << ticks_per_day_bits));
}

/// Stable disease or better is told so many days after randomisation.
inline constexpr float stable_disease_days = 42.0f;

/// When stable disease or better is told, of patients who can be evaluated and are alive and free
/// of progression then.
template <class Tile>
VTRIAL_FUNCTION float days_of_stable_disease(Tile const& tile, std::int32_t i) {
    float const end = smaller(tile.course.first_progression_days[i], tile.course.death_days[i]);
    bool const is_stable = tile.constants.is_evaluable[i] != 0 && end >= stable_disease_days;
    return is_stable ? stable_disease_days : never_cycles;
}

/// The day after randomisation on which a patient's course has a response or an adverse event of
/// the plan, never_cycles where it has none.
template <class Tile>
VTRIAL_FUNCTION float days_of_response(Tile const& tile, ResponsePlan const& response,
                                       std::int32_t i) {
    auto const& course = tile.course;
    std::int32_t const place = response.row * Tile::capacity + i;
    if constexpr (Tile::has_safety) {
        if (response.kind == ResponseKind::safety) {
            return tile.safety.event_days[place];
        }
    }
    switch (response.kind) {
        case ResponseKind::negative:
            return course.first_negative_days[i];
        case ResponseKind::stable:
            return days_of_stable_disease(tile, i);
        case ResponseKind::sustained_negative:
            return course.sustained_negative_days[place];
        default:
            return course.response_days[place];
    }
}

/// The day on which something comes that is seen at a visit; never_day where it does not, or where
/// the patient has dropped out before.
VTRIAL_FUNCTION std::uint16_t seen_day(float days, std::uint32_t dropout) {
    auto const day = static_cast<std::uint32_t>(smaller(days, static_cast<float>(never_day)));
    bool const is_seen = day < never_day && (day << ticks_per_day_bits) <= dropout;
    return static_cast<std::uint16_t>(is_seen ? day : never_day);
}

/// Sets down the days of the responses of the patient at place i of the tile, up to the study's
/// last day.
template <class Tile>
VTRIAL_SELDOM void observe_responses(Plan const& plan, Tile const& tile, Patients const& patients,
                                     std::int32_t i, DropoutTicks const& dropout_of) {
    ResponsesPlan const& responses = plan.responses;
    std::int32_t const place = tile.place[i];
    std::uint32_t const dropout = dropout_of(patients, place);
    for (std::int32_t row = 0; row < responses.count; ++row) {
        ResponsePlan const& response = responses.response[row];
        float const days = days_of_response(tile, response, i);
        patients.response_day[row][place] =
            seen_day(days <= response.latest_days ? days : never_cycles, dropout);
    }
    if (responses.has_duration != 0) {
        constexpr int partial = response_row(MyelomaResponse::partial);
        patients.response_day[confirmed_row(responses)][place] =
            seen_day(tile.course.response_days[partial * Tile::capacity + i], dropout);
        patients.response_day[began_row(responses)][place] =
            seen_day(tile.course.response_began_days[i], dropout);
    }
}

}  // namespace vtrial::kernels
