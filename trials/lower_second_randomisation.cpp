#include "trials/lower_second_randomisation.hpp"

#include <algorithm>

#include "kernels/core/double_precision.hpp"
#include "trials/hazard_steps.hpp"
#include "trials/myeloma/lower_myeloma.hpp"
#include "trials/profiles.hpp"

namespace vtrial::trials {
namespace {

constexpr double ln_2 = 0.6931471805599453;

/// (t / scale)^shape at so many months.
double operational_time(SteppedHazard const& hazard, double months) {
    double const ratio = months / hazard.scale_months;
    if (hazard.shape == 1.0) {
        return ratio;
    }
    return ratio > 0.0 ? kernels::exp_of(hazard.shape * kernels::log_of(ratio)) : 0.0;
}

/// The integral of a hazard over its first months.
double cumulative_hazard(SteppedHazard const& hazard, double months) {
    double sum = 0.0;
    for (std::size_t i = 0; i < hazard.steps.size(); ++i) {
        double const start = hazard.steps[i].start_months;
        double const end = i + 1 < hazard.steps.size()
                               ? std::min(months, hazard.steps[i + 1].start_months)
                               : months;
        if (start < end) {
            sum += hazard.steps[i].factor *
                   (operational_time(hazard, end) - operational_time(hazard, start));
        }
    }
    return sum;
}

/// The number of the response that it asks for, from 1; 0 if for none.
std::int32_t by_response_of(Study const& study, SecondRandomisation const& second) {
    auto const found =
        std::find_if(study.responses.begin(), study.responses.end(),
                     [&](Response const& response) { return response.name == second.response; });
    return second.response.empty() ? 0
                                   : static_cast<std::int32_t>(found - study.responses.begin()) + 1;
}

/// One hazard for each arm and profile, stratum after stratum.
void lower_hazard_before(Study const& study, TransitionModel const& model, double months,
                         PlanTables& tables) {
    std::vector<double> const prognosis = multipliers_by_profile(study, model.prognosis_by_level);
    std::vector<double> const modifier =
        multipliers_by_profile(study, model.effect.modifiers_by_level);
    for (ArmRole const arm : {ArmRole::control, ArmRole::experimental}) {
        for (std::size_t profile = 0; profile < prognosis.size(); ++profile) {
            SteppedHazard const hazard =
                stepped_hazard(model, arm, prognosis[profile], modifier[profile]);
            tables.hazard_before_second.push_back(
                static_cast<float>(cumulative_hazard(hazard, months) / ln_2));
        }
    }
}

}  // namespace

void lower_second_randomisation(Study const& study, PlanTables& tables) {
    if (!study.second_randomisation) {
        return;
    }
    SecondRandomisation const& second = *study.second_randomisation;
    kernels::SecondRandomisationPlan& plan = tables.plan.second_randomisation;
    plan.is_planned = 1;
    plan.day = nearest_day(second.months);
    plan.consent_share = second.consent_share;
    double const experimental = second.arms[1].ratio;
    plan.experimental_share = experimental / (second.arms[0].ratio + experimental);
    plan.by_response = by_response_of(study, second);
    for (std::size_t index = 0; index < transition_count; ++index) {
        plan.inverse_hazard_ratio[index] =
            static_cast<float>(1.0 / second_hazard_ratio(second, transition_names[index]));
    }
    auto const models = hazard_models(study);
    std::size_t const from_randomisation =
        std::min<std::size_t>(models.size(), kernels::transitions_from_randomisation);
    for (TransitionModel const& model : models.first(from_randomisation)) {
        lower_hazard_before(study, model, plan.day / days_per_month, tables);
    }
}

kernels::SecondTreatmentPlan second_treatment_of(Study const& study) {
    if (!study.second_randomisation) {
        return {-1, -1};
    }
    SecondRandomisation const& second = *study.second_randomisation;
    std::int32_t const response = by_response_of(study, second);
    // a row of the course's depths: MR is the first of both
    std::int32_t const row =
        response == 0 ? -1
                      : static_cast<std::int32_t>(
                            *study.responses[static_cast<std::size_t>(response) - 1].measure);
    return {cycles_of(second.months), row};
}

}  // namespace vtrial::trials
