#include "host/report/estimates.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "kernels/tally/pooled_curve.hpp"
#include "kernels/tally/summary.hpp"

namespace vtrial::host {
namespace {

using kernels::Estimate;
using kernels::mean_of;
using kernels::rate_of;
using kernels::TallyLayout;
using kernels::WideInteger;
using Counts = kernels::View<std::uint64_t const>;

constexpr double months_per_day = 1.0 / trials::days_per_month;
constexpr double months_per_half_day = 0.5 / trials::days_per_month;
constexpr std::array quantiles{0.05, 0.25, 0.5, 0.75, 0.95};
constexpr std::int64_t months_between_survival_rows = 12;
constexpr std::array<char const*, 2> log_rank_names = trials::deciding_test_names;
constexpr std::array<char const*, 2> cox_names{"cox", "cox_stratified"};

/// The first look at which an endpoint can be rejected; the number of looks if there is none.
int first_tested_look(kernels::Plan const& plan, int endpoint) {
    auto const& tested = plan.decision[endpoint].tested;
    auto const* const end = tested + plan.looks;
    return static_cast<int>(std::find_if(tested, end, [](auto t) { return t != 0; }) - tested);
}

/// Writes the rows of one scenario; `row_` carries the columns that the next rows share.
class EstimateWriter {
  public:
    explicit EstimateWriter(ScenarioResult const& result)
        : study_(result.scenario->study),
          plan_(result.tables.plan),
          total_(result.total),
          at_(result.total.layout),
          replicates_(sum(at_.replicates())) {
        row_.scenario = result.scenario->name;
    }

    std::vector<EstimateRow> write() {
        for (look_ = 0; look_ < plan_.looks; ++look_) {
            row_.analysis = study_.analyses[static_cast<std::size_t>(look_)].name;
            write_look();
            for (trials::Endpoint const& endpoint : study_.endpoints) {
                endpoint_ = static_cast<int>(endpoint.kind);
                row_.endpoint = trials::endpoint_names[static_cast<std::size_t>(endpoint.kind)];
                write_endpoint();
            }
            row_.endpoint.clear();
        }
        return std::move(rows_);
    }

  private:
    WideInteger sum(std::int64_t index) const {
        return total_.sums[static_cast<std::size_t>(index)];
    }
    Counts counts(std::int64_t first, std::int64_t count) const {
        return {total_.counts.data() + first, count};
    }
    Estimate rate(std::int64_t index) const { return rate_of(sum(index), replicates_); }
    Estimate mean(kernels::Moment moment) const {
        return mean_of(replicates_, sum(moment.index), sum(moment.index + 1), 0);
    }

    void add(char const* quantity, std::optional<double> at, Estimate const& estimate) {
        row_.quantity = quantity;
        row_.at = at;
        row_.estimate = estimate.exists ? std::optional(estimate.value) : std::nullopt;
        row_.mcse =
            estimate.exists && estimate.has_error ? std::optional(estimate.error) : std::nullopt;
        rows_.push_back(row_);
    }

    void write_look() {
        add("month", {}, scaled(mean(at_.day(look_)), months_per_day));
        Counts const days = counts(at_.day_histogram(look_), at_.days);
        auto const n = static_cast<std::uint64_t>(replicates_);
        for (double const q : quantiles) {
            add("month", q, scaled(quantile_of_integers(days, n, q), months_per_day));
        }
        add("patients", {}, mean(at_.patients(look_)));
        if (plan_.look[look_].trigger == kernels::Trigger::events) {
            add("events_not_reached", {}, rate(at_.events_not_reached(look_)));
        }
        int first = plan_.looks;
        for (int endpoint = 0; endpoint < kernels::endpoint_count; ++endpoint) {
            first = std::min(first, first_tested_look(plan_, endpoint));
        }
        if (look_ >= first) {
            add("any", {}, rate(at_.any_rejected(look_)));
            add("all", {}, rate(at_.all_rejected(look_)));
        }
    }

