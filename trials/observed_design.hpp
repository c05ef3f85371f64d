// What a group-sequential trial says after the looks that it has had: whether a bound is crossed,
// and p-value, estimate and intervals that allow for the looks. Not for tables of a plan.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trials/design_summary.hpp"
#include "trials/group_sequential/inference.hpp"

namespace vtrial::trials {

/// What a look has seen.
struct ObservedLook {
    int events;
    double z;  ///< of the deciding test; negative favours the experimental arm
};

enum class LookDecision : std::uint8_t {
    rejected,     ///< the null hypothesis, since -z reaches the efficacy bound
    given_up,     ///< -z is below the futility bound, before the last look
    not_rejected  ///< neither
};

/// The probability that -z reaches the last look's bound, with no look between, where the
/// remaining looks have their planned events.
struct ConditionalPower {
    double at_estimated_hazard_ratio;            ///< that z so far gives
    std::optional<double> at_true_hazard_ratio;  ///< that the study assumes, if it is one number
};

/// A look and what follows from it. Empty: the test has no hazard ratio.
struct ObservedLookSummary {
    std::string analysis;
    ObservedLook seen;
    std::optional<double> information_fraction;  ///< of the last look's planned events
    BoundSummary efficacy;                       ///< at the events seen
    std::optional<BoundSummary> futility;
    LookDecision decision;
    bool ends_trial;  ///< rejected, given up by a binding rule, or the last look
    std::optional<double> hazard_ratio;
    /// of the hazard ratio; also empty for nominal levels, which need not keep one together
    std::optional<group_sequential::Interval> repeated_interval;
    /// where the trial may go on to later looks with more events, and these are planned
    std::optional<ConditionalPower> conditional_power;
};

/// What the trial says if it ends at its last look so far, in the stage-wise order.
struct StagewiseResult {
    double p_one_sided;
    std::optional<double> hazard_ratio;  ///< median-unbiased; empty: the test has none
    std::optional<group_sequential::Interval> interval;
};

struct ObservedSummary {
    std::string endpoint;
    std::string test;
    double level_one_sided;   ///< to which the bounds belong: that of HypothesisSummary
    bool waits;               ///< it has this level once another endpoint has passed it on
    bool may_gain_level;      ///< other endpoints may pass on more than this level
    std::string bounds_from;  ///< spending function, classical shape, or nominal levels
    bool is_of_response;      ///< events are patients assessed
    bool bounds_follow_events;
    double interval_level;                    ///< two-sided, 1 - 2 level_one_sided
    std::optional<double> true_hazard_ratio;  ///< that the study assumes, if it is one number
    std::vector<ObservedLookSummary> looks;   ///< those that the trial has had
    StagewiseResult stagewise;
};

/// The first looks of a hypothesis as a trial saw them, in order: at least one, events at least 1
/// and increasing, z finite. Bounds by spending are those of the recursion along these events; the
/// tables of a plan give the same where looks before the last two had their planned events. Hazard
/// ratios are margin * exp(z / sqrt(events p (1 - p))), p the share of the experimental arm
/// (Schoenfeld, Biometrika 68 (1981) 316-319).
ObservedSummary summarise_observed(Study const& study, HypothesisSummary const& hypothesis,
                                   std::vector<ObservedLook> const& looks);

}  // namespace vtrial::trials
