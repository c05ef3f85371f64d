// The tests beside log-rank and Cox: weighted log-rank, MaxCombo's four, restricted means,
// milestones and response rates by stratum.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "validation/reference/survival_tests.hpp"

namespace vtrial::reference {

/// The weighted log-rank test of Fleming and Harrington, weights S(t-)^rho (1 - S(t-))^gamma with
/// the survival of both arms of a stratum together.
LogRank weighted_logrank(std::vector<Observation> const& observations,
                         Stratification stratification, double rho, double gamma);

/// The z of the weighted tests (0, 0), (0, 1), (1, 0) and (1, 1).
std::array<double, 4> max_combo_z(std::vector<Observation> const& observations,
                                  Stratification stratification);

/// An arm's estimate with its standard error; none beyond the arm's follow-up, unless its curve
/// has come down to 0.
struct ArmEstimate {
    double value = 0.0;
    double standard_error = 0.0;
};
/// Survival at a time, with Greenwood's standard error.
std::optional<ArmEstimate> milestone(std::vector<Observation> const& observations, int arm,
                                     double time);
/// The area under the Kaplan-Meier curve up to a horizon, as R's survfit has it with its rmean.
std::optional<ArmEstimate> restricted_mean(std::vector<Observation> const& observations, int arm,
                                           double horizon);

/// z of a null hypothesis experimental - control = -margin; negative favours experimental. None
/// where either estimate is missing or there is no variance.
std::optional<double> difference_z(std::optional<ArmEstimate> const& control,
                                   std::optional<ArmEstimate> const& experimental, double margin);

/// Whether a patient responds.
struct Response {
    bool responds = false;
    int arm = 0;
    int stratum = 0;
};
/// Cochran-Mantel-Haenszel without correction for continuity; negative favours the experimental
/// arm, which then responds more. 0 where there is no variance.
double cochran_mantel_haenszel_z(std::vector<Response> const& responses);

}  // namespace vtrial::reference
