// A small sample, summed up: sets of a posterior, scenarios of the same weight.
#pragma once

#include <vector>

namespace vtrial::host {

/// Mean and standard deviation (n - 1) of two numbers or more; of equal ones exactly 0.
struct SampleMoments {
    double mean = 0.0;
    double sd = 0.0;
};
SampleMoments moments_of(std::vector<double> const& sample);

/// The number of an ascending sample that is nearest to a share of the way from its first to its
/// last; the sample has one at least.
double quantile_of(std::vector<double> const& ascending, double share);

}  // namespace vtrial::host
