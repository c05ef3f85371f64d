// Ranges of replicates of a scenario, as blocks cover them.
#pragma once

#include <cstdint>
#include <vector>

namespace vtrial::host {

/// Replicates first, first + 1, ... first + count - 1.
struct Interval {
    std::int64_t first;
    std::int64_t count;

    std::int64_t end() const { return first + count; }
    bool operator==(Interval const&) const = default;
};

/// What of replicates 0 ... wanted - 1 is not covered by `covered`, which is ascending and
/// disjoint.
std::vector<Interval> missing_from(std::vector<Interval> const& covered, std::int64_t wanted);

}  // namespace vtrial::host
