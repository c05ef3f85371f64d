// What the sets of a posterior say of each published row.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "host/calibrate/posterior_sample.hpp"

namespace vtrial::host {

/// A published row over the sets. An empty quantile is a median that is not reached.
struct PosteriorRow {
    std::optional<double> lower;  ///< 5 % of the sets are below
    std::optional<double> median;
    std::optional<double> upper;  ///< 95 % are
    double residual_mean = 0.0;   ///< (simulated - published) / sd of the publication
    double residual_sd = 0.0;     ///< the uncertainty of parameters, in the publication's own
    /// The published number lies where one trial under the sets would put it, 95 %.
    bool agrees = false;
};

/// By row of the fit. Empty for a sample of fewer than two sets.
std::vector<PosteriorRow> posterior_rows(PosteriorSample const& sample, std::size_t rows);

/// posterior_targets.csv.
std::string posterior_targets_csv(std::vector<FittedRow> const& rows,
                                  std::vector<PosteriorRow> const& over_sets);

/// The section of the report.
std::string posterior_report(std::vector<FittedRow> const& rows, PosteriorSample const& sample);

}  // namespace vtrial::host
