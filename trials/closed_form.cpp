#include "trials/closed_form.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/core/double_precision.hpp"
#include "trials/group_sequential/sequential_probabilities.hpp"
#include "trials/hazard_steps.hpp"
#include "trials/screening.hpp"
#include "trials/sequential_design.hpp"

namespace vtrial::trials {
namespace {

double normal_probability(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// Integral over s from 0 to `length` of the probability of an observed event by s.
double integrated_probability(double hazard, double dropout, double length) {
    double const all = hazard + dropout;
    return length <= 0.0 ? 0.0 : hazard / all * (length + std::expm1(-all * length) / all);
}

double dropout_per_month(Study const& study, ArmRole arm) {
    double const per_year = arm == ArmRole::control ? study.dropout.control_per_year
                                                    : study.dropout.experimental_per_year;
    return -std::log1p(-per_year) / 12.0;
}

double arm_share(Study const& study, ArmRole arm) {
    double const experimental = study.arms[1].ratio;
    double const control = study.arms[0].ratio;
    return (arm == ArmRole::control ? control : experimental) / (control + experimental);
}

/// A transition's hazard per month, where it is one number.
std::optional<double> constant_hazard(TransitionModel const& model, ArmRole arm) {
    bool const by_stratum =
        !model.prognosis_by_level.empty() || !model.effect.modifiers_by_level.empty();
    SteppedHazard const hazard = stepped_hazard(model, arm, 1.0, 1.0);
    if (by_stratum || hazard.steps.size() != 1 || hazard.shape != 1.0 ||
        hazard.cured_share != 0.0) {
        return std::nullopt;
    }
    return hazard.steps.front().factor / hazard.scale_months;
}

/// PFS where its plain log-rank test decides and nothing else shares its level.
Endpoint const* decided_pfs(Study const& study) {
    for (Endpoint const& endpoint : study.endpoints) {
        bool const by_logrank =
            endpoint.deciding_test.kind == TestKind::logrank && !endpoint.deciding_test.stratified;
        bool const is_pfs = endpoint.kind == EndpointKind::PFS && endpoint.population.empty() &&
                            !endpoint.is_from_second();
        if (is_pfs && endpoint.is_decided() && by_logrank) {
            bool const waits = !study.hierarchy.empty() && study.hierarchy.front() != "PFS";
            return waits || study.graph ? nullptr : &endpoint;
        }
    }
    return nullptr;
}

/// The bounds of PFS at its planned events.
group_sequential::Boundaries boundaries_of(Study const& study, Endpoint const& pfs) {
    if (pfs.sequential) {
        return planned_boundaries(study, pfs, pfs.alpha_one_sided.value_or(study.alpha_one_sided));
    }
    group_sequential::Boundaries bounds;
    for (std::size_t const look : tested_analyses(study, pfs)) {
        double const level = pfs.levels_one_sided.at(study.analyses[look].name);
        bounds.upper.push_back(-kernels::normal_quantile(level));
    }
    return bounds;
}

}  // namespace

double schoenfeld_power(double events, double hazard_ratio, double experimental_share,
                        double alpha_one_sided) {
    double const information = events * experimental_share * (1.0 - experimental_share);
    double const drift = -std::log(hazard_ratio) * std::sqrt(information);
    return normal_probability(drift + kernels::normal_quantile(alpha_one_sided));
}

std::optional<double> constant_pfs_hazard_per_month(Study const& study, ArmRole arm) {
    if (study.myeloma) {
        return std::nullopt;
    }
    if (study.copula) {
        // the first of three dependent times has no hazard of its own in the study
        return study.copula->order == CopulaOrder::as_given
                   ? constant_hazard(study.copula->margins[0], arm)
                   : std::nullopt;
    }
    if (study.second_randomisation && !has_neutral_hazards(*study.second_randomisation)) {
        return std::nullopt;
    }
    auto const progression = constant_hazard(study.model.transitions[0], arm);
    auto const death = constant_hazard(study.model.transitions[1], arm);
    if (!progression || !death || study.model.frailty_sd != 0.0 || study.assessments) {
        return std::nullopt;
    }
    return *progression + *death;
}

double expected_pfs_events(Study const& study, ArmRole arm, double hazard_per_month,
                           double calendar_months) {
    double const dropout = dropout_per_month(study, arm);
    double recruited = 0.0;
    double events = 0.0;
    Accrual const accrual = randomisation_accrual(study);
    for (std::size_t i = 0; i < accrual.starts_months.size(); ++i) {
        double const rate = accrual.patients_per_month[i];
        double const start = accrual.starts_months[i];
        double const left = study.patients - recruited;
        double end = rate > 0.0 ? start + left / rate : start;
        if (i + 1 < accrual.starts_months.size()) {
            end = std::min(end, accrual.starts_months[i + 1]);
        }
        recruited += rate * (end - start);
        events +=
            rate * (integrated_probability(hazard_per_month, dropout, calendar_months - start) -
                    integrated_probability(hazard_per_month, dropout, calendar_months - end));
    }
    return events * arm_share(study, arm);
}

std::optional<double> expected_pfs_events(Study const& study, double calendar_months) {
    auto const control = constant_pfs_hazard_per_month(study, ArmRole::control);
    auto const experimental = constant_pfs_hazard_per_month(study, ArmRole::experimental);
    if (!control || !experimental) {
        return std::nullopt;
    }
    return expected_pfs_events(study, ArmRole::control, *control, calendar_months) +
           expected_pfs_events(study, ArmRole::experimental, *experimental, calendar_months);
}

std::optional<double> expected_month_of_pfs_events(Study const& study, double events) {
    double low = 0.0;
    double high = study.maximum_months;
    auto const at_end = expected_pfs_events(study, high);
    if (!at_end || *at_end < events) {
        return std::nullopt;
    }
    for (int step = 0; step < 60; ++step) {
        double const middle = 0.5 * (low + high);
        (*expected_pfs_events(study, middle) < events ? low : high) = middle;
    }
    return high;
}

std::optional<double> constant_pfs_hazard_ratio(Study const& study) {
    auto const control = constant_pfs_hazard_per_month(study, ArmRole::control);
    auto const experimental = constant_pfs_hazard_per_month(study, ArmRole::experimental);
    return control && experimental ? std::optional(*experimental / *control) : std::nullopt;
}

std::optional<ClosedForm> closed_form(Study const& study, Analysis const& analysis) {
    Endpoint const* const pfs = decided_pfs(study);
    auto const hazard_ratio = constant_pfs_hazard_ratio(study);
    if (pfs == nullptr || !hazard_ratio) {
        return std::nullopt;
    }
    std::vector<double> information;
    std::optional<std::size_t> at;
    for (std::size_t const look : tested_analyses(study, *pfs)) {
        auto const events = events_alone(study.analyses[look], EndpointKind::PFS);
        if (!events) {
            return std::nullopt;
        }
        at = study.analyses[look].name == analysis.name ? information.size() : at;
        information.push_back(*events);
    }
    auto const months = at ? expected_month_of_pfs_events(study, information[*at]) : std::nullopt;
    if (!months) {
        return std::nullopt;
    }
    double const margin = pfs->deciding_test.margin.value_or(1.0);
    auto const bounds = boundaries_of(study, *pfs);
    auto const stop = group_sequential::stopping_probabilities(
        information, bounds, drift_per_root_event(study.arms, *hazard_ratio / margin));
    double power = 0.0;
    for (std::size_t k = 0; k <= *at; ++k) {
        power += stop.upper[k];
    }
    double const futility = stop.lower.empty() ? 0.0 : stop.lower[*at];
    return ClosedForm{power,   stop.upper[*at], futility,
                      *months, *hazard_ratio,   information.size() > 1};
}

}  // namespace vtrial::trials
