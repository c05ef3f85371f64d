// The exact binomial test of a response rate, as a table of how many responders reject.
#pragma once

#include <cstdint>
#include <vector>

namespace vtrial::trials {

/// So many patients at most, for which a table is made.
inline constexpr int most_patients_of_exact_test = 10000;

/// For n = 0, 1, ... `most_patients`: the fewest responders c of n patients with P(X >= c) <=
/// level, X binomial with n and `null_rate`: the test rejects with c of n or more. Above n: no
/// number does. A tail within 1e-9 of the level, relatively, is taken as equal to it. Made by
/// functions of the kernels, so that the table has the same bits everywhere.
std::vector<std::int32_t> critical_responders(std::int32_t most_patients, double null_rate,
                                              double level_one_sided);

}  // namespace vtrial::trials
