// The random numbers of a replicate by their addresses: the table of docs/REPLICATE.md.
#pragma once

#include <cstdint>

#include "validation/reference/philox.hpp"

namespace vtrial::reference {

/// What four words are drawn for.
inline constexpr std::uint32_t baseline_purpose = 0;
inline constexpr std::uint32_t first_line_purpose = 1;
inline constexpr std::uint32_t next_line_purpose = 2;
inline constexpr std::uint32_t permuted_block_purpose = 3;
inline constexpr std::uint32_t further_purpose = 5;
inline constexpr std::uint32_t second_randomisation_purpose = 13;

struct Draws {
    std::uint64_t seed;
    std::uint64_t replicate;

    PhiloxCounter words(std::uint32_t purpose, std::uint32_t who) const {
        return philox({who, purpose, static_cast<std::uint32_t>(replicate),
                       static_cast<std::uint32_t>(replicate >> 32)},
                      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    }
};

inline double uniform_23_bits(std::uint32_t word) { return ((word >> 9) + 0.5) / 8388608.0; }
inline double uniform_32_bits(std::uint32_t word) { return (word + 0.5) / 4294967296.0; }

/// An exponential with mean 1 from 23 bits.
double exponential(std::uint32_t word);

/// The z below which a standard normal variable lies with this probability, by bisection.
double normal_quantile(double probability);

}  // namespace vtrial::reference
