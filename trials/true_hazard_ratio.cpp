#include "trials/true_hazard_ratio.hpp"

#include <algorithm>

#include "kernels/core/double_precision.hpp"
#include "trials/profiles.hpp"

namespace vtrial::trials {
namespace {

/// The profiles of which an endpoint's population has patients.
std::vector<bool> profiles_of(Study const& study, std::string const& population) {
    LevelsByFactor where;
    for (Subgroup const& subgroup : study.subgroups) {
        where = subgroup.name == population ? subgroup.where : where;
    }
    std::vector<bool> members = profiles_with(study, where);
    std::vector<double> const prevalences = prevalences_by_profile(study);
    for (std::size_t profile = 0; profile < members.size(); ++profile) {
        members[profile] = members[profile] && prevalences[profile] > 0.0;
    }
    return members;
}

/// What a study assumes of the patients of one population.
class PopulationTruth {
  public:
    PopulationTruth(Study const& study, std::string const& population)
        : study_(study), members_(profiles_of(study, population)) {}

    /// Whether both arms have the same hazard.
    bool has_no_effect(TransitionModel const& model) const {
        return !model.experimental && hazard_ratio(model) == 1.0;
    }

    /// Whether all patients of an arm have the same hazard, at their time; and of both, if asked.
    bool has_one_hazard(TransitionModel const& model, bool of_both_arms) const {
        return common_multiplier(model.prognosis_by_level) &&
               common_multiplier(model.effect.modifiers_by_level) &&
               model.control.cured_share == 0.0 &&
               (!model.experimental || model.experimental->cured_share == 0.0) &&
               study_.model.frailty_sd == 0.0 && (!of_both_arms || has_no_effect(model));
    }

    /// The ratio of a hazard that has one at all times and in all patients, who are alike.
    std::optional<double> proportional_ratio(TransitionModel const& model) const {
        bool const is_proportional =
            !model.experimental && model.effect.delay_months == 0.0 &&
            !model.effect.waning_starts_months && common_multiplier(model.prognosis_by_level) &&
            model.control.cured_share == 0.0 && (study_.copula || study_.model.frailty_sd == 0.0);
        return is_proportional ? hazard_ratio(model) : std::nullopt;
    }

  private:
    /// The hazard ratio where the effect is at its full, if it is one number.
    std::optional<double> hazard_ratio(TransitionModel const& model) const {
        auto const modifier = common_multiplier(model.effect.modifiers_by_level);
        return modifier ? std::optional(model.effect.hazard_ratio * *modifier) : std::nullopt;
    }

    /// The multiplier of the profiles, if it is the same for all of them.
    std::optional<double> common_multiplier(
        std::map<std::string, std::vector<double>> const& by_level) const {
        std::vector<double> const multipliers = multipliers_by_profile(study_, by_level);
        std::optional<double> common;
        for (std::size_t profile = 0; profile < members_.size(); ++profile) {
            if (members_[profile] &&
                common.value_or(multipliers[profile]) != multipliers[profile]) {
                return std::nullopt;
            }
            common = members_[profile] ? multipliers[profile] : common;
        }
        return common;
    }

