#include "trials/closed_form.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/core/double_precision.hpp"
#include "trials/hazard_steps.hpp"
#include "trials/screening.hpp"

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

/// The level of an endpoint's only test, if it is tested once, at this analysis.
std::optional<double> only_level(Study const& study, Analysis const& analysis) {
    for (Endpoint const& endpoint : study.endpoints) {
        bool const here = endpoint.levels_one_sided.size() == 1 &&
                          endpoint.levels_one_sided.begin()->first == analysis.name;
        if (endpoint.kind == EndpointKind::PFS && here &&
            endpoint.deciding_test == DecidingTest::logrank) {
            return endpoint.levels_one_sided.begin()->second;
        }
    }
    return std::nullopt;
}

}  // namespace

double schoenfeld_power(double events, double hazard_ratio, double experimental_share,
                        double alpha_one_sided) {
    double const information = events * experimental_share * (1.0 - experimental_share);
    double const drift = -std::log(hazard_ratio) * std::sqrt(information);
    return normal_probability(drift + kernels::normal_quantile(alpha_one_sided));
}

std::optional<double> constant_pfs_hazard_per_month(Study const& study, ArmRole arm) {
    auto const progression = constant_hazard(study.model.transitions[0], arm);
    auto const death = constant_hazard(study.model.transitions[1], arm);
    if (!progression || !death || study.model.frailty_sd != 0.0) {
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

std::optional<ClosedForm> closed_form(Study const& study, Analysis const& analysis) {
    auto const level = only_level(study, analysis);
    auto const control = constant_pfs_hazard_per_month(study, ArmRole::control);
    auto const experimental = constant_pfs_hazard_per_month(study, ArmRole::experimental);
    if (!level || !control || !experimental || analysis.trigger != Trigger::events ||
        analysis.events_of != EndpointKind::PFS) {
        return std::nullopt;
    }
    auto const expected = [&](double months) {
        return expected_pfs_events(study, ArmRole::control, *control, months) +
               expected_pfs_events(study, ArmRole::experimental, *experimental, months);
    };
    double low = 0.0;
    double high = study.maximum_months;
    if (expected(high) < analysis.events) {
        return std::nullopt;
    }
    for (int step = 0; step < 60; ++step) {
        double const middle = 0.5 * (low + high);
        (expected(middle) < analysis.events ? low : high) = middle;
    }
    double const hazard_ratio = *experimental / *control;
    double const power = schoenfeld_power(analysis.events, hazard_ratio,
                                          arm_share(study, ArmRole::experimental), *level);
    return ClosedForm{power, high, hazard_ratio};
}

}  // namespace vtrial::trials
