// A study over the uncertainty of the disease model's parameters: its scenario under each of some
// parameter sets.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/config/diagnostics.hpp"
#include "host/spread/posterior_table.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// Reads one study with these overrides before its user's own.
using StudyReader = std::function<std::optional<trials::StudyFile>(
    std::vector<std::string> const& overrides, Diagnostics& diagnostics)>;

/// The study whose scenarios are the one of `stated` under the first `count` sets, `NAME_set_001`
/// first. A trial that the table knows by its `published_trial` has its own parameters too. All
/// sets weigh the same, so the mean of a probability over them is that over the posterior
/// (assurance). Empty, with the reason in `diagnostics`, where a set makes no study.
std::optional<trials::StudyFile> over_parameter_sets(trials::StudyFile const& stated,
                                                     StudyReader const& read,
                                                     PosteriorTable const& table, int count,
                                                     Diagnostics& diagnostics);

}  // namespace vtrial::host
