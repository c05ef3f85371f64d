#include "trials/lower.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/core/double_precision.hpp"
#include "trials/covariate_factor.hpp"
#include "trials/lower_assessments.hpp"
#include "trials/lower_copula.hpp"
#include "trials/lower_crossover.hpp"
#include "trials/lower_estimands.hpp"
#include "trials/lower_hazards.hpp"
#include "trials/lower_hypotheses.hpp"
#include "trials/lower_measurements.hpp"
#include "trials/lower_responses.hpp"
#include "trials/lower_safety.hpp"
#include "trials/lower_second_randomisation.hpp"
#include "trials/myeloma/lower_myeloma.hpp"
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

void lower_covariate_factors(Study const& study, PlanTables& tables) {
    auto profiles_a_level = static_cast<std::int32_t>(prevalences_by_profile(study).size());
    for (PatientFactor const& factor : patient_factors(study)) {
        profiles_a_level /= static_cast<std::int32_t>(factor.levels.size());
        if (factor.covariate) {
            std::vector<double> const cuts = cuts_of(factor);
            auto& plan = tables.covariate_factors.emplace_back();
            plan.covariate = static_cast<kernels::Covariate>(*factor.covariate);
            plan.profiles_a_level = profiles_a_level;
            plan.cuts = static_cast<std::int32_t>(cuts.size());
            std::transform(cuts.begin(), cuts.end(), plan.cut,
                           [](double cut) { return static_cast<float>(cut); });
        }
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

kernels::TriggerPlan lower_trigger(CutTrigger const& trigger) {
    bool const by_calendar = trigger.kind == Trigger::calendar;
    return {static_cast<kernels::Trigger>(trigger.kind),
            static_cast<kernels::Endpoint>(trigger.events_of), trigger.events,
            by_calendar ? last_calendar_day(trigger.months) : nearest_day(trigger.months)};
}

kernels::LookPlan lower_look(Analysis const& analysis, std::int32_t last_day) {
    auto const capped = [&](double months) {
        return std::min(last_day, last_calendar_day(months));
    };
    kernels::LookPlan look{};
    look.triggers = static_cast<std::int32_t>(analysis.triggers.size());
    std::transform(analysis.triggers.begin(), analysis.triggers.end(), look.trigger, lower_trigger);
    look.waits_for_all = analysis.when == CutWhen::latest;
    look.least_days_after_before = nearest_day(analysis.minimum_gap_months);
    look.at_latest_day = analysis.at_latest_months ? capped(*analysis.at_latest_months) : last_day;
    look.checkpoints = static_cast<std::int32_t>(analysis.checkpoints.size());
    std::transform(analysis.checkpoints.begin(), analysis.checkpoints.end(), look.checkpoint,
                   [&](Checkpoint const& checkpoint) -> kernels::CheckpointPlan {
                       return {capped(checkpoint.calendar_months),
                               static_cast<kernels::Endpoint>(checkpoint.events_of),
                               checkpoint.fewer_than_events,
                               capped(checkpoint.then_at_latest_months)};
                   });
    look.tests_if_not_reached = analysis.when_not_reached == NotReached::test;
    look.cleaning_days = analysis.cleaning_days;
    look.analyses_cleaning = analysis.analyses_cleaning_events;
    return look;
}

void lower_design(Study const& study, kernels::Plan& plan) {
    plan.seed = study.seed;
    plan.patients = study.patients;
    plan.block_places = study.block_size;
    int const ratio_sum = study.arms[0].ratio + study.arms[1].ratio;
    plan.block_experimental = study.block_size / ratio_sum * study.arms[1].ratio;
    plan.last_day = last_calendar_day(study.maximum_months);
    plan.frailty_log2_sd = study.copula ? 0.0 : study.model.frailty_sd / ln_2;
    plan.copula = lower_copula(study);
    plan.crossover = lower_crossover(study);
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
    tables.plan.hazard_before_second = view_of(tables.hazard_before_second);
    tables.plan.profile_thresholds = view_of(tables.profile_thresholds);
    tables.plan.subgroup_members = view_of(tables.subgroup_members);
    tables.plan.response_bounds = view_of(tables.response_bounds);
    tables.plan.accrual = view_of(tables.accrual);
    tables.plan.log_of_count = view_of(tables.log_of_count);
    tables.plan.curve_days = view_of(tables.curve_days);
    tables.plan.bound_tables = view_of(tables.bound_tables);
    tables.plan.bound_events = view_of(tables.bound_events);
    tables.plan.bounds = view_of(tables.bounds);
    tables.plan.myeloma = view_of(tables.myeloma);
    tables.plan.covariate_factors = view_of(tables.covariate_factors);
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
    if (study.myeloma) {
        tables.myeloma.push_back(
            lower_myeloma(*study.myeloma, horizon_to_know(*study.myeloma, study.maximum_months),
                          sustained_months_of(study), second_treatment_of(study)));
    }
    lower_design(study, tables.plan);
    lower_profiles(study, tables);
    lower_covariate_factors(study, tables);
    lower_accrual(randomisation_accrual(study), tables);
    for (std::size_t index = 0; index < hazard_models(study).size(); ++index) {
        lower_transition(study, index, tables);
    }
    lower_second_randomisation(study, tables);
    tables.plan.assessments = lower_assessments(study);
    lower_responses(study, tables);
    lower_safety(study, tables);
    lower_measurements(study, tables);
    lower_estimands(study, tables);
    lower_hypotheses(study, tables);
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
