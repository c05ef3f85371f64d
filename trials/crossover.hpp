// Crossover of control patients to the experimental drug after progression.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

namespace vtrial::trials {

/// Since when a crossing patient is on the drug.
enum class CrossoverAt : std::uint8_t { next_line_start, progression };
inline constexpr std::array<char const*, 2> crossover_at_names{"next_line_start", "progression"};

struct Crossover {
    double share = 0.0;  ///< of the control patients who come that far
    CrossoverAt at = CrossoverAt::next_line_start;
    /// name of a transition after it -> ratio of its hazard to that of patients who do not cross
    std::map<std::string, double> hazard_ratio_by_transition;

    bool operator==(Crossover const&) const = default;
};

/// The ratio of a transition; 1 where none is given.
double crossover_hazard_ratio(Crossover const& crossover, std::string const& transition);

}  // namespace vtrial::trials
