// Adding one replicate to a tally.
#pragma once

#include "kernels/replicate/evidence.hpp"
#include "kernels/tally/layout.hpp"

namespace vtrial::kernels {

/// A number in the fixed point of the moments, rounded toward 0.
VTRIAL_FUNCTION std::int64_t fixed_point(double value) {
    return static_cast<std::int64_t>(value * 0x1p30);
}

/// The bin of a log hazard ratio.
VTRIAL_FUNCTION std::int32_t hr_bin(double log_hr) {
    double const bin = (log_hr - hr_first) * hr_bins_per_unit;
    return static_cast<std::int32_t>(larger(0.0, smaller(bin, static_cast<double>(hr_bins - 1))));
}

template <class Team>
VTRIAL_FUNCTION void add_moment(Team const& team, TallyView const& tally, Moment moment,
                                std::int64_t value) {
    team.add(tally.sums[moment.index], value);
    team.add(tally.sums[moment.index + 1], value * value);
}

/// Adds a log hazard ratio, a difference of rates or a rate, and its square.
template <class Team>
VTRIAL_FUNCTION void add_effect(Team const& team, TallyView const& tally, Moment moment,
                                double effect) {
    team.add(tally.sums[moment.index], fixed_point(effect));
    team.add(tally.sums[moment.index + 1], fixed_point(effect * effect));
}

/// Adds 1 where a condition holds.
template <class Team>
VTRIAL_FUNCTION void add_if(Team const& team, TallyView const& tally, std::int64_t index,
                            bool holds) {
    team.add(tally.sums[index], static_cast<std::int64_t>(holds ? 1 : 0));
}

/// Adds log-rank and Cox, plain or stratified, of an estimand at a look.
template <class Team>
VTRIAL_FUNCTION void add_test(Team const& team, Plan const& plan, TestOutcome const& test, int look,
                              int estimand, int kind, TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    add_if(team, tally, at.rejects_nominal(look, estimand, kind), -test.z >= plan.nominal_bound);
    if (test.hr_exists == 0) {
        return;
    }
    add_effect(team, tally, at.log_hr(look, estimand, kind), test.log_hr);
    team.add(tally.sums[at.standard_error(look, estimand, kind)], fixed_point(test.standard_error));
    team.add(tally.sums[at.hr_exists(look, estimand, kind)], std::int64_t{1});
    team.add(tally.counts[at.hr_histogram(look, estimand, kind) + hr_bin(test.log_hr)], 1u);
    constexpr double z_975 = 1.959963984540054;
    double const error = test.log_hr - plan.estimand[estimand].true_log_hr;
    double const half_width = z_975 * test.standard_error;
    add_if(team, tally, at.covered(look, estimand, kind),
           error <= half_width && -error <= half_width);
}

/// Adds a further test of an estimand at a look.
template <class Team>
VTRIAL_FUNCTION void add_further_test(Team const& team, Plan const& plan,
                                      FurtherTestOutcome const& test, int look, int estimand,
                                      int number, TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    TestPlan const& planned = plan.estimand[estimand].further[number];
    add_if(team, tally, at.further_rejects(look, estimand, number), -test.z >= plan.nominal_bound);
    add_if(team, tally, at.further_exists(look, estimand, number), test.exists != 0);
    // as a share of the horizon, so that the sums cannot overflow
    double const most = planned.kind == TestKind::rmst ? static_cast<double>(planned.day) : 1.0;
    double const share = test.estimate / most;
    Moment const moment = at.further_estimate(look, estimand, number);
    team.add(tally.sums[moment.index], fixed_point(share));
    team.add(tally.sums[moment.index + 1], fixed_point(share * share));
    team.add(tally.sums[at.further_standard_error(look, estimand, number)],
             fixed_point(test.standard_error / most));
}

/// Adds an estimand at a look: events, medians and tests.
template <class Team>
VTRIAL_FUNCTION void add_estimand(Team const& team, Plan const& plan, EstimandOutcome const& result,
                                  int look, int estimand, TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    std::int64_t all_events = 0;
    for (int arm = 0; arm < arm_count; ++arm) {
        add_moment(team, tally, at.events(look, estimand, arm), result.events[arm]);
        all_events += result.events[arm];
        if (result.twice_median_days[arm] >= 0) {
            team.add(tally.counts[at.median_histogram(look, estimand, arm) +
                                  result.twice_median_days[arm]],
                     1u);
        }
    }
    add_moment(team, tally, at.events(look, estimand, arm_count), all_events);
    for (int kind = 0; kind < stratification_count; ++kind) {
        add_test(team, plan, result.test[kind], look, estimand, kind, tally);
    }
    if constexpr (Team::has_extras) {
        for (int test = 0; test < plan.estimand[estimand].further_tests; ++test) {
            add_further_test(team, plan, result.further[test], look, estimand, test, tally);
        }
    }
}

/// Adds what is decided of a hypothesis at a look.
template <class Team>
VTRIAL_FUNCTION void add_decision(Team const& team, Plan const& plan,
                                  ReplicateOutcome const& outcome, int look, int hypothesis,
                                  TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    HypothesisPlan const& planned = plan.hypothesis[hypothesis];
    HypothesisOutcome const& decided = outcome.hypothesis[hypothesis];
    auto const is_by_now = [=](std::int32_t decided_at) {
        return decided_at >= 0 && decided_at <= look;
    };
    add_if(team, tally, at.rejected_by_now(look, hypothesis), is_by_now(decided.rejected_at));
    add_if(team, tally, at.rejected_here(look, hypothesis), decided.rejected_at == look);
    add_if(team, tally, at.given_up_here(look, hypothesis), decided.given_up_at == look);
    add_if(team, tally, at.rejected_without_futility(look, hypothesis),
           is_by_now(decided.rejected_at_without_futility));
    add_if(team, tally, at.repeatedly_covered(look, hypothesis), decided.covered_up_to >= look);
    EffectEstimate const effect = effect_of(plan, outcome.look[look], planned);
    if (decided.rejected_at == look && effect.exists != 0) {
        add_effect(team, tally, at.effect_if_rejected(look, hypothesis), effect.value);
        add_if(team, tally, at.effect_exists_if_rejected(look, hypothesis), true);
    }
}

/// Adds a hypothesis as it stands where it is decided: rejected, given up, or at its last look.
template <class Team>
VTRIAL_FUNCTION void add_stopped_hypothesis(Team const& team, Plan const& plan,
                                            ReplicateOutcome const& outcome, int hypothesis,
                                            TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    HypothesisPlan const& planned = plan.hypothesis[hypothesis];
    HypothesisOutcome const& decided = outcome.hypothesis[hypothesis];
    std::int32_t look = larger(decided.rejected_at, decided.given_up_at);
    for (std::int32_t later = 0; look < 0 && later < plan.looks; ++later) {
        std::int32_t const from_last = plan.looks - 1 - later;
        look = planned.tested[from_last] != 0 ? from_last : look;
    }
    add_moment(team, tally, at.stopped_information(hypothesis),
               information_of(outcome.look[look], planned));
    EffectEstimate const effect = effect_of(plan, outcome.look[look], planned);
    if (effect.exists != 0) {
        add_effect(team, tally, at.stopped_effect(hypothesis), effect.value);
        add_if(team, tally, at.stopped_effect_exists(hypothesis), true);
    }
}

/// Adds a look: its day, and what all hypotheses together come to.
template <class Team>
VTRIAL_FUNCTION void add_look(Team const& team, Plan const& plan, ReplicateOutcome const& outcome,
                              int look, TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    LookOutcome const& result = outcome.look[look];
    add_moment(team, tally, at.day(look), result.day);
    add_moment(team, tally, at.patients(look), result.patients);
    add_moment(team, tally, at.cleaning_events(look), result.cleaning_events);
    team.add(tally.counts[at.day_histogram(look) + result.day], 1u);
    add_if(team, tally, at.events_not_reached(look), result.events_not_reached != 0);
    add_if(team, tally, at.was_extended(look), result.was_extended != 0);
    std::int32_t rejected = 0;
    for (int hypothesis = 0; hypothesis < plan.hypotheses; ++hypothesis) {
        add_decision(team, plan, outcome, look, hypothesis, tally);
        std::int32_t const at_look = outcome.hypothesis[hypothesis].rejected_at;
        rejected += at_look >= 0 && at_look <= look ? 1 : 0;
    }
    add_if(team, tally, at.any_rejected(look), rejected > 0);
    add_if(team, tally, at.all_rejected(look), rejected > 0 && rejected == plan.hypotheses);
}

/// Adds the look after which no hypothesis is left to test.
template <class Team>
VTRIAL_FUNCTION void add_stop(Team const& team, Plan const& plan, ReplicateOutcome const& outcome,
                              TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    team.add(tally.sums[at.replicates()], std::int64_t{1});
    LookOutcome const& last = outcome.look[outcome.stopped_at];
    std::int32_t const stop_day =
        smaller(last.day + plan.look[outcome.stopped_at].cleaning_days, plan.last_day);
    add_moment(team, tally, at.stop_day(), stop_day);
    add_moment(team, tally, at.stop_patients(), last.patients);
    team.add(tally.counts[at.stop_histogram() + stop_day], 1u);
    for (int hypothesis = 0; hypothesis < plan.hypotheses; ++hypothesis) {
        add_stopped_hypothesis(team, plan, outcome, hypothesis, tally);
    }
}

/// Adds the outcome of one replicate; the team shares the looks and the estimands of all looks.
template <class Team>
VTRIAL_SELDOM void add_outcome(Team const& team, Plan const& plan, ReplicateOutcome const& outcome,
                               TallyView const& tally) {
    team.once([&] { add_stop(team, plan, outcome, tally); });
    team.scatter(plan.looks,
                 [&](std::int32_t look) { add_look(team, plan, outcome, look, tally); });
    std::int32_t const estimands = plan.estimands;
    team.scatter(plan.looks * estimands, [&](std::int32_t i) {
        std::int32_t const look = i / estimands;
        std::int32_t const estimand = i % estimands;
        add_estimand(team, plan, outcome.look[look].estimand[estimand], look, estimand, tally);
    });
}

}  // namespace vtrial::kernels
