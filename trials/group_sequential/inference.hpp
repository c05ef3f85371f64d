// What a trial says that has stopped at one of its looks: p-value, estimate and interval that allow
// for the looks. Drifts are means of z per square root of the information: with events as
// information and arms of one size, minus half the log hazard ratio.
#pragma once

#include <vector>

#include "trials/group_sequential/sequential_probabilities.hpp"

namespace vtrial::trials::group_sequential {

/// A trial and the look where it stopped, the last of `information`.
struct StoppedTrial {
    std::vector<double> information;
    Boundaries
        boundaries;  ///< of these looks; without lower bounds futility is left out of account
    double z;        ///< at the last of them
};

struct Interval {
    double lower;
    double upper;
};

/// Probability, at a drift, of a result at least as favourable in the stage-wise order: the earlier
/// a trial stops for efficacy the better, the earlier for futility the worse, at one look by z
/// (Tsiatis, Rosner and Mehta, Biometrics 40 (1984) 797-803).
double stagewise_probability(StoppedTrial const& trial, double drift);

/// The one-sided p-value of no effect in the stage-wise order.
double stagewise_p_value(StoppedTrial const& trial);

/// The drift at which a result at least as favourable has this probability.
double stagewise_drift(StoppedTrial const& trial, double probability);

/// The median-unbiased estimate of the drift in the stage-wise order.
double median_unbiased_drift(StoppedTrial const& trial);

/// The interval of the drift in the stage-wise order; `level` two-sided, 0.95 for instance.
Interval stagewise_interval(StoppedTrial const& trial, double level);

/// The interval z +- bound in terms of the drift, valid at every look whether or not the trial
/// stops (Jennison and Turnbull, Journal of the Royal Statistical Society B 51 (1989) 305-361).
Interval repeated_interval(double information, double z, double bound);

/// What is known at a look, and what is to come.
struct InterimResult {
    double information;       ///< so far
    double z;                 ///< so far
    double last_information;  ///< at the last look, greater
    double last_bound;        ///< of z there
};

/// Probability to reach the last bound at a drift, given the look, with no look between (Lan, Simon
/// and Halperin, Communications in Statistics C 1 (1982) 207-219).
double conditional_power(InterimResult const& interim, double drift);

}  // namespace vtrial::trials::group_sequential
