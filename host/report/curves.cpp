#include "host/report/curves.hpp"

#include <cstddef>
#include <cstdint>

#include "kernels/tally/pooled_curve.hpp"
#include "kernels/tally/summary.hpp"
#include "trials/estimands.hpp"

namespace vtrial::host {
namespace {

using Counts = kernels::View<std::uint64_t const>;

/// Which curve of a scenario.
struct CurveKey {
    int look;
    int estimand;
    int arm;
};

Counts counts(TotalTally const& total, std::int64_t first, std::int64_t count) {
    return {total.counts.data() + first, count};
}

CurveRow labels_of(trials::Scenario const& scenario, CurveKey key) {
    auto const estimands = trials::estimands_of(scenario.study);
    trials::Estimand const& estimand = estimands[static_cast<std::size_t>(key.estimand)];
    trials::Endpoint const& endpoint = scenario.study.endpoints[estimand.endpoint];
    CurveRow row;
    row.scenario = scenario.name;
    row.analysis = scenario.study.analyses[static_cast<std::size_t>(key.look)].name;
    row.endpoint = measure_of(endpoint);
    row.rule = rule_name(estimand);
    row.arm = arms_of(scenario.study, endpoint)[static_cast<std::size_t>(key.arm)].label;
    return row;
}

void set_band(TotalTally const& total, CurveKey key, CurveRow& row) {
    Counts const band = counts(total, total.layout.band(key.look, key.estimand, key.arm, row.month),
                               kernels::band_bins);
    row.lower.reset();
    row.upper.reset();
    if (total_of(band) >= fewest_replicates_of_a_band) {
        row.lower = quantile_of_survival(band, 0.05).value;
        row.upper = quantile_of_survival(band, 0.95).value;
    }
}

void add_curve(ScenarioResult const& result, CurveKey key, std::vector<CurveRow>& rows) {
    kernels::TallyLayout const& at = result.total.layout;
    kernels::PooledCurve curve(
        counts(result.total, at.pooled_leavers(key.look, key.estimand, key.arm), at.days),
        counts(result.total, at.pooled_events(key.look, key.estimand, key.arm), at.days));
    CurveRow row = labels_of(*result.scenario, key);
    for (row.month = 0; row.month < at.months; ++row.month) {
        kernels::CurvePoint const point = curve.at(result.tables.plan.curve_days[row.month]);
        if (point.at_risk == 0) {
            break;
        }
        row.survival = point.survival;
        row.mcse = point.error;
        set_band(result.total, key, row);
        rows.push_back(row);
    }
}

}  // namespace

std::vector<CurveRow> curves(ScenarioResult const& result) {
    std::vector<CurveRow> rows;
    trials::Study const& study = result.scenario->study;
    auto const estimands = trials::estimands_of(study);
    for (int look = 0; look < result.tables.plan.looks; ++look) {
        for (int estimand = 0; estimand < result.tables.plan.estimands; ++estimand) {
            bool const is_of_all = result.tables.plan.estimand[estimand].subgroup < 0;
            auto const endpoint = estimands[static_cast<std::size_t>(estimand)].endpoint;
            bool const compares = arms_of(study, study.endpoints[endpoint])[0].ratio > 0;
            for (int arm = compares ? 0 : 1; is_of_all && arm < kernels::arm_count; ++arm) {
                add_curve(result, {look, estimand, arm}, rows);
            }
        }
    }
    return rows;
}

}  // namespace vtrial::host
