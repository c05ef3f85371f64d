#include "trials/group_sequential/events_required.hpp"

#include "kernels/core/double_precision.hpp"

namespace vtrial::trials::group_sequential {
namespace {

/// Mean of z that one test needs, squared.
double squared_drift_of_one_test(TestErrors errors) {
    double const drift =
        -kernels::normal_quantile(errors.alpha) + kernels::normal_quantile(errors.power);
    return drift * drift;
}

}  // namespace

double events_required(double hazard_ratio, double experimental_share, TestErrors errors) {
    double const log_ratio = kernels::log_of(hazard_ratio);
    double const per_event = experimental_share * (1.0 - experimental_share);
    return squared_drift_of_one_test(errors) / (per_event * log_ratio * log_ratio);
}

double information_inflation(std::vector<double> const& information, Boundaries const& boundaries,
                             TestErrors errors) {
    double const drift = drift_for_power(information, boundaries, errors.power);
    return drift * drift * information.back() / squared_drift_of_one_test(errors);
}

}  // namespace vtrial::trials::group_sequential
