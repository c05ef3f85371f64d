// The memory of one team: carved once out of one buffer by the host, used again by every replicate.
#pragma once

#include <cstdint>

#include "kernels/plan/plan.hpp"

namespace vtrial::kernels {

/// Patients as structure of arrays, by number of arrival.
struct Patients {
    std::int32_t* entry_day;  ///< of the calendar
    std::int32_t* stratum;
    std::int32_t* rank_in_stratum;
    std::int32_t* arm;
    double* frailty_log2;    ///< log2 of the frailty
    float* inverse_frailty;  ///< its reciprocal, rounded
    std::uint32_t* arrival_word;
    std::uint32_t* stratum_word;
    std::uint32_t* frailty_word;
    std::uint32_t* dropout_word;
    std::uint32_t* word[8];  ///< draws of purposes `first_line`, then `next_line`
    std::uint32_t* duration_ticks[transition_count];
    std::int32_t* observed[endpoint_count];  ///< 2 * leave day + (1 if the event was seen)
};

/// A day of a risk table packs both arms in one word: control in the lower 16 bits.
struct RiskTable {
    std::int32_t* followed;        ///< [patients] 2 * day + event at this cut, -1: not enrolled yet
    std::uint32_t* leavers;        ///< [days]
    std::uint32_t* events;         ///< [days]
    std::int32_t* rows_until_day;  ///< [days] number of event days up to and with this day
    std::uint32_t* cells;  ///< [2 * stratum_cells] at-risk changes and events by stratum, row
};

/// The event days of a risk table (stratified: of all strata), one row each.
struct RiskRows {
    std::int32_t* day;
    std::uint32_t* events;   ///< packed by arm
    std::uint32_t* at_risk;  ///< packed by arm
    std::int32_t count;
};

/// Numbers at risk for each single event, ties spread by Efron's rule.
struct CoxTerms {
    float* control;
    float* experimental;
    std::int32_t count;
};

struct Scratch {
    Patients patients;
    std::uint32_t* event_days;  ///< [last_day + 1] observed events by calendar day
    std::int32_t* counters;     ///< [strata]
    RiskTable table;
    std::int32_t stratum_cells;
    RiskRows rows;
    RiskRows stratified_rows;
    CoxTerms terms;
};

/// Lays the arrays of a plan's scratch into `buffer` and returns the bytes used; with a null buffer
/// it only measures. Host only: it computes addresses and touches nothing.
std::int64_t lay_out(Plan const& plan, void* buffer, Scratch& scratch);

}  // namespace vtrial::kernels
