#include "trials/true_hazard_ratio.hpp"

#include <algorithm>

#include "kernels/core/double_precision.hpp"
#include "trials/lower.hpp"

namespace vtrial::trials {
namespace {

/// Whether both arms have the same hazard.
bool has_no_effect(Study const& study, TransitionModel const& model) {
    if (model.experimental) {
        return false;
    }
    auto const modifiers = multipliers_by_stratum(study, model.effect.modifiers_by_level);
    return model.effect.hazard_ratio == 1.0 &&
           std::all_of(modifiers.begin(), modifiers.end(), [](double m) { return m == 1.0; });
}

/// Whether a hazard has one ratio at all times, in all strata and patients.
bool is_proportional(Study const& study, TransitionModel const& model) {
    return !model.experimental && model.effect.delay_months == 0.0 &&
           !model.effect.waning_starts_months && model.effect.modifiers_by_level.empty() &&
           model.prognosis_by_level.empty() && model.control.cured_share == 0.0 &&
           (study.copula || study.model.frailty_sd == 0.0);
}

/// The hazards of which an endpoint's is the sum; none where it is not a sum of the study's.
std::span<TransitionModel const> hazards_of(Study const& study, EndpointKind endpoint) {
    auto const models = hazard_models(study);
    if (study.copula) {
        bool const has_own =
            study.copula->order == CopulaOrder::as_given || endpoint == EndpointKind::OS;
        return models.subspan(static_cast<std::size_t>(endpoint), has_own ? 1 : 0);
    }
    return models.first(endpoint == EndpointKind::PFS ? 2 : 0);
}

/// Whether both arms are assessed, start new therapies and drop out alike.
bool are_seen_alike(Study const& study) {
    return study.dropout.control_per_year == study.dropout.experimental_per_year &&
           (!study.assessments || are_alike(*study.assessments));
}

}  // namespace

bool has_neutral_crossover(Study const& study) {
    if (!study.crossover) {
        return true;
    }
    auto const& ratios = study.crossover->hazard_ratio_by_transition;
    return study.crossover->share == 0.0 ||
           std::all_of(ratios.begin(), ratios.end(),
                       [](auto const& ratio) { return ratio.second == 1.0; });
}

std::optional<double> true_log_hazard_ratio(Study const& study, EndpointKind endpoint) {
    auto const models = hazard_models(study);
    bool const no_effect =
        has_neutral_crossover(study) &&
        std::all_of(models.begin(), models.end(),
                    [&](TransitionModel const& model) { return has_no_effect(study, model); });
    if (endpoint == EndpointKind::PFS && study.assessments) {
        // visits delay what they show and censor before drop-out: only arms alike in all have one
        return no_effect && are_seen_alike(study) ? std::optional(0.0) : std::nullopt;
    }
    if (no_effect) {
        return 0.0;
    }
    std::span<TransitionModel const> const own = hazards_of(study, endpoint);
    bool const is_constant =
        !own.empty() && std::all_of(own.begin(), own.end(), [&](TransitionModel const& model) {
            return is_proportional(study, model) &&
                   model.effect.hazard_ratio == own.front().effect.hazard_ratio;
        });
    return is_constant ? std::optional(kernels::log_of(own.front().effect.hazard_ratio))
                       : std::nullopt;
}

}  // namespace vtrial::trials
