#include "trials/validate.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "trials/limits.hpp"
#include "trials/problem_list.hpp"
#include "trials/true_hazard_ratio.hpp"

namespace vtrial::trials {
namespace {

bool is_name_character(char character) {
    bool const is_letter =
        (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    bool const is_digit = character >= '0' && character <= '9';
    return is_letter || is_digit || character == '_' || character == '-' || character == '.';
}

/// Windows opens these as devices, with any suffix.
bool is_device_name(std::string_view name) {
    std::string stem(name.substr(0, name.find('.')));
    std::transform(stem.begin(), stem.end(), stem.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    static constexpr std::array<std::string_view, 4> devices{"con", "prn", "aux", "nul"};
    if (std::find(devices.begin(), devices.end(), stem) != devices.end()) {
        return true;
    }
    bool const is_port = stem.starts_with("com") || stem.starts_with("lpt");
    return is_port && stem.size() == 4 && stem[3] >= '1' && stem[3] <= '9';
}

}  // namespace

bool is_safe_name(std::string_view name) {
    return !name.empty() && name.size() <= limits::most_name_bytes && name.front() != '.' &&
           name.front() != '-' && std::all_of(name.begin(), name.end(), is_name_character) &&
           !is_device_name(name);
}

bool has_no_effect(Study const& study) {
    auto const models = hazard_models(study);
    bool const same_hazards =
        std::all_of(models.begin(), models.end(), [](TransitionModel const& transition) {
            bool const same_hazard =
                !transition.experimental || *transition.experimental == transition.control;
            Effect const& effect = transition.effect;
            bool const neutral = effect.hazard_ratio == 1.0 && effect.modifiers_by_level.empty();
            return same_hazard && (transition.experimental || neutral);
        });
    bool const same_rates =
        std::all_of(study.responses.begin(), study.responses.end(), [](Response const& response) {
            return response.experimental_rate == response.control_rate;
        });
    bool const same_from_second =
        !study.second_randomisation || has_neutral_hazards(*study.second_randomisation);
    return same_hazards && same_rates && same_from_second && has_same_regimens(study) &&
           has_same_second_regimens(study) && has_neutral_crossover(study);
}

std::vector<Problem> validate(Study const& study) {
    ProblemList problems;
    check_design(study, problems);
    check_arms(study, problems);
    check_strata(study, problems);
    check_biomarkers(study, problems);
    check_accrual(study, problems);
    check_screening(study, problems);
    check_dropout(study, problems);
    check_assessments(study, problems);
    check_model(study, problems);
    check_crossover(study, problems);
    check_second_randomisation(study, problems);
    check_responses(study, problems);
    check_safety(study, problems);
    check_measurements(study, problems);
    check_analyses(study, problems);
    check_subgroups(study, problems);
    check_endpoints(study, problems);
    check_single_arm(study, problems);
    check_multiplicity(study, problems);
    check_boundaries(study, problems);
    return problems.take();
}

}  // namespace vtrial::trials
