// Binary endpoints: whether a patient has responded when it is assessed.
#pragma once

#include <cstdint>

namespace vtrial::kernels {

inline constexpr int most_responses = 3;  ///< the words that draws.hpp has for them

/// A patient responds where the uniform of its word is below the bound of the arm and profile, the
/// rate; or, where linked to the times, where own_weight * z + time_weight * (what shortens them)
/// is below the bound, the rate's normal quantile, z being that of the uniform.
struct ResponsePlan {
    std::int32_t assessed_day;  ///< after randomisation
    std::int32_t is_linked;
    double own_weight;
    double time_weight;
    double margin;  ///< of the null hypothesis on the difference of the rates
};

struct ResponsesPlan {
    std::int32_t count;
    ResponsePlan response[most_responses];
};

}  // namespace vtrial::kernels
