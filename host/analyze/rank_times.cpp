#include "host/analyze/rank_times.hpp"

#include <algorithm>

namespace vtrial::host {

RankedTimes rank_times(std::vector<double> const& times) {
    constexpr double tolerance = 0x1p-26;  // the square root of a double's precision
    std::vector<double> distinct = times;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    double sum = 0.0;
    for (double const time : distinct) {
        sum += time < 0.0 ? -time : time;
    }
    double const mean = sum / static_cast<double>(distinct.size());
    RankedTimes ranked;
    for (std::size_t i = 0; i < distinct.size(); ++i) {
        // a chain of near-equal times is one time, however long it is: R's rule looks at neighbours
        double const gap = i > 0 ? distinct[i] - distinct[i - 1] : 0.0;
        if (i == 0 || (gap > tolerance && gap / mean > tolerance)) {
            ranked.time.push_back(distinct[i]);
        }
    }
    for (double const time : times) {
        auto const next = std::upper_bound(ranked.time.begin(), ranked.time.end(), time);
        ranked.rank.push_back(static_cast<std::int32_t>(next - ranked.time.begin()) - 1);
    }
    return ranked;
}

}  // namespace vtrial::host
