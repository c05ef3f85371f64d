#include "trials/hazard_steps.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/core/double_precision.hpp"

namespace vtrial::trials {
namespace {

constexpr double ln_2 = 0.6931471805599453;

double factor_at(std::vector<HazardStep> const& steps, double months) {
    double factor = steps.front().factor;
    for (HazardStep const& step : steps) {
        factor = step.start_months <= months ? step.factor : factor;
    }
    return factor;
}

/// The product of two step functions; steps that change nothing are left out.
std::vector<HazardStep> product(std::vector<HazardStep> const& a,
                                std::vector<HazardStep> const& b) {
    std::vector<double> starts;
    for (auto const* steps : {&a, &b}) {
        for (HazardStep const& step : *steps) {
            starts.push_back(step.start_months);
        }
    }
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    std::vector<HazardStep> steps;
    for (double const start : starts) {
        double const factor = factor_at(a, start) * factor_at(b, start);
        if (steps.empty() || steps.back().factor != factor) {
            steps.push_back({start, factor});
        }
    }
    return steps;
}

SteppedHazard base_hazard(Hazard const& hazard) {
    SteppedHazard base;
    base.cured_share = hazard.cured_share;
    if (hazard.median_months) {
        base.scale_months = *hazard.median_months;
        base.shape = hazard.shape;
        base.steps = {{0.0, ln_2 * hazard.share}};
        return base;
    }
    for (std::size_t i = 0; i < hazard.rates_per_month.size(); ++i) {
        base.steps.push_back({hazard.starts_months[i], hazard.rates_per_month[i] * hazard.share});
    }
    return base;
}

}  // namespace

std::vector<HazardStep> effect_steps(Effect const& effect, double hazard_ratio) {
    std::vector<HazardStep> steps;
    if (effect.delay_months > 0.0) {
        steps.push_back({0.0, 1.0});
    }
    steps.push_back({effect.delay_months, hazard_ratio});
    if (effect.waning_starts_months) {
        double const start = *effect.waning_starts_months;
        double const end = *effect.waning_ends_months;
        auto const count = static_cast<int>(std::ceil(end - start));
        for (int i = 0; i < count; ++i) {
            double const waned = (i + 0.5) / count;
            double const ratio = hazard_ratio + (1.0 - hazard_ratio) * waned;
            steps.push_back({start + (end - start) * i / count, ratio});
        }
        steps.push_back({end, 1.0});
    }
    return steps;
}

SteppedHazard stepped_hazard(TransitionModel const& model, ArmRole arm, double prognosis,
                             double modifier) {
    bool const experimental = arm == ArmRole::experimental;
    bool const own = experimental && model.experimental.has_value();
    SteppedHazard hazard = base_hazard(own ? *model.experimental : model.control);
    std::vector<HazardStep> multiplier{{0.0, 1.0}};
    if (experimental && !own) {
        multiplier = effect_steps(model.effect, model.effect.hazard_ratio * modifier);
    }
    hazard.steps = product(hazard.steps, multiplier);
    for (HazardStep& step : hazard.steps) {
        step.factor *= prognosis;
    }
    return hazard;
}

}  // namespace vtrial::trials
