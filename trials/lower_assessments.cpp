#include "trials/lower_assessments.hpp"

#include "kernels/core/double_precision.hpp"
#include "trials/estimands.hpp"
#include "trials/lower_hazards.hpp"

namespace vtrial::trials {
namespace {

constexpr double ln_2 = 0.6931471805599453;
/// More visits, and a later day, than any study has.
constexpr std::int32_t endless_visits = 1 << 20;
constexpr std::int32_t after_all_days = 1 << 20;

/// One behind the other; behind the last, phases that no day reaches.
void lower_phases(std::vector<AssessmentPhase> const& phases, kernels::AssessmentPlan& plan) {
    plan.phases = static_cast<std::int32_t>(phases.size());
    std::int32_t visits_before = 0;
    std::int32_t day_before = 0;
    for (std::size_t k = 0; k < phases.size(); ++k) {
        std::int32_t const every = phases[k].every_days;
        std::optional<double> const until = phases[k].until_months;
        std::int32_t const visits =
            until ? (nearest_day(*until) - day_before) / every : endless_visits;
        plan.phase[k] = {visits_before, day_before, visits, every,
                         1.0f / static_cast<float>(every)};
        visits_before += visits;
        day_before += until ? visits * every : 0;
    }
    for (int k = plan.phases; k < kernels::most_assessment_phases; ++k) {
        plan.phase[k] = {endless_visits, after_all_days, 0, 1, 1.0f};
    }
}

/// Of 65,536, rounded to the nearest.
std::int32_t missed_of_65536(double share) {
    return static_cast<std::int32_t>(share * 65536.0 + 0.5);
}

float new_therapy_ticks_per_log2(double per_year) {
    double const rate_per_month = -kernels::log_of(1.0 - per_year) / 12.0;
    return static_cast<float>(rate_per_month > 0.0 ? ln_2 * ticks_per_month / rate_per_month
                                                   : never);
}

void lower_rules(Study const& study, kernels::AssessmentPlan& plan) {
    for (CensoringRule const rule : pfs_rules(study)) {
        plan.rule[plan.rules++] = rule == CensoringRule::fda
                                      ? kernels::CensoringRule::fda
                                      : kernels::CensoringRule::treatment_policy;
    }
}

}  // namespace

kernels::AssessmentPlan lower_assessments(Study const& study) {
    kernels::AssessmentPlan plan{};
    if (!study.assessments) {
        return plan;
    }
    Assessments const& assessments = *study.assessments;
    lower_phases(assessments.phases, plan);
    double const missed[] = {assessments.control_missed_share,
                             assessments.experimental_missed_share};
    double const per_year[] = {assessments.control_new_therapy_per_year,
                               assessments.experimental_new_therapy_per_year};
    for (int arm = 0; arm < kernels::arm_count; ++arm) {
        plan.missed_of_65536[arm] = missed_of_65536(missed[arm]);
        plan.new_therapy_ticks_per_log2[arm] = new_therapy_ticks_per_log2(per_year[arm]);
        plan.has_missed |= plan.missed_of_65536[arm] > 0 ? 1 : 0;
        plan.has_new_therapy |= per_year[arm] > 0.0 ? 1 : 0;
    }
    lower_rules(study, plan);
    return plan;
}

}  // namespace vtrial::trials
