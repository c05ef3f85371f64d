// What a trial sees of adverse events, quality of life and what is measured: up to drop-out.
#pragma once

#include "kernels/myeloma/observe_responses.hpp"

namespace vtrial::kernels {

/// The first so many cycles of a word that begins with cycle `first`, as a mask.
VTRIAL_FUNCTION std::uint32_t first_cycles(std::int32_t cycles, std::int32_t first) {
    std::int32_t const bits = larger(0, smaller(cycles - first, cycles_of_word));
    return bits == cycles_of_word ? ~0u : (1u << bits) - 1u;
}

/// Sets down in which cycles the patient at place i of the tile had adverse events that recur, and
/// in which treatment: those that are over by drop-out.
template <class Tile>
VTRIAL_FUNCTION void observe_cycles(Tile const& tile, Patients const& patients, std::int32_t i,
                                    std::uint32_t dropout) {
    constexpr std::uint32_t cycle_ticks = static_cast<std::uint32_t>(days_of_cycle)
                                          << ticks_per_day_bits;
    auto const seen = static_cast<std::int32_t>(dropout / cycle_ticks);
    std::int32_t const place = tile.place[i];
    for (std::int32_t row = 0; row < cycle_sets * words_of_cycle_set; ++row) {
        std::int32_t const first = row % words_of_cycle_set * cycles_of_word;
        patients.cycles[row][place] =
            tile.safety.cycles[row * Tile::capacity + i] & first_cycles(seen, first);
    }
}

/// Sets down the patient's scores.
template <class Tile>
VTRIAL_FUNCTION void observe_scores(QualityOfLifePlan const& plan, Tile const& tile,
                                    Patients const& patients, std::int32_t i,
                                    std::uint32_t dropout) {
    auto const& own = tile.quality_of_life;
    std::int32_t const place = tile.place[i];
    patients.score_level[0][place] = static_cast<std::uint8_t>(own.baseline_level[i]);
    for (std::int32_t month = 0; month < plan.months; ++month) {
        auto const day = static_cast<std::uint32_t>(plan.month_cycles[month]) *
                         static_cast<std::uint32_t>(days_of_cycle);
        bool const is_seen = (day << ticks_per_day_bits) <= dropout;
        std::int32_t const level = own.level[month * Tile::capacity + i];
        patients.score_level[1 + month][place] =
            static_cast<std::uint8_t>(is_seen ? level : no_score_level);
    }
}

/// Sets down the time to deterioration. Who is not asked any more leaves with the last answer,
/// unless death counts as deterioration.
template <class Tile>
VTRIAL_FUNCTION void observe_deterioration(QualityOfLifePlan const& plan, Tile const& tile,
                                           Patients const& patients, std::int32_t i,
                                           std::uint32_t dropout) {
    auto const& own = tile.quality_of_life;
    bool const with_death = plan.death_is_deterioration != 0;
    float const event =
        smaller(own.deterioration_days[i], with_death ? tile.course.death_days[i] : never_cycles);
    float const last = with_death ? never_cycles : own.last_asked_days[i];
    patients.observed[static_cast<int>(Endpoint::TTD)][tile.place[i]] =
        observation(ticks_of_days(event), smaller(dropout, ticks_of_days(last)));
}

/// A number that is described of a patient, and since when it is known, in days after
/// randomisation; never_day: never.
struct MeasuredNumber {
    std::uint32_t known_day;
    std::uint32_t number;
};

/// A trough is known on its day. The time to a response, to the first sign of a partial one or a
/// better one, is known once that is confirmed. The time on treatment is known at all times, though
/// at a cut no more of it than has passed.
template <class Tile>
VTRIAL_FUNCTION MeasuredNumber measured_number(MeasurementPlan const& plan, Tile const& tile,
                                               int row, std::int32_t i, std::uint32_t dropout) {
    auto const whole = [](float number) {
        return static_cast<std::uint32_t>(smaller(number, static_cast<float>(never_day)));
    };
    if (plan.kind == MeasurementKind::time_to_response) {
        constexpr int partial = response_row(MyelomaResponse::partial);
        return {seen_day(tile.course.response_days[partial * Tile::capacity + i], dropout),
                whole(tile.course.response_began_days[i])};
    }
    if (plan.kind == MeasurementKind::time_on_treatment) {
        float const seen_days =
            static_cast<float>(dropout) * (1.0f / static_cast<float>(1 << ticks_per_day_bits));
        return {0, whole(smaller(tile.measurements.treated_until_days[i], seen_days))};
    }
    float const trough = tile.measurements.trough_mg_per_litre[row * Tile::capacity + i];
    float const day = static_cast<float>(plan.cycle) * days_of_cycle;
    return {seen_day(trough < 0.0f ? never_cycles : day, dropout),
            whole(larger(0.0f, trough) * static_cast<float>(parts_of_mg_per_litre) + 0.5f)};
}

/// Sets down the numbers that are described of the patient.
template <class Tile>
VTRIAL_FUNCTION void observe_measurements(MeasurementsPlan const& plan, Tile const& tile,
                                          Patients const& patients, std::int32_t i,
                                          std::uint32_t dropout) {
    std::int32_t const place = tile.place[i];
    for (int row = 0; row < plan.count; ++row) {
        MeasuredNumber const found = measured_number(plan.measurement[row], tile, row, i, dropout);
        int const first_row = rows_of_measurement * row;
        patients.measured[first_row][place] = static_cast<std::uint16_t>(found.known_day);
        patients.measured[first_row + 1][place] = static_cast<std::uint16_t>(found.number);
    }
}

/// Sets down what the plan asks for of the patient at place i of the tile.
template <class Tile>
VTRIAL_SELDOM void observe_safety(Plan const& plan, Tile const& tile, Patients const& patients,
                                  std::int32_t i, DropoutTicks const& dropout_of) {
    QualityOfLifePlan const& quality = plan.myeloma[0].quality_of_life;
    std::uint32_t const dropout = dropout_of(patients, tile.place[i]);
    if (plan.responses.recurrent > 0) {
        observe_cycles(tile, patients, i, dropout);
    }
    if (quality.is_asked != 0) {
        observe_scores(quality, tile, patients, i, dropout);
    }
    if (quality.is_timed != 0) {
        observe_deterioration(quality, tile, patients, i, dropout);
    }
    observe_measurements(plan.myeloma[0].measurements, tile, patients, i, dropout);
}

}  // namespace vtrial::kernels
