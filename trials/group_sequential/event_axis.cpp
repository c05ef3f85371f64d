#include "trials/group_sequential/event_axis.hpp"

#include <algorithm>

namespace vtrial::trials::group_sequential {

std::vector<std::int32_t> event_axis(std::vector<DenseInterval> const& dense,
                                     std::int32_t steps_per_multiple, std::int32_t last) {
    std::vector<std::int32_t> points{1};
    while (points.back() < last) {
        std::int32_t const events = points.back();
        std::int32_t step = std::max(1, events / steps_per_multiple);
        for (DenseInterval const interval : dense) {
            // negative within the interval; no step leads over its first number
            std::int32_t const distance = std::max(interval.first - events, events - interval.last);
            step = std::min(step, std::max(1, distance / 2));
        }
        points.push_back(std::min(events + step, last));
    }
    return points;
}

}  // namespace vtrial::trials::group_sequential
