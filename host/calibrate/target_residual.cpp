#include "host/calibrate/target_residual.hpp"

#include <algorithm>
#include <cmath>

#include "host/validate/judge.hpp"

namespace vtrial::host {
namespace {

constexpr double per_cent = 100.0;
constexpr double normal_quantile = 1.959963984540054;  // 97.5 %
constexpr double residual_of_none = 6.0;  ///< where a median is not reached and should be
constexpr double plain_residual = 3.0;    ///< to which it counts as it is
/// Of the share of trials in which a median is not reached, that should be one half at least.
constexpr double sd_of_not_reached_share = 0.1;

bool is_on_log_scale(Measure measure) {
    return measure == Measure::hazard_ratio || measure == Measure::median ||
           measure == Measure::measurement;
}

double scaled(Measure measure, double value) {
    constexpr double smallest = 1e-6;  // a logarithm is taken
    return is_on_log_scale(measure) ? std::log(std::max(value, smallest)) : value;
}

/// Of a row without an interval, on the row's scale.
double usual_sd(Measure measure, double published, double patients) {
    switch (measure) {
        case Measure::hazard_ratio:
            return tolerated_hazard_ratio / published / normal_quantile;
        case Measure::median:
        case Measure::measurement:
            return tolerated_share_of_median / normal_quantile;
        case Measure::events:
            return tolerated_points / per_cent * patients / normal_quantile;
        default:
            return tolerated_points / normal_quantile;
    }
}

/// Grows as its logarithm only beyond three: a row out of reach still pulls, but does not decide.
double tempered(double residual) {
    double const size = std::abs(residual);
    double const kept =
        size > plain_residual ? plain_residual * (1.0 + std::log(size / plain_residual)) : size;
    return std::copysign(kept, residual);
}

/// Of a median that was not reached: how far the simulated one is below the interval, or, without
/// one, how far the share of trials that do not reach it is below one half.
TargetResidual residual_of_not_reached(Target const& target, double patients) {
    PublishedNumber const& number = target.published;
    if (number.has_interval()) {
        Measure const measure = target.path.measure;
        double const sd = usual_sd(measure, *number.lower, patients);
        double const above = target.simulated.value ? scaled(measure, *target.simulated.value) -
                                                          scaled(measure, *number.lower)
                                                    : 0.0;
        return {tempered(std::min(0.0, above) / sd), sd};
    }
    double const short_of = 0.5 - target.simulated.not_reached_share;
    return {tempered(-std::max(0.0, short_of) / sd_of_not_reached_share), sd_of_not_reached_share};
}

double sd_of(Target const& target, double patients) {
    PublishedNumber const& number = target.published;
    Measure const measure = target.path.measure;
    double const value = scaled(measure, *number.value);
    if (number.lower && number.upper && *number.upper > *number.lower) {
        return (scaled(measure, *number.upper) - scaled(measure, *number.lower)) /
               (2.0 * normal_quantile);
    }
    if (number.lower && *number.lower < *number.value) {
        return (value - scaled(measure, *number.lower)) / normal_quantile;
    }
    return usual_sd(measure, *number.value, patients);
}

}  // namespace

TargetResidual residual_of(Target const& target, double patients) {
    PublishedNumber const& number = target.published;
    if (number.is_not_reached || !number.value) {
        return residual_of_not_reached(target, patients);
    }
    double const sd = std::max(sd_of(target, patients), 1e-6);
    if (!target.simulated.value) {
        bool const may_be_late = number.is_upper_not_reached;
        return {may_be_late ? 1.0 : residual_of_none, sd};
    }
    Measure const measure = target.path.measure;
    double const residual =
        (scaled(measure, *target.simulated.value) - scaled(measure, *number.value)) / sd;
    return {tempered(residual), sd};
}

bool is_control_row(Target const& target, bool is_control_trial) {
    return is_control_trial || target.path.arm == trials::ArmRole::control;
}

double weight_of(FitFile const& fit, Target const& target) {
    PublishedNumber const& number = target.published;
    bool const is_left_out =
        std::any_of(fit.left_out.begin(), fit.left_out.end(), [&](LeftOutRows const& rows) {
            return rows.trial == number.trial && number.quantity.starts_with(rows.quantity);
        });
    if (is_left_out) {
        return 0.0;
    }
    switch (number.status) {
        case PublishedStatus::sourced:
            return 1.0;
        case PublishedStatus::unverified:
            return fit.unverified_weight;
        default:
            return 0.0;  // derived from other rows, or missing
    }
}

}  // namespace vtrial::host
