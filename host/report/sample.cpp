#include "host/report/sample.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace vtrial::host {

SampleMoments moments_of(std::vector<double> const& sample) {
    auto const [least, greatest] = std::minmax_element(sample.begin(), sample.end());
    if (*least == *greatest) {
        return {*least, 0.0};
    }
    auto const count = static_cast<double>(sample.size());
    double sum = 0.0;
    for (double const value : sample) {
        sum += value;
    }
    double const mean = sum / count;
    double squares = 0.0;
    for (double const value : sample) {
        squares += (value - mean) * (value - mean);
    }
    return {mean, std::sqrt(squares / (count - 1.0))};
}

double quantile_of(std::vector<double> const& ascending, double share) {
    auto const last = static_cast<double>(ascending.size() - 1);
    return ascending[static_cast<std::size_t>(std::lround(share * last))];
}

}  // namespace vtrial::host