    Study const& study_;
    std::vector<bool> members_;
};

/// The hazards of which an endpoint's is the sum; none where it is not a sum of the study's.
std::span<TransitionModel const> hazards_of(Study const& study, EndpointKind endpoint) {
    auto const models = hazard_models(study);
    if (study.myeloma || needs_disease_model(endpoint)) {
        return {};
    }
    if (study.copula) {
        bool const has_own =
            study.copula->order == CopulaOrder::as_given || endpoint == EndpointKind::OS;
        return models.subspan(static_cast<std::size_t>(endpoint), has_own ? 1 : 0);
    }
    return models.first(endpoint == EndpointKind::PFS ? 2 : 0);
}

/// Whether a cut chooses the endpoint's patients by what it knows of their response.
bool is_of_chosen_by_response(Study const& study, Endpoint const& endpoint) {
    return std::any_of(study.subgroups.begin(), study.subgroups.end(), [&](Subgroup const& one) {
        return one.name == endpoint.population && one.is_by_response();
    });
}

/// Whether the endpoint's patients are of one arm of the first randomisation.
bool is_of_one_arm(Study const& study, Endpoint const& endpoint) {
    return std::any_of(study.subgroups.begin(), study.subgroups.end(), [&](Subgroup const& one) {
        return one.name == endpoint.population && one.is_by_arm();
    });
}

/// Of an endpoint that counts from the second randomisation, of the multistate model: all patients
/// come to it on the same day of their clocks, so that a ratio of hazards stays one.
std::optional<double> log_ratio_from_second(Study const& study, Endpoint const& endpoint) {
    SecondRandomisation const& second = *study.second_randomisation;
    if (study.myeloma && !has_same_second_regimens(study)) {
        return std::nullopt;
    }
    if (has_neutral_hazards(second)) {
        return 0.0;
    }
    double const ratio = second_hazard_ratio(second, transition_names[0]);
    bool const is_one_ratio = ratio == second_hazard_ratio(second, transition_names[1]);
    bool const of_both = !is_of_one_arm(study, endpoint);
    PopulationTruth const truth(study, endpoint.population);
    auto const models = hazard_models(study).first(2);
    bool const is_constant =
        endpoint.kind == EndpointKind::PFS && !study.assessments && is_one_ratio &&
        std::all_of(models.begin(), models.end(), [&](TransitionModel const& model) {
            return truth.has_one_hazard(model, of_both);
        });
    return is_constant ? std::optional(kernels::log_of(ratio)) : std::nullopt;
}

/// Whether both arms are assessed, start new therapies and drop out alike.
bool are_seen_alike(Study const& study) {
    return study.dropout.control_per_year == study.dropout.experimental_per_year &&
           (!study.assessments || are_alike(*study.assessments));
}

}  // namespace

bool has_same_regimens(Study const& study) {
    return !study.myeloma || study.myeloma->regimens[0] == study.myeloma->regimens[1];
}

bool has_same_second_regimens(Study const& study) {
    return !study.myeloma || study.myeloma->regimens.second[0] == study.myeloma->regimens.second[1];
}

bool has_neutral_crossover(Study const& study) {
    if (!study.crossover) {
        return true;
    }
    auto const& ratios = study.crossover->hazard_ratio_by_transition;
    return study.crossover->share == 0.0 ||
           std::all_of(ratios.begin(), ratios.end(),
                       [](auto const& ratio) { return ratio.second == 1.0; });
}

std::optional<double> true_log_hazard_ratio(Study const& study, Endpoint const& endpoint) {
    if (is_of_chosen_by_response(study, endpoint)) {
        return std::nullopt;  // who is seen to respond depends on drop-out too
    }
    if (endpoint.is_from_second()) {
        return log_ratio_from_second(study, endpoint);
    }
    PopulationTruth const truth(study, endpoint.population);
    auto const models = hazard_models(study);
    bool const no_effect = has_same_regimens(study) && has_neutral_crossover(study) &&
                           std::all_of(models.begin(), models.end(), [&](TransitionModel const& m) {
                               return truth.has_no_effect(m);
                           });
    if (endpoint.kind == EndpointKind::PFS && study.assessments) {
        // visits delay what they show and censor before drop-out: only arms alike in all have one
        return no_effect && are_seen_alike(study) ? std::optional(0.0) : std::nullopt;
    }
    if (no_effect) {
        return 0.0;
    }
    if (study.second_randomisation && !has_neutral_hazards(*study.second_randomisation)) {
        return std::nullopt;  // it changes the hazards of some of both arms
    }
    std::span<TransitionModel const> const own = hazards_of(study, endpoint.kind);
    auto const ratio = own.empty() ? std::nullopt : truth.proportional_ratio(own.front());
    bool const is_constant =
        ratio && std::all_of(own.begin(), own.end(), [&](TransitionModel const& model) {
            return truth.proportional_ratio(model) == ratio;
        });
    return is_constant ? std::optional(kernels::log_of(*ratio)) : std::nullopt;
}

}  // namespace vtrial::trials