    void write_endpoint() {
        add("events", {}, mean(at_.events(look_, endpoint_, kernels::arm_count)));
        int const tests = plan_.strata > 1 ? kernels::stratification_count : 1;
        for (int test = 0; test < tests; ++test) {
            row_.test = log_rank_names[static_cast<std::size_t>(test)];
            write_log_rank(test);
        }
        for (int test = 0; test < tests; ++test) {
            row_.test = cox_names[static_cast<std::size_t>(test)];
            write_hazard_ratio(test);
        }
        row_.test.clear();
        for (int arm = 0; arm < kernels::arm_count; ++arm) {
            row_.arm = study_.arms[static_cast<std::size_t>(arm)].label;
            add("events", {}, mean(at_.events(look_, endpoint_, arm)));
            write_median(arm);
            write_survival(arm);
        }
        row_.arm.clear();
    }

    void write_log_rank(int test) {
        kernels::DecisionPlan const& decision = plan_.decision[endpoint_];
        if (decision.decides == 0 || test != decision.by_stratified) {
            add("rejects_nominal", {}, rate(at_.rejects_nominal(look_, endpoint_, test)));
        } else if (look_ >= first_tested_look(plan_, endpoint_)) {
            add("power", {}, rate(at_.rejected_by_now(look_, endpoint_)));
            add("stop_efficacy", {}, rate(at_.rejected_here(look_, endpoint_)));
        }
    }

    void write_hazard_ratio(int test) {
        WideInteger const existing = sum(at_.hr_exists(look_, endpoint_, test));
        std::int64_t const moment = at_.log_hr(look_, endpoint_, test).index;
        add("hazard_ratio", {},
            kernels::geometric_mean(
                mean_of(existing, sum(moment), sum(moment + 1), kernels::moment_bits)));
        Counts const histogram = counts(at_.hr_histogram(look_, endpoint_, test), kernels::hr_bins);
        for (double const q : quantiles) {
            add("hazard_ratio", q, quantile_of_hazard_ratio(histogram, q));
        }
        if (plan_.decision[endpoint_].has_true_log_hr != 0) {
            add("hazard_ratio_coverage", {},
                rate_of(sum(at_.covered(look_, endpoint_, test)), existing));
        }
        add("hazard_ratio_missing", {}, rate_of(replicates_ - existing, replicates_));
    }

    void write_median(int arm) {
        Counts const half_days = counts(at_.median_histogram(look_, endpoint_, arm), 2 * at_.days);
        auto const n = static_cast<std::uint64_t>(replicates_);
        auto const quantile = [&](double q) {
            return scaled(quantile_of_integers(half_days, n, q), months_per_half_day);
        };
        add("median", {}, quantile(0.5));
        add("median", 0.05, quantile(0.05));
        add("median", 0.95, quantile(0.95));
        auto const reached = static_cast<WideInteger>(total_of(half_days));
        add("median_not_reached", {}, rate_of(replicates_ - reached, replicates_));
    }

    void write_survival(int arm) {
        kernels::PooledCurve curve(counts(at_.pooled_leavers(look_, endpoint_, arm), at_.days),
                                   counts(at_.pooled_events(look_, endpoint_, arm), at_.days));
        for (std::int64_t month = months_between_survival_rows; month < at_.months;
             month += months_between_survival_rows) {
            kernels::CurvePoint const point = curve.at(plan_.curve_days[month]);
            if (point.at_risk == 0) {
                break;
            }
            add("survival", static_cast<double>(month), {point.survival, point.error, true, true});
        }
    }

    trials::Study const& study_;
    kernels::Plan const& plan_;
    TotalTally const& total_;
    TallyLayout const& at_;
    WideInteger replicates_;
    int look_ = 0;
    int endpoint_ = 0;
    EstimateRow row_;
    std::vector<EstimateRow> rows_;
};

}  // namespace

std::vector<EstimateRow> estimates(ScenarioResult const& result) {
    return EstimateWriter(result).write();
}

}  // namespace vtrial::host
