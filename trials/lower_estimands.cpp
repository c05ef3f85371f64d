#include "trials/lower_estimands.hpp"

#include <algorithm>
#include <optional>

#include "kernels/core/double_precision.hpp"
#include "trials/lower_hypotheses.hpp"
#include "trials/profiles.hpp"

namespace vtrial::trials {
namespace {

using Multipliers = std::map<std::string, std::vector<double>>;

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

void lower_subgroups(Study const& study, PlanTables& tables) {
    for (Subgroup const& subgroup : study.subgroups) {
        for (bool const is_member : profiles_with(study, subgroup.where)) {
            tables.subgroup_members.push_back(is_member ? 1 : 0);
        }
    }
}

/// The profiles of which an endpoint's population has patients.
std::vector<bool> profiles_of(Study const& study, std::int32_t subgroup) {
    LevelsByFactor const all;
    std::vector<bool> members = profiles_with(
        study, subgroup < 0 ? all : study.subgroups[static_cast<std::size_t>(subgroup)].where);
    std::vector<double> const prevalences = prevalences_by_profile(study);
    for (std::size_t profile = 0; profile < members.size(); ++profile) {
        members[profile] = members[profile] && prevalences[profile] > 0.0;
    }
    return members;
}

/// The multiplier of a population's profiles, if it is the same for all of them.
std::optional<double> common_multiplier(Study const& study, std::vector<bool> const& members,
                                        Multipliers const& by_level) {
    std::vector<double> const multipliers = multipliers_by_profile(study, by_level);
    std::optional<double> common;
    for (std::size_t profile = 0; profile < members.size(); ++profile) {
        if (members[profile] && common.value_or(multipliers[profile]) != multipliers[profile]) {
            return std::nullopt;
        }
        common = members[profile] ? multipliers[profile] : common;
    }
    return common;
}

/// The hazard ratio of a transition at all times in all patients of a population, if it is one.
std::optional<double> common_hazard_ratio(Study const& study, std::vector<bool> const& members,
                                          TransitionModel const& model) {
    Effect const& effect = model.effect;
    auto const modifier = common_multiplier(study, members, effect.modifiers_by_level);
    if (model.experimental || !modifier) {
        return std::nullopt;
    }
    double const hazard_ratio = effect.hazard_ratio * *modifier;
    bool const changes = effect.delay_months != 0.0 || effect.waning_starts_months.has_value();
    return changes && hazard_ratio != 1.0 ? std::nullopt : std::optional(hazard_ratio);
}

/// Whether the hazards of a transition are the same in all patients of an arm and a population.
bool is_homogeneous(Study const& study, std::vector<bool> const& members,
                    TransitionModel const& model) {
    return common_multiplier(study, members, model.prognosis_by_level).has_value() &&
           model.control.cured_share == 0.0 && study.model.frailty_sd == 0.0;
}

/// The true hazard ratio of an endpoint in a population, where one number describes it: without any
/// effect, or of PFS where both its hazards have the same ratio in all patients.
std::optional<double> true_hazard_ratio(Study const& study, EndpointKind kind,
                                        std::vector<bool> const& members) {
    auto const& transitions = study.model.transitions;
    bool const no_effect =
        std::all_of(transitions.begin(), transitions.end(), [&](TransitionModel const& transition) {
            return common_hazard_ratio(study, members, transition) == 1.0;
        });
    if (no_effect) {
        return 1.0;
    }
    TransitionModel const& progression = transitions[0];
    TransitionModel const& death = transitions[1];
    auto const ratio = common_hazard_ratio(study, members, progression);
    bool const is_one = ratio && ratio == common_hazard_ratio(study, members, death) &&
                        is_homogeneous(study, members, progression) &&
                        is_homogeneous(study, members, death);
    return kind == EndpointKind::PFS && is_one ? ratio : std::nullopt;
}

kernels::TestPlan lower_test(Test const& test) {
    bool const is_ratio = test.kind == TestKind::logrank || test.kind == TestKind::cox;
    double const margin = test.margin.value_or(is_ratio ? 1.0 : 0.0);
    bool const is_rmst = test.kind == TestKind::rmst;
    return {static_cast<kernels::TestKind>(test.kind),
            test.stratified,
            test.rho,
            test.gamma,
            nearest_day(test.months),
            is_rmst ? margin * days_per_month : margin};
}

}  // namespace

void lower_estimands(Study const& study, PlanTables& tables) {
    kernels::Plan& plan = tables.plan;
    plan.nominal_bound = -kernels::normal_quantile(study.alpha_one_sided);
    lower_subgroups(study, tables);
    for (Endpoint const& endpoint : study.endpoints) {
        kernels::EstimandPlan& estimand = plan.estimand[plan.estimands++];
        estimand.endpoint = static_cast<kernels::Endpoint>(endpoint.kind);
        estimand.subgroup = subgroup_of(study, endpoint);
        auto const truth =
            true_hazard_ratio(study, endpoint.kind, profiles_of(study, estimand.subgroup));
        estimand.has_true_log_hr = truth ? 1 : 0;
        estimand.true_log_hr = truth && *truth != 1.0 ? kernels::log_of(*truth) : 0.0;
        for (Test const& test : further_tests(endpoint)) {
            estimand.further[estimand.further_tests++] = lower_test(test);
            plan.has_weighted_tests |=
                test.kind == TestKind::weighted || test.kind == TestKind::maxcombo;
        }
    }
}

}  // namespace vtrial::trials
