#include "kernels/replicate/scratch.hpp"

#include "kernels/myeloma/tile.hpp"

namespace vtrial::kernels {
namespace {

/// Hands out consecutive ranges of a buffer.
class Carver {
  public:
    explicit Carver(void* buffer) : base_(reinterpret_cast<std::uintptr_t>(buffer)) {}

    template <class Value>
    void take(Value*& pointer, std::int64_t count) {
        pointer = reinterpret_cast<Value*>(base_ + static_cast<std::uintptr_t>(used_));
        std::int64_t const bytes = count * static_cast<std::int64_t>(sizeof(Value));
        used_ += (bytes + 63) / 64 * 64;  // whole cache lines, so that vectors are aligned
    }

    /// Each row begins at a cache line.
    template <class Value>
    void take(Matrix<Value>& matrix, int rows, std::int32_t columns) {
        constexpr auto line = static_cast<std::int32_t>(64 / sizeof(Value));
        matrix.width = (columns + line - 1) / line * line;
        take(matrix.first, std::int64_t{rows} * matrix.width);
    }

    /// Groups of arrays that are never needed at the same time, in the same place.
    template <class... Groups>
    void overlay(Groups const&... groups) {
        std::int64_t const start = used_;
        std::int64_t end = used_;
        auto const lay = [&](auto const& take_group) {
            used_ = start;
            take_group();
            end = larger(end, used_);
        };
        (lay(groups), ...);
        used_ = end;
    }

    std::int64_t used() const { return used_; }

