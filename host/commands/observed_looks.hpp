// The looks of a real trial on the command line: ENDPOINT:ANALYSIS:EVENTS:Z.
#pragma once

#include <string>
#include <vector>

#include "trials/observed_design.hpp"

namespace vtrial::host {

/// What the words of --observed say of a valid study's hypotheses, in the order in which the words
/// name them. Throws CommandLineError if a word cannot be read, names what the study has not, or
/// tells of looks that no trial of this design has one after the other.
std::vector<trials::ObservedSummary> observe(
    std::vector<std::string> const& words, trials::Study const& study,
    std::vector<trials::HypothesisSummary> const& hypotheses);

}  // namespace vtrial::host
