// The transitions of the illness-death model.
#pragma once

#include <cstdint>

namespace vtrial::kernels {

/// In the order of their words in draws.hpp.
enum class Transition : std::int32_t {
    progression,
    death_before_progression,
    next_line_start,
    death_before_next_line,
    second_progression,
    death_on_next_line,
    death_after_second_progression
};
inline constexpr int transition_count = 7;

}  // namespace vtrial::kernels
