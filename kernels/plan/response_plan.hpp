// Binary endpoints: whether a patient has responded when it is assessed.
#pragma once

#include <cstdint>

#include "kernels/core/compiler.hpp"

namespace vtrial::kernels {

inline constexpr int most_responses = 12;
inline constexpr int most_safety_entries = 16;
inline constexpr int most_binary_endpoints = most_responses + most_safety_entries;
inline constexpr int most_drawn_responses = 3;  ///< the words that draws.hpp has for them

/// What a response is: drawn, a row of MyelomaCourse::response_days, the first negative result in
/// marrow, a row of sustained_negative_days, or stable disease; or no response but an adverse
/// event, a row of MyelomaSafety::event_days.
enum class ResponseKind : std::int32_t {
    drawn,
    depth,
    negative,
    sustained_negative,
    stable,
    safety
};

/// Drawn, a patient responds where the uniform of its word is below the bound of the arm and
/// profile, the rate; or, where linked to the times, where own_weight * z + time_weight * (what
/// shortens them) is below the bound, the rate's normal quantile, z being that of the uniform.
struct ResponsePlan {
    std::int32_t assessed_day;  ///< after randomisation; not drawn: 0, at any cut
    std::int32_t is_linked;
    double own_weight;
    double time_weight;
    double margin;  ///< of the null hypothesis on the difference of the rates
    ResponseKind kind;
    std::int32_t row;   ///< of the kind
    float latest_days;  ///< not drawn: what comes later does not count
    std::int32_t is_of_subgroup;
    std::int32_t subgroup;        ///< whose patients alone are meant, where it is of one
    std::int32_t is_from_second;  ///< patients and arms are those of the second randomisation
    std::int32_t first_arm;       ///< and then of this arm of the first; -1: of both
};

struct ResponsesPlan {
    std::int32_t count;  ///< with the adverse events, which come last
    ResponsePlan response[most_binary_endpoints];
    std::int32_t has_duration;  ///< some estimand is the duration of response
    std::int32_t recurrent;     ///< how many are adverse events that recur
    std::int32_t recurrent_response[most_safety_entries];  ///< their places
};

/// Rows of Patients::response_day after those of the responses: when a partial response or a better
/// one was confirmed, and when it began.
VTRIAL_FUNCTION std::int32_t confirmed_row(ResponsesPlan const& responses) {
    return responses.count;
}
VTRIAL_FUNCTION std::int32_t began_row(ResponsesPlan const& responses) {
    return responses.count + 1;
}

}  // namespace vtrial::kernels
