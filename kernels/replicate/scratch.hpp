// The memory of one team: carved once out of one buffer, used again by every replicate. Counts of
// both arms are packed in one word: uint32_t for up to 65,535 patients, else uint64_t.
#pragma once

#include <cstdint>

#include "kernels/plan/plan.hpp"

namespace vtrial::kernels {

/// A range of patients as structure of arrays, by number of arrival.
struct Patients {
    std::int32_t first;  ///< number of the first of them
    std::int32_t count;
    std::int32_t* entry_day;  ///< of the calendar
    std::int32_t* stratum;
    std::int32_t* arm;
    std::int32_t* observed[endpoint_count];  ///< 2 * leave day + (1 if the event was seen)
    // until the patient has been observed:
    std::int32_t* rank_in_stratum;
    std::uint32_t* frailty_word;
    std::uint32_t* dropout_word;

    /// The patients begin, begin + 1, ... of these.
    VTRIAL_FUNCTION Patients part(std::int32_t begin, std::int32_t size) const {
        return {first + begin,
                size,
                entry_day + begin,
                stratum + begin,
                arm + begin,
                {observed[0] + begin, observed[1] + begin, observed[2] + begin},
                rank_in_stratum + begin,
                frailty_word + begin,
                dropout_word + begin};
    }
};

inline constexpr int words_a_patient = 8;

/// What is forgotten as soon as a tile of patients has been observed. A table of draws or durations
/// has `capacity` columns, one a patient.
struct PatientTile {
    std::int32_t capacity;
    double* frailty_log2;           ///< log2 of the frailty
    float* inverse_frailty;         ///< its reciprocal, rounded
    std::uint32_t* words;           ///< draws of purposes `first_line`, then `next_line`
    std::uint32_t* duration_ticks;  ///< by transition

    VTRIAL_FUNCTION std::uint32_t* word(int index) const { return words + index * capacity; }
    VTRIAL_FUNCTION std::uint32_t* duration(int transition) const {
        return duration_ticks + transition * capacity;
    }
};

/// A risk table; a day packs both arms in one word, control in the lower half.
template <class Packed>
struct RiskTable {
    std::int32_t* followed;        ///< [patients] 2 * day + event at this cut, -1: not enrolled yet
    Packed* leavers;               ///< [days]
    Packed* events;                ///< [days]
    std::int32_t* rows_until_day;  ///< [days] number of event days up to and with this day
    /// [2 * stratum_cells] at-risk changes and events by stratum, row; where leavers and events are
    Packed* cells;
};

/// The event days of a risk table (stratified: of all strata), one row each.
template <class Packed>
struct RiskRows {
    std::int32_t* day;  ///< not of stratified rows
    Packed* events;     ///< packed by arm
    Packed* at_risk;    ///< packed by arm
    std::int32_t count;
};

/// Numbers at risk for each single event, ties spread by Efron's rule.
struct CoxTerms {
    float* control;
    float* experimental;
    std::int32_t count;
};

template <class Packed>
struct ScratchOf {
    Patients patients;
    PatientTile tile;
    std::uint32_t* event_days;  ///< [last_day + 1] observed events by calendar day
    std::int32_t* counters;     ///< [strata]
    RiskTable<Packed> table;
    std::int32_t stratum_cells;
    RiskRows<Packed> rows;
    RiskRows<Packed> stratified_rows;
    CoxTerms terms;
};
using Scratch = ScratchOf<std::uint32_t>;
using WideScratch = ScratchOf<std::uint64_t>;

/// Whether a plan has so many patients that a count may not fit 16 bits.
VTRIAL_FUNCTION bool is_wide(Plan const& plan) { return plan.patients > most_narrow_patients; }

/// What of the scratch depends on the kind of team, and not on the plan.
struct ScratchShape {
    std::int32_t tile_patients;  ///< 0: a lane keeps the patient it works on to itself
    std::int32_t stratum_cells;  ///< strata are tabulated in as many passes as these cells allow
};
inline constexpr ScratchShape thread_shape{1024, 1 << 15};
inline constexpr ScratchShape block_shape{0, 1 << 12};

/// Lays the arrays of a plan's scratch into `buffer` and returns the bytes used; with a null buffer
/// it only measures. Host only: it computes addresses and touches nothing.
template <class Packed>
std::int64_t lay_out(Plan const& plan, ScratchShape shape, void* buffer,
                     ScratchOf<Packed>& scratch);

}  // namespace vtrial::kernels
