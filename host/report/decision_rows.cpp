#include "host/report/decision_rows.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "kernels/replicate/evidence.hpp"
#include "trials/estimands.hpp"
#include "trials/multiplicity.hpp"

namespace vtrial::host {
namespace {

/// The looks of a hypothesis that come before a look or are it, and test.
int tests_until(kernels::Plan const& plan, int hypothesis, int look) {
    auto const& tested = plan.hypothesis[hypothesis].tested;
    return static_cast<int>(
        std::count_if(tested, tested + look + 1, [](std::int32_t is_tested) { return is_tested; }));
}

/// A hypothesis where it is decided: how much is known by then, and the effect that is seen.
void add_stopped_hypothesis(RowSheet& sheet, int hypothesis) {
    kernels::TallyLayout const& at = sheet.at();
    kernels::HypothesisPlan const& planned = sheet.plan().hypothesis[hypothesis];
    kernels::Estimate const information = sheet.mean(at.stopped_information(hypothesis));
    kernels::Moment const effect = at.stopped_effect(hypothesis);
    std::int64_t const existing = at.stopped_effect_exists(hypothesis);
    bool const is_of_response = planned.response >= 0;
    if (is_single_arm(sheet.study())) {
        sheet.add(is_of_response ? "patients_assessed" : "events", {}, information);
    } else if (is_of_response) {
        sheet.add("patients_assessed", {}, information);
        sheet.row().test = "rate_difference";
        sheet.add("rate_difference", {}, sheet.share(effect, existing));
    } else {
        bool const is_stratified = kernels::stratification_of(sheet.plan(), planned) != 0;
        sheet.add("events", {}, information);
        sheet.row().test = is_stratified ? "cox_stratified" : "cox";
        sheet.add("hazard_ratio", {}, sheet.hazard_ratio(effect, existing));
    }
    sheet.row().test.clear();
}

template <class Holds>
int find_hypothesis(kernels::Plan const& plan, Holds const& holds) {
    auto const* const end = plan.hypothesis + plan.hypotheses;
    auto const* const found = std::find_if(plan.hypothesis, end, holds);
    return found == end ? -1 : static_cast<int>(found - plan.hypothesis);
}

}  // namespace

int hypothesis_of_estimand(kernels::Plan const& plan, int estimand) {
    return find_hypothesis(plan, [=](auto const& planned) { return planned.estimand == estimand; });
}

int hypothesis_of_response(kernels::Plan const& plan, int response) {
    return find_hypothesis(plan, [=](auto const& planned) { return planned.response == response; });
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
    kernels::Moment const effect = at.effect_if_rejected(look, hypothesis);
    std::int64_t const existing = at.effect_exists_if_rejected(look, hypothesis);
    if (plan.hypothesis[hypothesis].response >= 0) {
        sheet.add("rate_difference_if_rejected", {}, sheet.share(effect, existing));
        return;
    }
    sheet.add("hazard_ratio_if_rejected", {}, sheet.hazard_ratio(effect, existing));
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
    std::vector<std::size_t> const decided = trials::decided_endpoints(sheet.study());
    for (int hypothesis = 0; hypothesis < plan.hypotheses; ++hypothesis) {
        std::size_t const index = decided[static_cast<std::size_t>(hypothesis)];
        trials::Endpoint const& endpoint = sheet.study().endpoints[index];
        sheet.row().endpoint = measure_of(endpoint);
        sheet.row().rule = deciding_rule_name(sheet.study(), endpoint);
        sheet.row().subgroup = endpoint.population;
        add_stopped_hypothesis(sheet, hypothesis);
    }
    sheet.row().endpoint.clear();
    sheet.row().rule.clear();
    sheet.row().subgroup.clear();
    sheet.row().analysis.clear();
}

}  // namespace vtrial::host
