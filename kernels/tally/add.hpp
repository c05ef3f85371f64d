// Adding one replicate to a tally.
#pragma once

#include "kernels/statistics/kaplan_meier.hpp"
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

/// Adds the two tests of an endpoint at a look.
template <class Team>
VTRIAL_FUNCTION void add_test(Team const& team, Plan const& plan, TestOutcome const& test, int look,
                              int endpoint, int kind, TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    bool const rejects = -test.z >= plan.nominal_bound;
    team.add(tally.sums[at.rejects_nominal(look, endpoint, kind)],
             static_cast<std::int64_t>(rejects ? 1 : 0));
    if (test.hr_exists == 0) {
        return;
    }
    Moment const moment = at.log_hr(look, endpoint, kind);
    team.add(tally.sums[moment.index], fixed_point(test.log_hr));
    team.add(tally.sums[moment.index + 1], fixed_point(test.log_hr * test.log_hr));
    team.add(tally.sums[at.standard_error(look, endpoint, kind)], fixed_point(test.standard_error));
    team.add(tally.sums[at.hr_exists(look, endpoint, kind)], std::int64_t{1});
    team.add(tally.counts[at.hr_histogram(look, endpoint, kind) + hr_bin(test.log_hr)], 1u);
    constexpr double z_975 = 1.959963984540054;
    double const error = test.log_hr - plan.decision[endpoint].true_log_hr;
    double const half_width = z_975 * test.standard_error;
    bool const covered = error <= half_width && -error <= half_width;
    team.add(tally.sums[at.covered(look, endpoint, kind)],
             static_cast<std::int64_t>(covered ? 1 : 0));
}

/// Adds an endpoint at a look: events, medians, tests and whether it is rejected by now.
template <class Team>
VTRIAL_FUNCTION void add_endpoint(Team const& team, Plan const& plan,
                                  ReplicateOutcome const& outcome, int look, int endpoint,
                                  TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    EndpointOutcome const& result = outcome.look[look].endpoint[endpoint];
    std::int64_t all_events = 0;
    for (int arm = 0; arm < arm_count; ++arm) {
        add_moment(team, tally, at.events(look, endpoint, arm), result.events[arm]);
        all_events += result.events[arm];
        if (result.twice_median_days[arm] >= 0) {
            team.add(tally.counts[at.median_histogram(look, endpoint, arm) +
                                  result.twice_median_days[arm]],
                     1u);
        }
    }
    add_moment(team, tally, at.events(look, endpoint, arm_count), all_events);
    std::int32_t const rejection = outcome.first_rejection[endpoint];
    team.add(tally.sums[at.rejected_by_now(look, endpoint)],
             static_cast<std::int64_t>(rejection >= 0 && rejection <= look ? 1 : 0));
    team.add(tally.sums[at.rejected_here(look, endpoint)],
             static_cast<std::int64_t>(rejection == look ? 1 : 0));
    for (int kind = 0; kind < stratification_count; ++kind) {
        add_test(team, plan, result.test[kind], look, endpoint, kind, tally);
    }
}

/// Adds the outcome of one replicate.
template <class Team>
VTRIAL_FUNCTION void add_outcome(Team const& team, Plan const& plan,
                                 ReplicateOutcome const& outcome, TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    team.add(tally.sums[at.replicates()], std::int64_t{1});
    for (int look = 0; look < plan.looks; ++look) {
        LookOutcome const& result = outcome.look[look];
        add_moment(team, tally, at.day(look), result.day);
        add_moment(team, tally, at.patients(look), result.patients);
        team.add(tally.counts[at.day_histogram(look) + result.day], 1u);
        team.add(tally.sums[at.events_not_reached(look)],
                 static_cast<std::int64_t>(result.events_not_reached));
        std::int64_t decided = 0;
        std::int64_t rejected = 0;
        for (int endpoint = 0; endpoint < endpoint_count; ++endpoint) {
            add_endpoint(team, plan, outcome, look, endpoint, tally);
            std::int32_t const rejection = outcome.first_rejection[endpoint];
            decided += plan.decision[endpoint].decides != 0 ? 1 : 0;
            rejected += rejection >= 0 && rejection <= look ? 1 : 0;
        }
        team.add(tally.sums[at.any_rejected(look)], static_cast<std::int64_t>(rejected > 0));
        team.add(tally.sums[at.all_rejected(look)],
                 static_cast<std::int64_t>(decided > 0 && rejected == decided));
    }
}

/// Adds the patients of a risk table to the pooled curves.
template <class Team, class Packed>
VTRIAL_FUNCTION void add_curves(Team const& team, RiskTable<Packed> const& table, std::int32_t days,
                                int look, int endpoint, TallyView const& tally) {
    TallyLayout const& at = tally.layout;
    for (int arm = 0; arm < arm_count; ++arm) {
        std::uint32_t* const leavers = tally.counts + at.pooled_leavers(look, endpoint, arm);
        std::uint32_t* const events = tally.counts + at.pooled_events(look, endpoint, arm);
        team.for_each(days, [&](std::int32_t day) {
            team.add(leavers[day], count_of(table.leavers[day], arm));
            team.add(events[day], count_of(table.events[day], arm));
        });
    }
}

/// Adds an arm's survival at each month to the bands; a curve ends with its last patient at risk.
template <class Team, class Packed>
VTRIAL_FUNCTION void add_bands(Team const& team, Plan const& plan, RiskRows<Packed> const& rows,
                               std::int32_t const* last_day, int look, int endpoint,
                               TallyView const& tally) {
    for (int arm = 0; arm < arm_count; ++arm) {
        team.once([&] {
            std::int64_t log_survival = 0;
            std::int32_t row = 0;
            for (std::int64_t month = 0; month < plan.curve_days.size; ++month) {
                std::int32_t const day = plan.curve_days[month];
                if (day > last_day[arm]) {
                    break;
                }
                for (; row < rows.count && rows.day[row] <= day; ++row) {
                    log_survival += log_survival_step(plan, rows, row, arm);
                }
                auto const bin =
                    static_cast<std::int64_t>(survival_of(log_survival) * (band_bins - 1) + 0.5);
                team.add(tally.counts[tally.layout.band(look, endpoint, arm, month) + bin], 1u);
            }
        });
    }
}

}  // namespace vtrial::kernels
