// How a group-sequential trial ends: the probability of each way to stop.
#pragma once

#include <vector>

namespace vtrial::trials::group_sequential {

/// Bounds on z, large where the experimental arm is better. One for each look.
struct Boundaries {
    std::vector<double> upper;  ///< efficacy: stops at or above; no_bound where it cannot stop
    std::vector<double> lower;  ///< futility: stops below; -no_bound; empty: at no look
};

/// Probabilities to stop at each look.
struct StoppingProbabilities {
    std::vector<double> upper;
    std::vector<double> lower;

    double upper_total() const;
    double lower_total() const;
};

/// Probabilities to cross each bound of a trial with z at look k normal with mean
/// drift * sqrt(information[k]); information increases. See ContinuationDensity.
StoppingProbabilities stopping_probabilities(std::vector<double> const& information,
                                             Boundaries const& boundaries, double drift);

/// The drift at which a trial crosses its upper bounds with probability `power`, above the
/// probability of a drift of 0. Its square over that of a trial with one look of the same maximal
/// information is the inflation of the sample size.
double drift_for_power(std::vector<double> const& information, Boundaries const& boundaries,
                       double power);

}  // namespace vtrial::trials::group_sequential
