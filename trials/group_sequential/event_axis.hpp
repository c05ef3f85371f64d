// The numbers of events at which a bound is tabulated: all of them where a look is planned, few
// elsewhere.
#pragma once

#include <cstdint>
#include <vector>

namespace vtrial::trials::group_sequential {

/// An interval of which every number is a point.
struct DenseInterval {
    std::int32_t first;
    std::int32_t last;
};

/// Points from 1 to `last`, increasing. Outside the dense intervals their distances grow, up to
/// 1 / `steps_per_multiple` of the number itself.
std::vector<std::int32_t> event_axis(std::vector<DenseInterval> const& dense,
                                     std::int32_t steps_per_multiple, std::int32_t last);

}  // namespace vtrial::trials::group_sequential
