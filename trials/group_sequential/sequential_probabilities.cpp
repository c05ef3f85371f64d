#include "trials/group_sequential/sequential_probabilities.hpp"

#include "kernels/core/normal_distribution.hpp"
#include "trials/group_sequential/continuation_density.hpp"
#include "trials/group_sequential/find_root.hpp"

namespace vtrial::trials::group_sequential {
namespace {

double sum_of(std::vector<double> const& values) {
    double total = 0.0;
    for (double const value : values) {
        total += value;
    }
    return total;
}

}  // namespace

double StoppingProbabilities::upper_total() const { return sum_of(upper); }
double StoppingProbabilities::lower_total() const { return sum_of(lower); }

StoppingProbabilities stopping_probabilities(std::vector<double> const& information,
                                             Boundaries const& boundaries, double drift) {
    StoppingProbabilities probabilities;
    ContinuationDensity going_on(drift);
    for (std::size_t look = 0; look < information.size(); ++look) {
        double const lower = boundaries.lower.empty() ? -no_bound : boundaries.lower[look];
        double const upper = boundaries.upper[look];
        probabilities.upper.push_back(going_on.above(information[look], upper));
        probabilities.lower.push_back(going_on.below(information[look], lower));
        if (look + 1 < information.size()) {
            going_on = going_on.advanced(information[look], lower, upper);
        }
    }
    return probabilities;
}

double drift_for_power(std::vector<double> const& information, Boundaries const& boundaries,
                       double power) {
    double const root = kernels::square_root(information.back());
    // 40 standard deviations at the last look: a power that is 1 but for 1e-300
    double const scaled = find_root(
        [&](double drift) {
            return stopping_probabilities(information, boundaries, drift / root).upper_total() -
                   power;
        },
        0.0, no_bound, 1e-11);
    return scaled / root;
}

}  // namespace vtrial::trials::group_sequential
