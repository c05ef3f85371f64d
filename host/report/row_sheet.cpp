#include "host/report/row_sheet.hpp"

#include <cstddef>

namespace vtrial::host {

RowSheet::RowSheet(ScenarioResult const& result)
    : result_(result), replicates_(sum(at().replicates())) {
    row_.scenario = result.scenario->name;
}

kernels::WideInteger RowSheet::sum(std::int64_t index) const {
    return result_.total.sums[static_cast<std::size_t>(index)];
}

RowSheet::Counts RowSheet::counts(std::int64_t first, std::int64_t count) const {
    return {result_.total.counts.data() + first, count};
}

kernels::Estimate RowSheet::rate(std::int64_t index) const {
    return kernels::rate_of(sum(index), replicates_);
}

kernels::Estimate RowSheet::mean(kernels::Moment moment) const {
    return kernels::mean_of(replicates_, sum(moment.index), sum(moment.index + 1), 0);
}

kernels::Estimate RowSheet::share(kernels::Moment moment, std::int64_t existing) const {
    return kernels::mean_of(sum(existing), sum(moment.index), sum(moment.index + 1),
                            kernels::moment_bits);
}

kernels::Estimate RowSheet::hazard_ratio(kernels::Moment log_hr, std::int64_t existing) const {
    return kernels::geometric_mean(share(log_hr, existing));
}

void RowSheet::add(char const* quantity, std::optional<double> at,
                   kernels::Estimate const& estimate) {
    row_.quantity = quantity;
    row_.at = at;
    row_.estimate = estimate.exists ? std::optional(estimate.value) : std::nullopt;
    row_.mcse =
        estimate.exists && estimate.has_error ? std::optional(estimate.error) : std::nullopt;
    rows_.push_back(row_);
}

void RowSheet::add_months(kernels::Moment day, std::int64_t histogram) {
    constexpr double months_per_day = 1.0 / trials::days_per_month;
    add("month", {}, scaled(mean(day), months_per_day));
    Counts const days = counts(histogram, at().days);
    auto const n = static_cast<std::uint64_t>(replicates_);
    for (double const q : reported_quantiles) {
        add("month", q, scaled(quantile_of_integers(days, n, q), months_per_day));
    }
}

}  // namespace vtrial::host
