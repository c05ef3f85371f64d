// The memory of one team: carved once out of one buffer, used again by every replicate. Counts of
// both arms are packed in one word: uint32_t for up to 65,535 patients, else uint64_t.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/plan/plan.hpp"
#include "kernels/statistics/response_counts.hpp"

namespace vtrial::kernels {

/// Arrays of the same length, one a row. Unlike an array of pointers, it can be indexed by a
/// variable and still be kept in registers.
template <class Value>
struct Matrix {
    Value* first;
    std::int32_t width;

    VTRIAL_FUNCTION Value* operator[](int row) const { return first + std::int64_t{row} * width; }
};

/// A day, or 2 * day + 1 if the patient has the event on it, else 2 * day. Half as wide as what is
/// computed with them: memory near a block of lanes is short, and so is a processor's cache.
using ShortDay = std::int16_t;
VTRIAL_FUNCTION constexpr ShortDay short_day(std::int32_t day) {
    return static_cast<ShortDay>(day);
}
static_assert(2 * (longest_ticks >> ticks_per_day_bits) + 1 <= INT16_MAX);

/// A range of patients as structure of arrays, by number of arrival.
struct Patients {
    std::int32_t first;  ///< number of the first of them
    std::int32_t count;
    ShortDay* entry_day;    ///< of the calendar; whom no look sees, after the last day
    std::int16_t* stratum;  ///< 16 bits: a device has little memory near a block
    std::int16_t* profile;  ///< of all factors; without biomarkers the stratum, in its place
    std::int16_t* arm;
    /// of a second randomisation, only where a plan has one: the arm, -1 without consent; and the
    /// day after the first on which it happened, -1 if it did not
    std::int16_t* second_planned;
    std::int16_t* second_day;
    /// by endpoint: 2 * leave day + (1 if the event was seen); after OS, TTNT of the disease model,
    /// then PFS by the second rule, then TTD
    Matrix<ShortDay> observed;
    std::uint8_t* responses;  ///< bit r: response r was seen; only where a plan draws some
    /// by response of the disease model: the day after randomisation on which it was seen, or
    /// never_day; then the two rows of the duration of response where a plan has it
    Matrix<std::uint16_t> response_day;
    /// sets of cycles of MyelomaSafety, as far as they are over by drop-out; only where a plan has
    /// adverse events that recur
    Matrix<std::uint32_t> cycles;
    /// level of the score at baseline, then at each month of the plan, no_score_level where it was
    /// not asked for
    Matrix<std::uint8_t> score_level;
    /// rows_of_measurement rows for each number that the plan describes
    Matrix<std::uint16_t> measured;
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
                profile + begin,
                arm + begin,
                second_planned + begin,
                second_day + begin,
                {observed.first + begin, observed.width},
                responses + begin,
                {response_day.first + begin, response_day.width},
                {cycles.first + begin, cycles.width},
                {score_level.first + begin, score_level.width},
                {measured.first + begin, measured.width},
                rank_in_stratum + begin,
                frailty_word + begin,
                dropout_word + begin};
    }
};

/// Later than any day that a disease is followed, whatever is added to it.
inline constexpr std::uint32_t never_day = 65535;

/// Row of Patients::observed with PFS under a censoring rule of the plan.
VTRIAL_FUNCTION constexpr int pfs_row(int rule) { return rule == 0 ? 0 : endpoint_count + 1; }

/// How many rows Patients::observed has.
VTRIAL_FUNCTION int observed_rows(Plan const& plan) {
    if (has_safety(plan) && plan.myeloma[0].quality_of_life.is_timed != 0) {
        return static_cast<int>(Endpoint::TTD) + 1;
    }
    int const endpoints = has_disease_model(plan) ? endpoint_count + 1 : endpoint_count;
    return plan.assessments.rules > 1 ? pfs_row(1) + 1 : endpoints;
}

inline constexpr int words_a_patient = 12;
inline constexpr int cure_word = 7;
inline constexpr int crossover_word = 8;
inline constexpr int first_response_word = 9;

/// A pointer of scratch laid out at address 0, in scratch that begins at `base`.
template <class Value>
VTRIAL_FUNCTION Value* moved_to(std::byte* base, Value* offset) {
    return reinterpret_cast<Value*>(base + reinterpret_cast<std::uintptr_t>(offset));
}

