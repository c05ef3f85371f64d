#include "kernels/replicate/scratch.hpp"

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

    std::int64_t used() const { return used_; }

  private:
    std::uintptr_t base_;
    std::int64_t used_ = 0;
};

void lay_out_patients(Plan const& plan, Carver& carver, Patients& p) {
    std::int64_t const count = plan.patients;
    carver.take(p.entry_day, count);
    carver.take(p.stratum, count);
    carver.take(p.rank_in_stratum, count);
    carver.take(p.arm, count);
    carver.take(p.frailty_log2, count);
    carver.take(p.inverse_frailty, count);
    carver.take(p.arrival_word, count);
    carver.take(p.stratum_word, count);
    carver.take(p.frailty_word, count);
    carver.take(p.dropout_word, count);
    for (auto& word : p.word) {
        carver.take(word, count);
    }
    for (auto& duration : p.duration_ticks) {
        carver.take(duration, count);
    }
    for (auto& observed : p.observed) {
        carver.take(observed, count);
    }
}

/// Strata are tabulated in as many passes as these cells allow.
std::int32_t stratum_cells_of(Plan const& plan) {
    constexpr std::int32_t enough = 1 << 15;
    return larger(enough, plan.patients + 1);
}

}  // namespace

std::int64_t lay_out(Plan const& plan, void* buffer, Scratch& scratch) {
    Carver carver(buffer);
    std::int64_t const patients = plan.patients;
    std::int64_t const days = plan.last_day + 1;
    lay_out_patients(plan, carver, scratch.patients);
    carver.take(scratch.event_days, days);
    carver.take(scratch.counters, plan.strata);
    carver.take(scratch.table.followed, patients);
    carver.take(scratch.table.leavers, days);
    carver.take(scratch.table.events, days);
    carver.take(scratch.table.rows_until_day, days);
    scratch.stratum_cells = stratum_cells_of(plan);
    carver.take(scratch.table.cells, 2 * static_cast<std::int64_t>(scratch.stratum_cells));
    RiskRows* const both[] = {&scratch.rows, &scratch.stratified_rows};
    for (RiskRows* rows : both) {
        // one more: a scan writes past the last row that it keeps
        carver.take(rows->day, patients + 1);
        carver.take(rows->events, patients + 1);
        carver.take(rows->at_risk, patients + 1);
        rows->count = 0;
    }
    carver.take(scratch.terms.control, patients);
    carver.take(scratch.terms.experimental, patients);
    scratch.terms.count = 0;
    return carver.used();
}

}  // namespace vtrial::kernels
