#include "trials/group_sequential/inference.hpp"

#include "kernels/core/normal_distribution.hpp"
#include "trials/group_sequential/find_root.hpp"

namespace vtrial::trials::group_sequential {

using kernels::square_root;

double stagewise_probability(StoppedTrial const& trial, double drift) {
    std::size_t const last = trial.information.size() - 1;
    auto const& lower = trial.boundaries.lower;
    bool const is_futile = !lower.empty() && trial.z < lower[last];
    Boundaries boundaries = trial.boundaries;
    boundaries.upper[last] = trial.z;  // what is seen takes the place of the bound
    if (!lower.empty()) {
        boundaries.lower[last] = trial.z;
    }
    auto const ends = stopping_probabilities(trial.information, boundaries, drift);
    return is_futile ? 1.0 - ends.lower_total() : ends.upper_total();
}

double stagewise_p_value(StoppedTrial const& trial) { return stagewise_probability(trial, 0.0); }

double stagewise_drift(StoppedTrial const& trial, double probability) {
    double const unit = 1.0 / square_root(trial.information.back());
    auto const excess = [&](double drift) {
        return stagewise_probability(trial, drift) - probability;
    };
    constexpr int most_doublings = 8;
    double width = unit;
    double low = trial.z * unit - width;
    double high = trial.z * unit + width;
    for (int i = 0; i < most_doublings && excess(low) > 0.0; ++i) {
        width *= 2.0;
        low -= width;
    }
    width = unit;
    for (int i = 0; i < most_doublings && excess(high) < 0.0; ++i) {
        width *= 2.0;
        high += width;
    }
    return find_root(excess, low, high, 1e-10 * unit);
}

double median_unbiased_drift(StoppedTrial const& trial) { return stagewise_drift(trial, 0.5); }

Interval stagewise_interval(StoppedTrial const& trial, double level) {
    double const each_side = 0.5 * (1.0 - level);
    return {stagewise_drift(trial, each_side), stagewise_drift(trial, 1.0 - each_side)};
}

Interval repeated_interval(double information, double z, double bound) {
    double const unit = 1.0 / square_root(information);
    return {(z - bound) * unit, (z + bound) * unit};
}

double conditional_power(InterimResult const& interim, double drift) {
    double const step = interim.last_information - interim.information;
    double const needed = interim.last_bound * square_root(interim.last_information) -
                          interim.z * square_root(interim.information);
    return kernels::normal_upper_tail((needed - drift * step) / square_root(step));
}

}  // namespace vtrial::trials::group_sequential