  private:
    std::uintptr_t base_;
    std::int64_t used_ = 0;
};

/// Those of Patients::score_level.
int score_rows(Plan const& plan) {
    bool const has_scores = has_safety(plan) && plan.myeloma[0].quality_of_life.is_asked != 0;
    return has_scores ? 1 + score_months(plan) : 0;
}

void lay_out_kept_patients(Plan const& plan, Carver& carver, Patients& p) {
    std::int64_t const count = plan.patients;
    p.first = 0;
    p.count = plan.patients;
    carver.take(p.entry_day, count);
    carver.take(p.stratum, count);
    p.profile = p.stratum;
    if (plan.profiles_a_stratum > 1) {
        carver.take(p.profile, count);
    }
    carver.take(p.arm, count);
    std::int64_t const second_count = plan.second_randomisation.is_planned != 0 ? count : 0;
    carver.take(p.second_planned, second_count);
    carver.take(p.second_day, second_count);
    bool const has_disease = has_disease_model(plan);
    carver.take(p.observed, observed_rows(plan), plan.patients);
    carver.take(p.responses, plan.responses.count > 0 && !has_disease ? count : 0);
    int const durations = plan.responses.has_duration != 0 ? 2 : 0;
    carver.take(p.response_day, has_disease ? plan.responses.count + durations : 0, plan.patients);
    bool const has_recurrent = plan.responses.recurrent > 0;
    carver.take(p.cycles, has_recurrent ? cycle_sets * words_of_cycle_set : 0, plan.patients);
    carver.take(p.score_level, score_rows(plan), plan.patients);
    carver.take(p.measured, rows_of_measurement * measurements_of(plan), plan.patients);
}

void lay_out_tile(Plan const& plan, ScratchShape shape, Carver& carver, PatientTile& tile) {
    tile.capacity = smaller(shape.tile_patients, (plan.patients + 15) / 16 * 16);
    std::int64_t const capacity = tile.capacity;
    carver.take(tile.frailty_log2, capacity);
    carver.take(tile.inverse_frailty, capacity);
    carver.take(tile.word, words_a_patient, tile.capacity);
    carver.take(tile.duration_ticks, transition_count, tile.capacity);
}

/// Patients of the disease model that lanes put down and take up again: all of them, or, where they
/// are many, equal parts of them.
void lay_out_parked(Plan const& plan, ScratchShape shape, Carver& carver, ParkedPatients& parked) {
    constexpr std::int32_t most = 1024;
    bool const are_parked = has_disease_model(plan) && shape.tile_patients == 0;
    std::int32_t const parts = (plan.patients + most - 1) / most;
    std::int32_t const of_part = (plan.patients + parts - 1) / parts;
    constexpr auto side_by_side = static_cast<std::int32_t>(parked_side_by_side);
    std::int32_t const rows = (of_part + side_by_side - 1) / side_by_side;
    parked.capacity = are_parked ? rows * side_by_side : 0;
    std::size_t const tile =
        has_safety(plan) ? sizeof(MyelomaTile<1, true>) : sizeof(MyelomaTile<1>);
    auto const words = static_cast<std::int64_t>(tile / sizeof(std::uint32_t));
    carver.take(parked.words, words * parked.capacity);
    carver.take(parked.waiting, parked.capacity);
    carver.take(parked.next_waiting, parked.capacity);
}

template <class Packed>
void lay_out_leaving_order(Plan const& plan, ScratchShape shape, Carver& carver,
                           LeavingOrder<Packed>& order) {
    bool const is_walked = plan.strata > 1 && shape.has_leaving_order != 0;
    std::int64_t const days = plan.last_day + 1;
    carver.take(order.next_place, is_walked ? 2 * days : 0);
    carver.take(order.leaver, is_walked ? plan.patients : 0);
    carver.take(order.strata, is_walked ? plan.strata : 0);
}

/// A stratum's last block may have places left. A plan for data of patients has no blocks.
void lay_out_blocks(Plan const& plan, Carver& carver, PermutedBlocks& blocks) {
    std::int32_t const most =
        plan.block_places > 0 ? plan.patients / plan.block_places + plan.strata : 0;
    carver.take(blocks.who, most);
    carver.take(blocks.word, 4, most);
    carver.take(blocks.arms, most);
}

template <class Packed>
void lay_out_rows(std::int64_t rows, Carver& carver, RiskRows<Packed>& laid) {
    carver.take(laid.day, rows);
    carver.take(laid.events, rows);
    carver.take(laid.at_risk, rows);
    laid.count = 0;
    laid.strata = 1;
    laid.stratum = nullptr;
    laid.log_survival_before_stratum = nullptr;
}

template <class Packed>
void lay_out_stratified_rows(Plan const& plan, std::int64_t rows, Carver& carver,
                             RiskRows<Packed>& laid) {
    bool const has_weights = plan.strata > 1 && plan.has_weighted_tests != 0;
    carver.take(laid.events, rows);
    carver.take(laid.at_risk, rows);
    carver.take(laid.stratum, has_weights ? rows : 0);
    carver.take(laid.log_survival_before_stratum, has_weights ? plan.strata : 0);
    laid.day = nullptr;
    laid.count = 0;
    laid.strata = plan.strata;
}

/// The arrays by which patients are made.
template <class Packed>
void lay_out_making(Plan const& plan, ScratchShape shape, Carver& carver,
                    ScratchOf<Packed>& scratch) {
    carver.take(scratch.patients.rank_in_stratum, plan.patients);
    carver.take(scratch.patients.frailty_word, plan.patients);
    carver.take(scratch.patients.dropout_word, plan.patients);
    lay_out_blocks(plan, carver, scratch.blocks);
    lay_out_parked(plan, shape, carver, scratch.parked);
}

/// The arrays of a risk table; in the place of its counts afterwards the cells of strata, then the
/// terms of a test, which needs the rows and no longer the table.
template <class Packed>
void lay_out_table(Plan const& plan, ScratchShape shape, Carver& carver,
                   ScratchOf<Packed>& scratch) {
    std::int64_t const patients = plan.patients;
    std::int32_t const days = plan.last_day + 1;
    RiskTable<Packed>& table = scratch.table;
    bool const has_strata = plan.strata > 1;
    table.arm = scratch.patients.arm;
    table.window_days = shape.table_days == 0 ? days : smaller(days, shape.table_days);
    carver.take(table.followed, patients);
    carver.take(table.rows_until_day, has_strata ? days : 0);
    // at least one stratum's: a row for each event day and a cell for leaving
    auto const most_rows = smaller(plan.patients, days);
    scratch.stratum_cells = has_strata ? larger(shape.stratum_cells, most_rows + 1) : 0;
    carver.overlay(
        [&] {
            carver.take(table.leavers, table.window_days);
            carver.take(table.events, table.window_days);
        },
        [&] { carver.take(table.cells, 2 * static_cast<std::int64_t>(scratch.stratum_cells)); },
        [&] { carver.take(scratch.log_survival, most_rows); },
        [&] {
            carver.take(scratch.terms.control, patients);
            carver.take(scratch.terms.experimental, patients);
        });
    scratch.terms.count = 0;
}

/// What the analyses take: tables and rows.
template <class Packed>
void lay_out_analysis(Plan const& plan, ScratchShape shape, Carver& carver,
                      ScratchOf<Packed>& scratch) {
    std::int64_t const patients = plan.patients;
    lay_out_table(plan, shape, carver, scratch);
    lay_out_leaving_order(plan, shape, carver, scratch.leaving);
    lay_out_rows(smaller(patients, std::int64_t{plan.last_day} + 1), carver, scratch.rows);
    // one more: a walk writes past the last row that it keeps
    lay_out_stratified_rows(plan, plan.strata > 1 ? patients + 1 : 0, carver,
                            scratch.stratified_rows);
}

}  // namespace

template <class Packed>
std::int64_t lay_out(Plan const& plan, ScratchShape shape, void* buffer,
                     ScratchOf<Packed>& scratch) {
    Carver carver(buffer);
    lay_out_kept_patients(plan, carver, scratch.patients);
    carver.take(scratch.blocks.first_block, plan.strata + 1);
    carver.take(scratch.response_strata, plan.responses.count > 0 ? plan.strata : 0);
    lay_out_tile(plan, shape, carver, scratch.tile);
    // patients are made, then all looks are cut, then they are analysed
    carver.overlay([&] { lay_out_making(plan, shape, carver, scratch); },
                   [&] { carver.take(scratch.event_days, plan.last_day + 1); },
                   [&] { lay_out_analysis(plan, shape, carver, scratch); });
    return carver.used();
}

template std::int64_t lay_out(Plan const&, ScratchShape, void*, Scratch&);
template std::int64_t lay_out(Plan const&, ScratchShape, void*, WideScratch&);

}  // namespace vtrial::kernels
