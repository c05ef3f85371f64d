// The rows of one scenario as they are written: the columns that the next rows share, and the
// numbers of the tally as estimates.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "host/report/estimates.hpp"
#include "kernels/tally/summary.hpp"

namespace vtrial::host {

inline constexpr std::array reported_quantiles{0.05, 0.25, 0.5, 0.75, 0.95};

class RowSheet {
  public:
    using Counts = kernels::View<std::uint64_t const>;

    /// The result must live as long.
    explicit RowSheet(ScenarioResult const& result);

    trials::Study const& study() const { return result_.scenario->study; }
    kernels::Plan const& plan() const { return result_.tables.plan; }
    kernels::TallyLayout const& at() const { return result_.total.layout; }
    kernels::WideInteger replicates() const { return replicates_; }

    kernels::WideInteger sum(std::int64_t index) const;
    Counts counts(std::int64_t first, std::int64_t count) const;

    /// A sum over replicates as a share of them.
    kernels::Estimate rate(std::int64_t index) const;
    /// A mean over replicates of a whole number.
    kernels::Estimate mean(kernels::Moment moment) const;
    /// A mean of a rate, or of a difference of rates, over the replicates in which it exists.
    kernels::Estimate share(kernels::Moment moment, std::int64_t existing) const;
    /// The geometric mean of a hazard ratio over the replicates in which it exists.
    kernels::Estimate hazard_ratio(kernels::Moment log_hr, std::int64_t existing) const;

    void add(char const* quantity, std::optional<double> at, kernels::Estimate const& estimate);

    /// Mean and quantiles of a day of the calendar, as months.
    void add_months(kernels::Moment day, std::int64_t histogram);

    EstimateRow& row() { return row_; }
    std::vector<EstimateRow> take() { return std::move(rows_); }

  private:
    ScenarioResult const& result_;
    kernels::WideInteger replicates_;
    EstimateRow row_;
    std::vector<EstimateRow> rows_;
};

}  // namespace vtrial::host
