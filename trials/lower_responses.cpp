#include "trials/lower_responses.hpp"

#include <algorithm>
#include <set>

#include "kernels/core/double_precision.hpp"
#include "trials/estimands.hpp"
#include "trials/profiles.hpp"

namespace vtrial::trials {
namespace {

constexpr double ln_2 = 0.6931471805599453;

/// Of the disease model: where the course of a patient has it.
kernels::ResponsePlan measured_plan_of(Study const& study, Response const& response) {
    kernels::ResponsePlan plan{};
    plan.latest_days = response.within_months
                           ? static_cast<float>(*response.within_months * days_per_month)
                           : kernels::never_cycles;
    if (response.sustained_months) {
        std::vector<double> const months = sustained_months_of(study);
        plan.kind = kernels::ResponseKind::sustained_negative;
        plan.row = static_cast<std::int32_t>(
            std::find(months.begin(), months.end(), *response.sustained_months) - months.begin());
    } else if (response.measure == ResponseMeasure::mrd_negative) {
        plan.kind = kernels::ResponseKind::negative;
    } else if (response.measure == ResponseMeasure::stable) {
        plan.kind = kernels::ResponseKind::stable;
    } else {
        plan.kind = kernels::ResponseKind::depth;
        plan.row = static_cast<std::int32_t>(*response.measure);  // from MR on, as the course's
    }
    return plan;
}

/// What shortens a patient's times is log2 of the frailty, of which a unit of the normal variable
/// is frailty_sd / ln 2, or with a copula that variable itself; without either nothing links.
kernels::ResponsePlan drawn_plan_of(Study const& study, Response const& response) {
    kernels::ResponsePlan plan{};
    plan.assessed_day = nearest_day(response.assessed_months);
    bool const is_linkable = study.copula || study.model.frailty_sd > 0.0;
    plan.is_linked = is_linkable && response.correlation != 0.0 ? 1 : 0;
    double const correlation = response.correlation;
    plan.own_weight = kernels::square_root(1.0 - correlation * correlation);
    double const log2_sd = study.model.frailty_sd / ln_2;
    plan.time_weight = plan.is_linked == 0 ? 0.0
                       : study.copula      ? correlation
                                           : correlation / log2_sd;
    return plan;
}

/// The margins of responses whose endpoint states one.
void lower_margins(Study const& study, kernels::ResponsesPlan& responses) {
    for (Endpoint const& endpoint : study.endpoints) {
        if (endpoint.is_response()) {
            responses.response[response_of(study, endpoint)].margin =
                endpoint.deciding_test.margin.value_or(0.0);
        }
    }
}

/// The rates of a response that is drawn, by arm and profile, or their normal quantiles.
void lower_rates(Study const& study, Response const& response, bool is_linked, PlanTables& tables) {
    std::size_t const profiles = prevalences_by_profile(study).size();
    for (ArmRole const arm : {ArmRole::control, ArmRole::experimental}) {
        for (std::size_t profile = 0; profile < profiles; ++profile) {
            double const rate = response_rate(study, response, arm, profile);
            tables.response_bounds.push_back(is_linked ? kernels::normal_quantile(rate) : rate);
        }
    }
}

}  // namespace

void lower_population(Study const& study, std::string const& population,
                      kernels::ResponsePlan& plan) {
    plan.first_arm = -1;
    auto const found =
        std::find_if(study.subgroups.begin(), study.subgroups.end(),
                     [&](Subgroup const& subgroup) { return subgroup.name == population; });
    if (population.empty() || found == study.subgroups.end()) {
        return;
    }
    plan.is_of_subgroup = 1;
    plan.subgroup = static_cast<std::int32_t>(found - study.subgroups.begin());
    for (std::size_t arm = 0; arm < study.arms.size() && found->is_by_arm(); ++arm) {
        if (study.arms[arm].label == found->arm) {
            plan.first_arm = static_cast<std::int32_t>(arm);
        }
    }
}

std::vector<double> sustained_months_of(Study const& study) {
    std::set<double> months;
    for (Response const& response : study.responses) {
        if (response.sustained_months) {
            months.insert(*response.sustained_months);
        }
    }
    return {months.begin(), months.end()};
}

double response_rate(Study const& study, Response const& response, ArmRole arm,
                     std::size_t profile) {
    double const rate =
        arm == ArmRole::control ? response.control_rate : response.experimental_rate;
    double const odds =
        rate / (1.0 - rate) * multipliers_by_profile(study, response.odds_by_level)[profile];
    return response.odds_by_level.empty() ? rate : odds / (1.0 + odds);
}

void lower_responses(Study const& study, PlanTables& tables) {
    kernels::ResponsesPlan& responses = tables.plan.responses;
    responses.count = static_cast<std::int32_t>(study.responses.size());
    for (std::size_t index = 0; index < study.responses.size(); ++index) {
        Response const& response = study.responses[index];
        kernels::ResponsePlan& plan = responses.response[index];
        if (response.measure) {
            plan = measured_plan_of(study, response);
            plan.is_from_second = response.is_from_second() ? 1 : 0;
            lower_population(study, response.population, plan);
        } else {
            plan = drawn_plan_of(study, response);
            lower_rates(study, response, plan.is_linked != 0, tables);
        }
    }
    lower_margins(study, responses);
}

}  // namespace vtrial::trials
