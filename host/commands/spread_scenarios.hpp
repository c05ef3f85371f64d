// A study on the command line, laid over parameter sets.
#pragma once

#include "host/commands/load_study.hpp"
#include "host/spread/parameter_sets.hpp"

namespace vtrial::host {

/// The study under the first sets of the options' posterior, or of the shipped one. What is wrong
/// with the sets has been told. Throws CommandLineError where there are fewer sets, or the study
/// has several scenarios.
LoadedStudy spread_scenarios(trials::StudyFile const& stated, StudyReader const& read,
                             RunOptions const& options);

}  // namespace vtrial::host
