#include "trials/lower_estimands.hpp"

#include <algorithm>

#include "kernels/core/double_precision.hpp"
#include "trials/estimands.hpp"
#include "trials/lower_hypotheses.hpp"
#include "trials/profiles.hpp"
#include "trials/true_hazard_ratio.hpp"

namespace vtrial::trials {
namespace {

/// Number of the endpoint's population among the subgroups; -1 for all patients.
std::int32_t subgroup_of(Study const& study, Endpoint const& endpoint) {
    if (endpoint.population.empty()) {
        return -1;
    }
    auto const found = std::find_if(
        study.subgroups.begin(), study.subgroups.end(),
        [&](Subgroup const& subgroup) { return subgroup.name == endpoint.population; });
    return static_cast<std::int32_t>(found - study.subgroups.begin());
}

/// A response as EstimandPlan has it: its number from 1, negative for those who have it not.
std::int32_t response_choice(Study const& study, std::string const& name, bool has_response) {
    auto const found =
        std::find_if(study.responses.begin(), study.responses.end(),
                     [&](Response const& response) { return response.name == name; });
    if (name.empty() || found == study.responses.end()) {
        return 0;
    }
    auto const place = static_cast<std::int32_t>(found - study.responses.begin()) + 1;
    return has_response ? place : -place;
}

/// Which patients an estimand is of, by their responses at the cut.
void lower_choice(Study const& study, Endpoint const& endpoint, kernels::EstimandPlan& estimand) {
    estimand.subgroup = subgroup_of(study, endpoint);
    if (estimand.subgroup < 0) {
        return;
    }
    Subgroup const& subgroup = study.subgroups[static_cast<std::size_t>(estimand.subgroup)];
    estimand.by_response = response_choice(study, subgroup.response, subgroup.has_response);
    estimand.by_other_response = response_choice(study, subgroup.without_response, false);
}

/// The arm of the first randomisation whose patients alone are analysed; -1: both.
std::int32_t first_arm_of(Study const& study, Endpoint const& endpoint) {
    std::int32_t const number = subgroup_of(study, endpoint);
    std::string const label =
        number < 0 ? "" : study.subgroups[static_cast<std::size_t>(number)].arm;
    for (std::int32_t arm = 0; arm < kernels::arm_count && !label.empty(); ++arm) {
        if (study.arms[static_cast<std::size_t>(arm)].label == label) {
            return arm;
        }
    }
    return -1;
}

/// Its number among the rules under which PFS is seen.
std::int32_t number_of_rule(Study const& study, CensoringRule rule) {
    std::vector<CensoringRule> const rules = pfs_rules(study);
    return static_cast<std::int32_t>(std::find(rules.begin(), rules.end(), rule) - rules.begin());
}

void lower_subgroups(Study const& study, PlanTables& tables) {
    for (Subgroup const& subgroup : study.subgroups) {
        for (bool const is_member : profiles_with(study, subgroup.where)) {
            tables.subgroup_members.push_back(is_member ? 1 : 0);
        }
    }
}

/// The null hypothesis of a test as TestPlan has it.
double lower_margin(Test const& test) {
    switch (test.kind) {
        case TestKind::one_sample_logrank:
            return kernels::log_of(2.0) / (test.null_value * days_per_month);
        case TestKind::logrank:
        case TestKind::cox:
            return test.margin.value_or(1.0);
        case TestKind::rmst:
            return test.margin.value_or(0.0) * days_per_month;
        default:
            return test.margin.value_or(0.0);
    }
}

kernels::TestPlan lower_test(Test const& test) {
    return {static_cast<kernels::TestKind>(test.kind),
            test.stratified,
            test.rho,
            test.gamma,
            nearest_day(test.months),
            lower_margin(test)};
}

}  // namespace

void lower_estimands(Study const& study, PlanTables& tables) {
    kernels::Plan& plan = tables.plan;
    plan.nominal_bound = -kernels::normal_quantile(study.alpha_one_sided);
    lower_subgroups(study, tables);
    for (Estimand const& analysed : estimands_of(study)) {
        Endpoint const& endpoint = study.endpoints[analysed.endpoint];
        kernels::EstimandPlan& estimand = plan.estimand[plan.estimands++];
        estimand.endpoint = static_cast<kernels::Endpoint>(endpoint.kind);
        estimand.rule = analysed.rule ? number_of_rule(study, *analysed.rule) : 0;
        lower_choice(study, endpoint, estimand);
        estimand.randomisation = endpoint.is_from_second() ? 1 : 0;
        estimand.first_arm = first_arm_of(study, endpoint);
        plan.responses.has_duration |= endpoint.kind == EndpointKind::DOR ? 1 : 0;
        auto const true_log_hr = true_log_hazard_ratio(study, endpoint);
        estimand.has_true_log_hr = true_log_hr ? 1 : 0;
        estimand.true_log_hr = true_log_hr.value_or(0.0);
        for (Test const& test : further_tests(endpoint)) {
            estimand.further[estimand.further_tests++] = lower_test(test);
            plan.has_weighted_tests |=
                test.kind == TestKind::weighted || test.kind == TestKind::maxcombo;
        }
    }
}

}  // namespace vtrial::trials
