#include "host/analyze/risk_tables.hpp"

#include <algorithm>

#include "kernels/core/double_precision.hpp"
#include "kernels/statistics/risk_table.hpp"

namespace vtrial::host {

RiskTables::RiskTables(PatientData const& data) : ranked_(rank_times(data.time)) {
    plan_.patients = static_cast<std::int32_t>(data.time.size());
    plan_.strata = data.strata;
    plan_.has_weighted_tests = 1;
    plan_.last_day = static_cast<std::int32_t>(ranked_.time.size());
    log_of_count_.push_back(0);
    for (std::int32_t n = 1; n <= plan_.patients; ++n) {
        log_of_count_.push_back(static_cast<std::int64_t>(kernels::log_of(n) * 0x1p40 + 0.5));
    }
    plan_.log_of_count = {log_of_count_.data(), plan_.patients + 1};
    lay_out();
    put_patients(data);
    tabulate();
}

void RiskTables::lay_out() {
    using kernels::thread_shape;
    std::int64_t const bytes = kernels::lay_out(plan_, thread_shape, nullptr, scratch_);
    memory_.resize(static_cast<std::size_t>(bytes) / sizeof(CacheLine) + 1);
    kernels::lay_out(plan_, thread_shape, memory_.data(), scratch_);
}

void RiskTables::put_patients(PatientData const& data) {
    first_rank.fill(plan_.last_day);
    for (std::size_t i = 0; i < data.time.size(); ++i) {
        auto const arm = static_cast<std::size_t>(data.arm[i]);
        std::int32_t const rank = ranked_.rank[i];
        scratch_.patients.arm[i] = data.arm[i];
        scratch_.patients.stratum[i] = data.stratum[i];
        scratch_.table.followed[i] = 2 * rank + data.event[i];
        ++patients[arm];
        events[arm] += data.event[i];
        first_rank[arm] = std::min(first_rank[arm], rank);
        last_rank[arm] = std::max(last_rank[arm], rank);
    }
}

void RiskTables::tabulate() {
    DataTeam const team;
    auto const size =
        kernels::count_by_day(team, plan_.patients, scratch_.patients.arm, scratch_.table);
    kernels::keep_event_days(team, size, scratch_.table, scratch_.rows);
    if (plan_.strata > 1) {
        kernels::count_rows_until_day(team, {0, size.days}, 0, scratch_.table);
        kernels::keep_event_days_by_stratum(team, plan_, scratch_, scratch_.rows,
                                            scratch_.stratified_rows);
    }
}

}  // namespace vtrial::host
