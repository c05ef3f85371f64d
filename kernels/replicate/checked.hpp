// Which replicates are computed a second time, so that a device that errs is noticed: one of each
// group of 10,000 consecutive ones, by a draw of its own, so that it is the same in every run.
#pragma once

#include "kernels/plan/draws.hpp"

namespace vtrial::kernels {

inline constexpr std::uint64_t check_group = 10000;

/// The replicate of group g = [g * check_group, (g + 1) * check_group) that is checked.
VTRIAL_FUNCTION constexpr std::uint64_t checked_replicate(std::uint64_t seed, std::uint64_t group) {
    Words const words = draw(seed, group, DrawPurpose::check, 0);
    return group * check_group + words.word[0] % check_group;
}

/// The most groups that a range of so many replicates, at least one, can touch.
VTRIAL_FUNCTION constexpr std::int64_t most_groups_of(std::int64_t replicates) {
    return (replicates - 1) / static_cast<std::int64_t>(check_group) + 2;
}

}  // namespace vtrial::kernels