/// What is forgotten as soon as a tile of patients has been observed; `capacity` patients fit.
struct PatientTile {
    std::int32_t capacity;
    double* frailty_log2;    ///< log2 of the frailty; of a copula: the normal quantile of S(PFS)
    float* inverse_frailty;  ///< its reciprocal, rounded
    Matrix<std::uint32_t> word;            ///< draws of `first_line`, `next_line`, `further`
    Matrix<std::uint32_t> duration_ticks;  ///< by transition
};

/// A number of patients, and so of rows, where one word packs two of them.
template <class Packed>
struct Half {
    using Type = std::uint16_t;
};
template <>
struct Half<std::uint64_t> {
    using Type = std::uint32_t;
};
template <class Packed>
using HalfOf = typename Half<Packed>::Type;

/// A risk table; a day packs both arms in one word, control in the lower half.
template <class Packed>
struct RiskTable {
    std::int32_t* followed;    ///< [patients] 2 * day + event at this cut, -1: not enrolled yet
    std::int16_t const* arm;   ///< [patients] that is compared: of the first randomisation, or
                               ///< of the second, where who has none is not enrolled
    std::int32_t window_days;  ///< so many days at most are tabulated at a time
    Packed* leavers;           ///< [window_days]
    Packed* events;            ///< [window_days]
    HalfOf<Packed>* rows_until_day;  ///< [days] number of event days up to and with this day
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
    std::int32_t strata;  ///< 1: not stratified
    // of stratified rows, only where a plan has weighted tests
    std::int16_t* stratum;
    std::int64_t* log_survival_before_stratum;  ///< [strata]
};

/// A stratum on the way back through the days; of 16 bytes, so that a shift finds it.
template <class Packed>
struct alignas(16) WalkedStratum {
    Packed at_risk;
    std::int32_t left;  ///< 2 * day + event of the patient who was met last
    std::int32_t row;   ///< where that patient's event stands
};

/// The patients in the order in which they leave, the last first; for a team of one thread.
template <class Packed>
struct LeavingOrder {
    std::int32_t* next_place;  ///< [2 * days] by 2 * day + event: place of the next such patient
    std::uint32_t* leaver;     ///< [patients] by place, as `packed_leaver` has them
    WalkedStratum<Packed>* strata;
};

/// Numbers at risk for each single event, ties spread by Efron's or Breslow's rule: [patients] of
/// each; where the counts of the table were.
template <class Number>
struct CoxTermsOf {
    Number* control;
    Number* experimental;
    std::int32_t count;
};
using CoxTerms = CoxTermsOf<float>;

/// The permuted blocks that patients are in, stratum after stratum. Where tables and rows will be,
/// but for `first_block`.
struct PermutedBlocks {
    std::int32_t* first_block;   ///< [strata + 1] of each stratum; last the number of all
    std::uint32_t* who;          ///< [blocks] whose words they are made of
    Matrix<std::uint32_t> word;  ///< of four places of each
    std::uint32_t* arms;         ///< [blocks] bit p: place p is experimental
};

/// Patients of the disease model on whom no lane works at the moment; only for teams of lanes.
struct ParkedPatients {
    std::int32_t capacity;        ///< patients that can wait at the same time
    std::uint32_t* words;         ///< of their tiles, as waiting_place() has them
    std::uint32_t* waiting;       ///< [capacity] who goes on
    std::uint32_t* next_waiting;  ///< [capacity] after the next stretch of cycles
};
inline constexpr std::uint32_t parked_side_by_side = 32;

template <class Packed>
struct ScratchOf {
    Patients patients;
    PermutedBlocks blocks;
    PatientTile tile;
    ParkedPatients parked;
    std::uint32_t* event_days;        ///< [last_day + 1] observed events by calendar day
    ResponseCounts* response_strata;  ///< [strata], where a plan has responses
    RiskTable<Packed> table;
    std::int32_t stratum_cells;
    LeavingOrder<Packed> leaving;
    RiskRows<Packed> rows;
    RiskRows<Packed> stratified_rows;
    CoxTerms terms;
    std::int64_t* log_survival;  ///< [rows] of one arm, after each row; where the terms will be

