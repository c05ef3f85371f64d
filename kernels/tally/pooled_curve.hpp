// The Kaplan-Meier curve of the patients of all replicates together, from the tally's histograms.
#pragma once

#include "kernels/tally/summary.hpp"

namespace vtrial::kernels {

/// A pooled curve on a day, with the number at risk on that day.
struct CurvePoint {
    std::uint64_t at_risk;
    double survival;
    double error;
};

/// The Kaplan-Meier curve of the patients of all replicates, read day by day. Its error is
/// Greenwood's, patients taken as independent; where the curve is 1 or 0, as that of a rate.
class PooledCurve {
  public:
    /// From histograms of the days of leaving and of events; who leaves on a day is at risk on it.
    VTRIAL_FUNCTION PooledCurve(View<std::uint64_t const> leavers, View<std::uint64_t const> events)
        : leavers_(leavers), events_(events), remaining_(total_of(leavers)) {}

    /// The curve on a day that is not before the last one asked for.
    VTRIAL_FUNCTION CurvePoint at(std::int64_t day) {
        for (; day_ < day && day_ + 1 < leavers_.size; ++day_) {
            pass(day_ + 1);
        }
        double const greenwood = survival_ * square_root(variance_of_log_);
        bool const is_certain = survival_ <= 0.0 || variance_of_log_ <= 0.0;
        bool const is_over = at_risk_ == 0 || day_ < day;
        return {is_over ? 0 : at_risk_, survival_,
                is_certain && at_risk_ > 0 ? bound_of_certainty(static_cast<double>(at_risk_))
                                           : greenwood};
    }

  private:
    VTRIAL_FUNCTION void pass(std::int64_t day) {
        at_risk_ = remaining_;
        if (events_[day] > 0) {
            auto const n = static_cast<double>(at_risk_);
            auto const d = static_cast<double>(events_[day]);
            survival_ *= (n - d) / n;
            variance_of_log_ += events_[day] < at_risk_ ? d / (n * (n - d)) : 0.0;
        }
        remaining_ -= leavers_[day];
    }

    View<std::uint64_t const> leavers_;
    View<std::uint64_t const> events_;
    std::uint64_t remaining_;
    std::uint64_t at_risk_ = 0;
    std::int64_t day_ = -1;
    double survival_ = 1.0;
    double variance_of_log_ = 0.0;
};

/// Median of a pooled curve in days: the first day below 1/2; where the curve equals 1/2, the
/// middle between that day and the next event day, or the last day of follow-up. Its error is half
/// the distance between the days on which the curve plus and minus its error come to 1/2.
VTRIAL_FUNCTION Estimate median_days_of(View<std::uint64_t const> leavers,
                                        View<std::uint64_t const> events) {
    constexpr double above_half = 0.5 + 1e-9;  // tolerance as of a replicate's, kaplan_meier.hpp
    constexpr double below_half = 0.5 - 1e-9;
    PooledCurve curve(leavers, events);
    std::int64_t low = -1, at_half = -1, below = -1, high = -1, last = 0;
    for (std::int64_t day = 0; day < leavers.size && high < 0; ++day) {
        CurvePoint const point = curve.at(day);
        if (point.at_risk == 0) {
            break;
        }
        last = day;
        low = low < 0 && point.survival - point.error <= 0.5 ? day : low;
        at_half = at_half < 0 && point.survival <= above_half ? day : at_half;
        below = below < 0 && point.survival < below_half ? day : below;
        high = point.survival + point.error <= 0.5 ? day : high;
    }
    if (at_half < 0) {
        return {};
    }
    double const median = 0.5 * static_cast<double>(at_half + (below < 0 ? last : below));
    double const error =
        high < 0 ? median - static_cast<double>(low) : 0.5 * static_cast<double>(high - low);
    return {median, error, true, true};
}

}  // namespace vtrial::kernels
