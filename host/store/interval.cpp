#include "host/store/interval.hpp"

namespace vtrial::host {

std::vector<Interval> missing_from(std::vector<Interval> const& covered, std::int64_t wanted) {
    std::vector<Interval> missing;
    std::int64_t next = 0;
    for (Interval const& interval : covered) {
        if (interval.first >= wanted) {
            break;
        }
        if (interval.first > next) {
            missing.push_back({next, interval.first - next});
        }
        next = interval.end();
    }
    if (next < wanted) {
        missing.push_back({next, wanted - next});
    }
    return missing;
}

}  // namespace vtrial::host
