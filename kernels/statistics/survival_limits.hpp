// Confidence limits of a Kaplan-Meier curve and of its quantiles, for one analysis of real data: in
// double, row after row, by the rules of R's survfit and quantile.survfit.
#pragma once

#include "kernels/statistics/arm_survival.hpp"

namespace vtrial::kernels {

/// On which scale limits are symmetrical.
enum class LimitScale : std::int32_t { plain, log, log_log };

struct Limits {
    double lower;
    double upper;
    std::int32_t exist;  ///< 0: the other two numbers are 0
};

/// Limits of survival; `error_of_log` is the standard error of its logarithm, `z` the quantile of
/// the normal distribution for the confidence, 1.96 for 95 %. Of a curve that is still 1 they are
/// 1, as R has them before an arm's first time; of one that has come down to 0 the log and the
/// log-log scale (Kalbfleisch and Prentice, 1980) have none.
VTRIAL_FUNCTION Limits limits_of(double survival, double error_of_log, double z, LimitScale scale) {
    double const width = z * error_of_log;
    if (scale == LimitScale::plain) {
        return {larger(0.0, survival - survival * width), smaller(1.0, survival + survival * width),
                1};
    }
    if (survival <= 0.0 || survival >= 1.0) {
        return survival <= 0.0 ? Limits{0.0, 0.0, 0} : Limits{1.0, 1.0, 1};
    }
    if (scale == LimitScale::log) {
        return {survival * exp_of(-width), smaller(1.0, survival * exp_of(width)), 1};
    }
    double const hazard = -log_of(survival);
    double const ratio = exp_of(width / hazard);
    return {exp_of(-(hazard * ratio)), exp_of(-(hazard / ratio)), 1};
}

/// Log-log limits of survival from its plain standard error, as a milestone has it.
VTRIAL_FUNCTION Limits log_log_limits(double survival, double standard_error, double z) {
    double const error_of_log = survival > 0.0 ? standard_error / survival : 0.0;
    return limits_of(survival, error_of_log, z, LimitScale::log_log);
}

/// A time by which a curve, of 1 - survival, has come up to a share; not there where it never does.
struct SurvivalTime {
    double time;
    std::int32_t exists;
};

/// Finds where a curve of failure that is told point by point passes a share: the first point at it
/// or above; the middle of the two where the curve stays at the share. Equal within 1.5e-8.
class CrossingSearch {
  public:
    VTRIAL_FUNCTION explicit CrossingSearch(double share) : share_(share) {}

    VTRIAL_FUNCTION void pass(double time, double failure) {
        if (failure >= share_ - tolerance && failure < at_) {
            at_ = failure;
            time_at_ = time;
        }
        if (failure >= share_ + tolerance && failure < beyond_) {
            beyond_ = failure;
            time_beyond_ = time;
        }
        last_ = failure;
    }

    /// The curve goes on, nobody knows where.
    VTRIAL_FUNCTION void pass_unknown() { last_ = -1.0; }

    /// `last_time` is where the follow-up ends.
    VTRIAL_FUNCTION SurvivalTime crossing(double last_time) const {
        bool const ends_at_share = __builtin_fabs(share_ - last_) < tolerance;
        if (at_ > 1.0 || (beyond_ > 1.0 && !ends_at_share)) {
            return {0.0, 0};
        }
        return {0.5 * (time_at_ + (ends_at_share ? last_time : time_beyond_)), 1};
    }

  private:
    static constexpr double tolerance = 0x1p-26;
    double share_;
    double at_ = 2.0;  // the lowest of the curve at the share or above
    double beyond_ = 2.0;
    double time_at_ = 0.0;
    double time_beyond_ = 0.0;
    double last_ = 0.0;
};

struct SurvivalQuantile {
    SurvivalTime estimate;
    SurvivalTime lower;
    SurvivalTime upper;
};

/// The time by which a share of an arm has had the event, with the limits of Brookmeyer and Crowley
/// (Biometrics 38, 1982): where the limits of the curve come to the share. `last_day` is the arm's
/// last day of follow-up.
template <class Packed, class TimeOf>
VTRIAL_FUNCTION SurvivalQuantile survival_quantile(Plan const& plan, RiskRows<Packed> const& rows,
                                                   int arm, std::int32_t last_day, double share,
                                                   double z, LimitScale scale,
                                                   TimeOf const& time_of) {
    CrossingSearch estimate(share);
    CrossingSearch lower(share);
    CrossingSearch upper(share);
    std::int64_t log_survival = 0;
    std::int64_t greenwood = 0;
    for (std::int32_t row = 0; row < rows.count; ++row) {
        if (count_of(rows.events[row], arm) == 0) {
            continue;
        }
        double const time = time_of(rows.day[row]);
        log_survival += log_survival_step(plan, rows, row, arm);
        greenwood += fixed_long(greenwood_term<double>(rows, row, arm));
        double const survival = survival_of(log_survival);
        double const error = square_root(number_of_fixed<long_fixed_bits>(greenwood));
        Limits const limits = limits_of(survival, error, z, scale);
        estimate.pass(time, 1.0 - survival);
        // a curve at 0 has no standard error, and none of the scales gives it limits
        if (limits.exist != 0 && survival > 0.0) {
            lower.pass(time, 1.0 - limits.lower);
            upper.pass(time, 1.0 - limits.upper);
        } else {
            lower.pass_unknown();
            upper.pass_unknown();
        }
    }
    double const last_time = last_day >= 0 ? static_cast<double>(time_of(last_day)) : 0.0;
    return {estimate.crossing(last_time), lower.crossing(last_time), upper.crossing(last_time)};
}

}  // namespace vtrial::kernels
