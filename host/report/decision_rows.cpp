#include "host/report/decision_rows.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "trials/estimands.hpp"

namespace vtrial::host {
namespace {

/// The looks of a hypothesis that come before a look or are it, and test.
int tests_until(kernels::Plan const& plan, int hypothesis, int look) {
    auto const& tested = plan.hypothesis[hypothesis].tested;
    return static_cast<int>(
        std::count_if(tested, tested + look + 1, [](std::int32_t is_tested) { return is_tested; }));
}

}  // namespace

int hypothesis_of(kernels::Plan const& plan, int estimand) {
    for (int hypothesis = 0; hypothesis < plan.hypotheses; ++hypothesis) {
        if (plan.hypothesis[hypothesis].estimand == estimand) {
            return hypothesis;
        }
    }
    return -1;
}

int first_tested_look(kernels::Plan const& plan, int hypothesis) {
    auto const& tested = plan.hypothesis[hypothesis].tested;
    auto const* const end = tested + plan.looks;
    return static_cast<int>(std::find_if(tested, end, [](auto t) { return t != 0; }) - tested);
}

bool has_futility(kernels::Plan const& plan, int hypothesis) {
    auto const& first_table = plan.hypothesis[hypothesis].first_table;
    return std::any_of(std::begin(first_table), std::end(first_table), [&](std::int32_t first) {
        for (int look = 0; first >= 0 && look < plan.looks; ++look) {
            if (plan.bound_tables[first + look].first_futility >= 0) {
                return true;
            }
        }
        return false;
    });
}

void add_joint_decisions(RowSheet& sheet, int look) {
    int first = sheet.plan().looks;
    for (int hypothesis = 0; hypothesis < sheet.plan().hypotheses; ++hypothesis) {
        first = std::min(first, first_tested_look(sheet.plan(), hypothesis));
    }
    if (look >= first) {
        sheet.add("any", {}, sheet.rate(sheet.at().any_rejected(look)));
        sheet.add("all", {}, sheet.rate(sheet.at().all_rejected(look)));
    }
}

void add_decision(RowSheet& sheet, int look, int hypothesis) {
    kernels::TallyLayout const& at = sheet.at();
    if (look < first_tested_look(sheet.plan(), hypothesis)) {
        return;
    }
    sheet.add("power", {}, sheet.rate(at.rejected_by_now(look, hypothesis)));
    sheet.add("stop_efficacy", {}, sheet.rate(at.rejected_here(look, hypothesis)));
    if (has_futility(sheet.plan(), hypothesis)) {
        sheet.add("stop_futility", {}, sheet.rate(at.given_up_here(look, hypothesis)));
        sheet.add("power_futility_ignored", {},
                  sheet.rate(at.rejected_without_futility(look, hypothesis)));
    }
}

void add_sequential_estimates(RowSheet& sheet, int look, int hypothesis) {
    kernels::TallyLayout const& at = sheet.at();
    kernels::Plan const& plan = sheet.plan();
    if (plan.hypothesis[hypothesis].tested[look] == 0 ||
        tests_until(plan, hypothesis, plan.looks - 1) < 2) {
        return;
    }
    sheet.add("hazard_ratio_if_rejected", {},
              sheet.hazard_ratio(at.log_hr_if_rejected(look, hypothesis),
                                 at.hr_exists_if_rejected(look, hypothesis)));
    if (plan.estimand[plan.hypothesis[hypothesis].estimand].has_true_log_hr != 0) {
        sheet.add("repeated_interval_coverage", {},
                  sheet.rate(at.repeatedly_covered(look, hypothesis)));
    }
}

void add_stop(RowSheet& sheet) {
    kernels::TallyLayout const& at = sheet.at();
    kernels::Plan const& plan = sheet.plan();
    if (plan.hypotheses == 0) {
        return;
    }
    sheet.row().analysis = "stop";
    sheet.add_months(at.stop_day(), at.stop_histogram());
    sheet.add("patients", {}, sheet.mean(at.stop_patients()));
    for (int hypothesis = 0; hypothesis < plan.hypotheses; ++hypothesis) {
        auto const estimand = static_cast<std::size_t>(plan.hypothesis[hypothesis].estimand);
        trials::Endpoint const& endpoint = sheet.study().endpoints[estimand];
        bool const stratified = kernels::stratification_of(plan, plan.hypothesis[hypothesis]) != 0;
        sheet.row().endpoint = trials::endpoint_names[static_cast<std::size_t>(endpoint.kind)];
        sheet.row().rule = rule_name(trials::estimands_of(sheet.study())[estimand]);
        sheet.row().subgroup = endpoint.population;
        sheet.add("events", {}, sheet.mean(at.stopped_events(hypothesis)));
        sheet.row().test = stratified ? "cox_stratified" : "cox";
        sheet.add(
            "hazard_ratio", {},
            sheet.hazard_ratio(at.stopped_log_hr(hypothesis), at.stopped_hr_exists(hypothesis)));
        sheet.row().test.clear();
    }
    sheet.row().endpoint.clear();
    sheet.row().rule.clear();
    sheet.row().subgroup.clear();
    sheet.row().analysis.clear();
}

}  // namespace vtrial::host
