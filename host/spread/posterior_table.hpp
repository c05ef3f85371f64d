// A sample of parameter sets as vtrial-calibrate writes it, posterior.csv: docs/CALIBRATION.md has
// the format.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "host/analyze/data_log.hpp"

namespace vtrial::host {

/// A number of studies that the sets move.
struct PosteriorColumn {
    std::string path;                 ///< as `--set` takes it
    std::vector<std::string> trials;  ///< as published, whose own it is; empty: shared by all

    bool operator==(PosteriorColumn const&) const = default;
};

struct PosteriorTable {
    std::string fit;  ///< where it comes from: the fit, its hash, the program
    std::vector<PosteriorColumn> columns;
    std::vector<std::vector<double>> sets;  ///< [set][column]; all weigh the same

    /// What `--set` of a study takes for it to have this set: what is shared, then what is the own
    /// of the trial that it publishes (empty: none).
    std::vector<std::string> overrides_of(std::size_t set,
                                          std::string const& published_trial) const;
};

/// The heading of a column: `PATH` or `PATH [TRIAL; TRIAL]`.
std::string column_heading(PosteriorColumn const& column);

/// The table of a text. What is wrong is told to the log.
PosteriorTable read_posterior_table(std::string_view text, DataLog& log);

}  // namespace vtrial::host
