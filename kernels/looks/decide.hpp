// Decide: which hypotheses are rejected or given up, look by look.
#pragma once

#include "kernels/looks/bound_table.hpp"
#include "kernels/replicate/evidence.hpp"

namespace vtrial::kernels {

/// Whether a look tests a hypothesis: it is planned to, and its events have come or need not.
VTRIAL_FUNCTION bool is_tested(Plan const& plan, ReplicateOutcome const& outcome,
                               HypothesisPlan const& hypothesis, std::int32_t look) {
    bool const counts =
        outcome.look[look].events_not_reached == 0 || plan.look[look].tests_if_not_reached != 0;
    return hypothesis.tested[look] != 0 && counts;
}

/// The table of a plan that has this number.
VTRIAL_FUNCTION BoundTable bound_table(Plan const& plan, std::int32_t number) {
    BoundTablePlan const& at = plan.bound_tables[number];
    std::int64_t const cells = std::int64_t{at.before_count} * at.new_count;
    return {plan.bound_events.part(at.first_before, at.before_count),
            plan.bound_events.part(at.first_new, at.new_count),
            plan.bounds.part(at.first_efficacy, cells),
            plan.bounds.part(larger(at.first_futility, 0), at.first_futility < 0 ? 0 : cells)};
}

/// Bounds of -z: rejected at or above the one, given up below the other.
struct Bounds {
    double efficacy;
    double futility;
};

/// Bounds of a hypothesis at a look; `rejected` is the set of those rejected so far. Without level
/// it has none.
VTRIAL_FUNCTION Bounds bounds_at(Plan const& plan, ReplicateOutcome const& outcome,
                                 HypothesisPlan const& hypothesis, std::int32_t look,
                                 std::uint32_t rejected) {
    std::int32_t const first = hypothesis.first_table[rejected];
    if (first < 0) {
        return {no_bound, -no_bound};
    }
    BoundTable const table = bound_table(plan, first + look);
    if (plan.bound_tables[first + look].ignores_events != 0) {
        return {table.efficacy[0], table.futility.size == 0 ? -no_bound : table.futility[0]};
    }
    std::int32_t before = 0;
    // an exact test counts all its patients, whatever an earlier look has tested
    bool const is_exact = hypothesis.response >= 0 && hypothesis.test == exact_binomial_test;
    for (std::int32_t earlier = is_exact ? look : 0; earlier < look; ++earlier) {
        before = is_tested(plan, outcome, hypothesis, earlier)
                     ? information_of(outcome.look[earlier], hypothesis)
                     : before;
    }
    std::int32_t const now = information_of(outcome.look[look], hypothesis);
    return {efficacy_bound(table, before, now), futility_bound(table, before, now)};
}

/// What is known of the hypotheses before a look.
struct Standing {
    std::uint32_t rejected = 0;  ///< bit h: hypothesis h
    std::uint32_t given_up = 0;
};

/// One look: hypotheses are rejected one after the other, since each may pass its level on; what is
/// left is given up where -z falls below its futility bound.
VTRIAL_FUNCTION Standing decide_look(Plan const& plan, ReplicateOutcome const& outcome,
                                     std::int32_t look, Standing standing, bool has_futility) {
    auto const open = [&](std::int32_t h) {
        std::uint32_t const bit = 1u << h;
        return ((standing.rejected | standing.given_up) & bit) == 0 &&
               is_tested(plan, outcome, plan.hypothesis[h], look);
    };
    auto const minus_z = [&](std::int32_t h) {
        return -z_of(outcome.look[look], plan.hypothesis[h]);
    };
    for (std::int32_t round = 0; round < plan.hypotheses; ++round) {
        for (std::int32_t h = 0; h < plan.hypotheses; ++h) {
            if (open(h) &&
                minus_z(h) >= bounds_at(plan, outcome, plan.hypothesis[h], look, standing.rejected)
                                  .efficacy) {
                standing.rejected |= 1u << h;
            }
        }
    }
    for (std::int32_t h = 0; h < plan.hypotheses && has_futility; ++h) {
        if (open(h) &&
            minus_z(h) <
                bounds_at(plan, outcome, plan.hypothesis[h], look, standing.rejected).futility) {
            standing.given_up |= 1u << h;
        }
    }
    return standing;
}

/// The look up to which the repeated confidence intervals log_hr +- bound * standard error all
/// cover the truth (Jennison and Turnbull, Journal of the Royal Statistical Society B 51 (1989)
/// 305-361), -1: not even at the first. The true rates of a response are not known here: the last.
VTRIAL_FUNCTION std::int32_t covered_up_to(Plan const& plan, ReplicateOutcome const& outcome,
                                           HypothesisPlan const& hypothesis) {
    std::int32_t const looks = hypothesis.response >= 0 ? 0 : plan.looks;
    for (std::int32_t look = 0; look < looks; ++look) {
        EffectEstimate const fit = effect_of(plan, outcome.look[look], hypothesis);
        double const error = fit.value - plan.estimand[hypothesis.estimand].true_log_hr;
        double const half_width =
            bounds_at(plan, outcome, hypothesis, look, 0).efficacy * fit.standard_error;
        bool const covers = error <= half_width && -error <= half_width;
        if (is_tested(plan, outcome, hypothesis, look) && fit.exists != 0 && !covers) {
            return look - 1;
        }
    }
    return plan.looks - 1;
}

/// The first look after which no hypothesis is open; the last look, if one stays open.
VTRIAL_FUNCTION std::int32_t stopping_look(Plan const& plan, ReplicateOutcome const& outcome) {
    std::int32_t stop = -1;
    for (std::int32_t h = 0; h < plan.hypotheses; ++h) {
        HypothesisOutcome const& decided = outcome.hypothesis[h];
        std::int32_t const closed = larger(decided.rejected_at, decided.given_up_at);
        stop = larger(stop, closed >= 0 ? closed : plan.looks - 1);
    }
    return stop >= 0 ? stop : plan.looks - 1;
}

/// Decides all looks of a replicate, with futility rules obeyed and, beside it, ignored.
VTRIAL_SELDOM void decide(Plan const& plan, ReplicateOutcome& outcome) {
    for (std::int32_t h = 0; h < plan.hypotheses; ++h) {
        outcome.hypothesis[h] = {-1, -1, -1, covered_up_to(plan, outcome, plan.hypothesis[h])};
    }
    Standing standing;
    Standing without;
    for (std::int32_t look = 0; look < plan.looks; ++look) {
        Standing const after = decide_look(plan, outcome, look, standing, true);
        Standing const after_without = decide_look(plan, outcome, look, without, false);
        for (std::int32_t h = 0; h < plan.hypotheses; ++h) {
            HypothesisOutcome& decided = outcome.hypothesis[h];
            std::uint32_t const bit = 1u << h;
            decided.rejected_at =
                ((after.rejected & ~standing.rejected) & bit) != 0 ? look : decided.rejected_at;
            decided.given_up_at =
                ((after.given_up & ~standing.given_up) & bit) != 0 ? look : decided.given_up_at;
            decided.rejected_at_without_futility =
                ((after_without.rejected & ~without.rejected) & bit) != 0
                    ? look
                    : decided.rejected_at_without_futility;
        }
        standing = after;
        without = after_without;
    }
    outcome.stopped_at = stopping_look(plan, outcome);
}

}  // namespace vtrial::kernels
