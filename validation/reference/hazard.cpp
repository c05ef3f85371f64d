#include "validation/reference/hazard.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "validation/reference/profiles.hpp"

namespace vtrial::reference {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
double const ln_2 = std::log(2.0);

double piece_end_months(trials::Hazard const& hazard, std::size_t piece) {
    return piece + 1 < hazard.starts_months.size() ? hazard.starts_months[piece + 1] : infinity;
}

double piecewise_hazard(trials::Hazard const& hazard, double months) {
    double sum = 0.0;
    for (std::size_t piece = 0; piece < hazard.starts_months.size(); ++piece) {
        double const start = hazard.starts_months[piece];
        double const rate = hazard.rates_per_month[piece];
        // a rate of 0 is left out, for 0 * infinity is not 0
        if (months > start && rate > 0.0) {
            sum += rate * (std::min(months, piece_end_months(hazard, piece)) - start);
        }
    }
    return sum;
}

double piecewise_inverse(trials::Hazard const& hazard, double cumulative_hazard) {
    double reached = 0.0;
    for (std::size_t piece = 0; piece < hazard.starts_months.size(); ++piece) {
        double const start = hazard.starts_months[piece];
        double const rate = hazard.rates_per_month[piece];
        if (rate <= 0.0) continue;
        double const gain = rate * (piece_end_months(hazard, piece) - start);
        if (reached + gain >= cumulative_hazard) {
            return start + (cumulative_hazard - reached) / rate;
        }
        reached += gain;
    }
    return infinity;
}

/// Weibull: ln 2 * (t / median)^shape; or the sum over the pieces; times `share`.
double baseline_hazard(trials::Hazard const& hazard, double months) {
    if (hazard.share <= 0.0) return 0.0;
    if (!hazard.median_months) return hazard.share * piecewise_hazard(hazard, months);
    return hazard.share * ln_2 * std::pow(months / *hazard.median_months, hazard.shape);
}

double baseline_inverse(trials::Hazard const& hazard, double cumulative_hazard) {
    if (hazard.share <= 0.0) return infinity;
    double const whole = cumulative_hazard / hazard.share;
    if (!hazard.median_months) return piecewise_inverse(hazard, whole);
    return *hazard.median_months * std::pow(whole / ln_2, 1.0 / hazard.shape);
}

}  // namespace

CumulativeHazard::CumulativeHazard(trials::Study const& study, trials::Transition transition,
                                   int arm, int profile)
    : CumulativeHazard(study, study.model.transitions[static_cast<std::size_t>(transition)], arm,
                       profile) {}

CumulativeHazard::CumulativeHazard(trials::Study const& study, trials::TransitionModel const& model,
                                   int arm, int profile) {
    bool const given_outright = arm == 1 && model.experimental.has_value();
    baseline_ = given_outright ? *model.experimental : model.control;

    steps_ = {{0.0, 1.0}};
    if (arm == 1 && !given_outright) {
        add_effect(model.effect,
                   model.effect.hazard_ratio *
                       profile_multiplier(study, profile, model.effect.modifiers_by_level));
    }
    double const prognosis = profile_multiplier(study, profile, model.prognosis_by_level);
    for (RatioStep& step : steps_) step.ratio *= prognosis;
}

void CumulativeHazard::add_effect(trials::Effect const& effect, double hazard_ratio) {
    steps_.push_back({effect.delay_months, hazard_ratio});
    if (!effect.waning_starts_months || !effect.waning_ends_months) return;
    double const start = *effect.waning_starts_months;
    double const end = *effect.waning_ends_months;
    double const count = std::ceil(end - start);
    for (double i = 0.0; i < count; i += 1.0) {
        // the ratio at the middle of the step, on the straight line from the hazard ratio to 1
        double const ratio = hazard_ratio + (1.0 - hazard_ratio) * (i + 0.5) / count;
        steps_.push_back({start + (end - start) * i / count, ratio});
    }
    steps_.push_back({end, 1.0});
}

double CumulativeHazard::step_end_months(std::size_t step) const {
    return step + 1 < steps_.size() ? steps_[step + 1].start_months : infinity;
}

double CumulativeHazard::at(double months) const {
    double sum = 0.0;
    for (std::size_t step = 0; step < steps_.size(); ++step) {
        double const start = steps_[step].start_months;
        if (months <= start) break;
        double const end = std::min(months, step_end_months(step));
        sum += steps_[step].ratio *
               (baseline_hazard(baseline_, end) - baseline_hazard(baseline_, start));
    }
    return sum;
}

double CumulativeHazard::inverse(double cumulative_hazard) const {
    double reached = 0.0;
    for (std::size_t step = 0; step < steps_.size(); ++step) {
        double const ratio = steps_[step].ratio;
        if (ratio <= 0.0) continue;
        double const before = baseline_hazard(baseline_, steps_[step].start_months);
        double const gain = ratio * (baseline_hazard(baseline_, step_end_months(step)) - before);
        if (reached + gain >= cumulative_hazard) {
            return baseline_inverse(baseline_, before + (cumulative_hazard - reached) / ratio);
        }
        reached += gain;
    }
    return infinity;
}

bool CumulativeHazard::is_constant() const {
    for (std::size_t step = 0; step < steps_.size(); ++step) {
        bool const is_empty = steps_[step].start_months >= step_end_months(step);
        if (!is_empty && steps_[step].ratio != steps_.back().ratio) return false;
    }
    if (baseline_.median_months) return baseline_.shape == 1.0;
    auto const& rates = baseline_.rates_per_month;
    return std::all_of(rates.begin(), rates.end(),
                       [&](double rate) { return rate == rates.front(); });
}

}  // namespace vtrial::reference