    /// This scratch, laid out at address 0, where it begins at `base`; without the tile and the
    /// order of leaving, which lanes have no use for.
    VTRIAL_FUNCTION ScratchOf at(std::byte* base) const {
        ScratchOf s = *this;
        Patients& p = s.patients;
        p.entry_day = moved_to(base, p.entry_day);
        p.stratum = moved_to(base, p.stratum);
        p.profile = moved_to(base, p.profile);
        p.arm = moved_to(base, p.arm);
        p.second_planned = moved_to(base, p.second_planned);
        p.second_day = moved_to(base, p.second_day);
        p.observed.first = moved_to(base, p.observed.first);
        p.responses = moved_to(base, p.responses);
        p.response_day.first = moved_to(base, p.response_day.first);
        p.cycles.first = moved_to(base, p.cycles.first);
        p.score_level.first = moved_to(base, p.score_level.first);
        p.measured.first = moved_to(base, p.measured.first);
        p.rank_in_stratum = moved_to(base, p.rank_in_stratum);
        p.frailty_word = moved_to(base, p.frailty_word);
        p.dropout_word = moved_to(base, p.dropout_word);
        s.parked.words = moved_to(base, s.parked.words);
        s.parked.waiting = moved_to(base, s.parked.waiting);
        s.parked.next_waiting = moved_to(base, s.parked.next_waiting);
        s.event_days = moved_to(base, s.event_days);
        s.blocks.first_block = moved_to(base, s.blocks.first_block);
        s.blocks.who = moved_to(base, s.blocks.who);
        s.blocks.word.first = moved_to(base, s.blocks.word.first);
        s.blocks.arms = moved_to(base, s.blocks.arms);
        s.response_strata = moved_to(base, s.response_strata);
        s.table.followed = moved_to(base, s.table.followed);
        s.table.arm = moved_to(base, s.table.arm);
        s.table.leavers = moved_to(base, s.table.leavers);
        s.table.events = moved_to(base, s.table.events);
        s.table.rows_until_day = moved_to(base, s.table.rows_until_day);
        s.table.cells = moved_to(base, s.table.cells);
        s.rows.day = moved_to(base, s.rows.day);
        s.rows.events = moved_to(base, s.rows.events);
        s.rows.at_risk = moved_to(base, s.rows.at_risk);
        s.stratified_rows.events = moved_to(base, s.stratified_rows.events);
        s.stratified_rows.at_risk = moved_to(base, s.stratified_rows.at_risk);
        s.stratified_rows.stratum = moved_to(base, s.stratified_rows.stratum);
        s.stratified_rows.log_survival_before_stratum =
            moved_to(base, s.stratified_rows.log_survival_before_stratum);
        s.log_survival = moved_to(base, s.log_survival);
        s.terms.control = moved_to(base, s.terms.control);
        s.terms.experimental = moved_to(base, s.terms.experimental);
        return s;
    }
};
using Scratch = ScratchOf<std::uint32_t>;
using WideScratch = ScratchOf<std::uint64_t>;

/// Whether a plan has so many patients that a count may not fit 16 bits.
VTRIAL_FUNCTION bool is_wide(Plan const& plan) { return plan.patients > most_narrow_patients; }

/// What of the scratch depends on the kind of team, and not on the plan.
struct ScratchShape {
    std::int32_t tile_patients;  ///< 0: a lane keeps the patient it works on to itself
    std::int32_t stratum_cells;  ///< strata are tabulated in as many passes as these cells allow
    std::int32_t has_leaving_order;  ///< strata may be walked through
    std::int32_t table_days;         ///< of a risk table at a time; 0: all of them
};
inline constexpr ScratchShape thread_shape{1024, 1 << 15, 1, 0};
/// Of a block of lanes that has it near, where memory decides how many blocks run side by side: the
/// figures are in docs/PERFORMANCE.md. Far from it each pass through the patients costs more.
inline constexpr ScratchShape block_shape{0, 1 << 11, 0, 768};
inline constexpr ScratchShape far_block_shape{0, 1 << 12, 0, 0};

/// Lays the arrays of a plan's scratch into `buffer` and returns the bytes used; with a null buffer
/// it only measures. Host only: it computes addresses and touches nothing.
template <class Packed>
std::int64_t lay_out(Plan const& plan, ScratchShape shape, void* buffer,
                     ScratchOf<Packed>& scratch);

}  // namespace vtrial::kernels
