#include "trials/lower.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/core/double_precision.hpp"
#include "trials/lower_hazards.hpp"
#include "trials/profiles.hpp"
#include "trials/screening.hpp"

namespace vtrial::trials {
namespace {

constexpr double ln_2 = 0.6931471805599453;

void lower_profiles(Study const& study, PlanTables& tables) {
    std::vector<double> prevalences = prevalences_by_profile(study);
    auto const profiles = static_cast<std::int32_t>(prevalences.size());
    tables.plan.profiles_a_stratum = static_cast<std::int32_t>(profiles_a_stratum(study));
    tables.plan.strata = profiles / tables.plan.profiles_a_stratum;
    // no word leads beyond the last profile that has patients
    while (prevalences.size() > 1 && prevalences.back() == 0.0) {
        prevalences.pop_back();
    }
    double cumulative = 0.0;
    for (std::size_t i = 0; i + 1 < prevalences.size(); ++i) {
        cumulative += prevalences[i];
        double const threshold = std::min(cumulative * 0x1p32 + 0.5, 4294967295.0);
        tables.profile_thresholds.push_back(static_cast<std::uint32_t>(threshold));
    }
}

void lower_accrual(Accrual const& accrual, PlanTables& tables) {
    double recruited = 0.0;
    for (std::size_t i = 0; i < accrual.starts_months.size(); ++i) {
        double const rate = accrual.patients_per_month[i];
        double const start = accrual.starts_months[i];
        if (rate > 0.0) {
            tables.accrual.push_back({recruited, start * days_per_month, days_per_month / rate});
        }
        if (i + 1 < accrual.starts_months.size()) {
            recruited += rate * (accrual.starts_months[i + 1] - start);
        }
    }
}

kernels::LookPlan lower_look(Analysis const& analysis, std::int32_t last_day) {
    kernels::LookPlan look{};
    look.trigger = static_cast<kernels::Trigger>(analysis.trigger);
    look.events_of = static_cast<kernels::Endpoint>(analysis.events_of);
    look.events = analysis.events;
    bool const by_calendar = analysis.trigger == Trigger::calendar;
    look.day = by_calendar ? last_calendar_day(analysis.months) : nearest_day(analysis.months);
    look.at_latest_day = analysis.at_latest_months
                             ? std::min(last_day, last_calendar_day(*analysis.at_latest_months))
                             : last_day;
    return look;
}

/// Whether both arms have the same hazard in a transition.
bool has_no_effect(Study const& study, TransitionModel const& model) {
    if (model.experimental) {
        return false;
    }
    auto const modifiers = multipliers_by_profile(study, model.effect.modifiers_by_level);
    return model.effect.hazard_ratio == 1.0 &&
           std::all_of(modifiers.begin(), modifiers.end(), [](double m) { return m == 1.0; });
}

/// Whether a transition has one hazard ratio at all times, in all strata and patients.
bool is_proportional(Study const& study, TransitionModel const& model) {
    return !model.experimental && model.effect.delay_months == 0.0 &&
           !model.effect.waning_starts_months && model.effect.modifiers_by_level.empty() &&
           model.prognosis_by_level.empty() && model.control.cured_share == 0.0 &&
           study.model.frailty_sd == 0.0;
}

/// The true log hazard ratio of an endpoint, where one number describes it.
void set_truth(Study const& study, EndpointKind kind, kernels::DecisionPlan& decision) {
    auto const& transitions = study.model.transitions;
    TransitionModel const& progression = transitions[0];
    TransitionModel const& death = transitions[1];
    bool const no_effect =
        std::all_of(transitions.begin(), transitions.end(),
                    [&](TransitionModel const& model) { return has_no_effect(study, model); });
    bool const proportional = kind == EndpointKind::PFS && is_proportional(study, progression) &&
                              is_proportional(study, death) &&
                              progression.effect.hazard_ratio == death.effect.hazard_ratio;
    decision.has_true_log_hr = no_effect || proportional ? 1 : 0;
    decision.true_log_hr =
        proportional && !no_effect ? kernels::log_of(progression.effect.hazard_ratio) : 0.0;
}

void lower_decisions(Study const& study, kernels::Plan& plan) {
    plan.nominal_bound = -kernels::normal_quantile(study.alpha_one_sided);
    for (int kind = 0; kind < kernels::endpoint_count; ++kind) {
        set_truth(study, static_cast<EndpointKind>(kind), plan.decision[kind]);
    }
    for (Endpoint const& endpoint : study.endpoints) {
        kernels::DecisionPlan& decision = plan.decision[static_cast<int>(endpoint.kind)];
        decision.by_stratified = endpoint.deciding_test == DecidingTest::logrank_stratified;
        for (std::size_t look = 0; look < study.analyses.size(); ++look) {
            auto const level = endpoint.levels_one_sided.find(study.analyses[look].name);
            if (level != endpoint.levels_one_sided.end()) {
                decision.decides = 1;
                decision.tested[look] = 1;
                decision.bound[look] = -kernels::normal_quantile(level->second);
            }
        }
    }
}

void lower_design(Study const& study, kernels::Plan& plan) {
    plan.seed = study.seed;
    plan.patients = study.patients;
    plan.block_places = study.block_size;
    int const ratio_sum = study.arms[0].ratio + study.arms[1].ratio;
    plan.block_experimental = study.block_size / ratio_sum * study.arms[1].ratio;
    plan.last_day = last_calendar_day(study.maximum_months);
    plan.frailty_log2_sd = study.model.frailty_sd / ln_2;
    double const per_year[] = {study.dropout.control_per_year, study.dropout.experimental_per_year};
    for (int arm = 0; arm < kernels::arm_count; ++arm) {
        double const rate_per_month = -kernels::log_of(1.0 - per_year[arm]) / 12.0;
        plan.dropout_ticks_per_log2[arm] = static_cast<float>(
            rate_per_month > 0.0 ? ln_2 * ticks_per_month / rate_per_month : never);
    }
    plan.looks = static_cast<std::int32_t>(study.analyses.size());
    for (int look = 0; look < plan.looks; ++look) {
        plan.look[look] = lower_look(study.analyses[static_cast<std::size_t>(look)], plan.last_day);
    }
}

template <class Value>
kernels::View<Value const> view_of(std::vector<Value> const& values) {
    return {values.data(), static_cast<std::int64_t>(values.size())};
}

void set_views(PlanTables& tables) {
    for (std::size_t i = 0; i < tables.cells.size(); ++i) {
        tables.plan.transitions[i].cells = view_of(tables.cells[i]);
    }
    tables.plan.pieces = view_of(tables.pieces);
    tables.plan.profile_thresholds = view_of(tables.profile_thresholds);
    tables.plan.accrual = view_of(tables.accrual);
    tables.plan.log_of_count = view_of(tables.log_of_count);
    tables.plan.curve_days = view_of(tables.curve_days);
}

}  // namespace

std::int32_t nearest_day(double months) {
    return static_cast<std::int32_t>(months * days_per_month + 0.5);
}

std::int32_t last_calendar_day(double months) {
    return static_cast<std::int32_t>(months * days_per_month);
}

PlanTables lower(Study const& study) {
    PlanTables tables;
    lower_design(study, tables.plan);
    lower_profiles(study, tables);
    lower_accrual(randomisation_accrual(study), tables);
    for (std::size_t index = 0; index < transition_count; ++index) {
        lower_transition(study, index, tables);
    }
    lower_decisions(study, tables.plan);
    tables.log_of_count.push_back(0);
    for (std::int32_t n = 1; n <= study.patients; ++n) {
        double const scaled = kernels::log_of(n) * 0x1p40;
        tables.log_of_count.push_back(static_cast<std::int64_t>(scaled + 0.5));
    }
    for (int month = 0; month <= static_cast<int>(study.maximum_months); ++month) {
        tables.curve_days.push_back(nearest_day(month));
    }
    set_views(tables);
    return tables;
}

}  // namespace vtrial::trials
