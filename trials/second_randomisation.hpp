// A second randomisation: who comes so far is assigned once more, as to maintenance or observation.
#pragma once

#include <array>
#include <map>
#include <string>

#include "trials/arm.hpp"

namespace vtrial::trials {

/// Eligible are those who, so many months after the first randomisation, are alive, have not
/// progressed and have not dropped out. Each who consents is assigned by itself, without blocks.
struct SecondRandomisation {
    std::string name;  ///< a word, by which endpoints refer to it
    double months = 0.0;
    double consent_share = 1.0;  ///< of the eligible
    std::string response{};   ///< with the disease model, which the eligible must have had by then
    std::array<Arm, 2> arms;  ///< [0] control, [1] experimental
    /// of the multistate model: name of a transition -> ratio of its hazard from then on, of the
    /// experimental arm to control
    std::map<std::string, double> hazard_ratio_by_transition;

    bool operator==(SecondRandomisation const&) const = default;
};

/// The ratio of a transition; 1 where none is given.
double second_hazard_ratio(SecondRandomisation const& second, std::string const& transition);

/// Whether its arms are treated alike, by what the multistate model states of them.
bool has_neutral_hazards(SecondRandomisation const& second);

}  // namespace vtrial::trials
