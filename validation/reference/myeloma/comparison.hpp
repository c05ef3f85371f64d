// Simulated trials beside the numbers that the prototype of the model got, and the published ones.
#pragma once

#include <string>
#include <vector>

#include "validation/reference/myeloma/outcomes.hpp"

namespace vtrial::reference::myeloma {

/// A line of tests/data/myeloma_prototype.csv. Shares and curves are in per cent, times in months.
struct TrialNumber {
    std::string trial;
    std::string arm;       ///< control, experimental, both
    std::string quantity;  ///< median, survival, hazard_ratio, response, mrd_negative, ...
    std::string of;        ///< endpoint or response
    std::string months;    ///< of the landmark or the cut; empty: whenever
    std::string published;
    std::string status;  ///< of the published number: sourced, unverified
    double prototype = 0.0;
};

/// Throws std::runtime_error if there is no such file.
std::vector<TrialNumber> read_trial_numbers(std::string const& path);

struct ComparedNumber {
    TrialNumber number;
    Estimate simulated;      ///< in the units of the number
    double half_unit = 0.0;  ///< rounding of the prototype's number

    /// The difference less its rounding, over the error of two independent simulations as large.
    double standard_errors_apart() const;
};

/// Simulates both arms of each trial named, `patients` an arm. Throws std::invalid_argument for
/// what it does not know.
std::vector<ComparedNumber> compare(std::vector<TrialNumber> const& numbers, Draws const& draws,
                                    std::uint32_t patients);

}  // namespace vtrial::reference::myeloma
