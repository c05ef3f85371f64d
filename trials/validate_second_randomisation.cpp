// The second randomisation, and what counts from it.
#include <algorithm>

#include "trials/limits.hpp"
#include "trials/lower.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

void check_when_and_who(Study const& study, SecondRandomisation const& second,
                        ProblemList& problems) {
    if (!is_safe_name(second.name)) {
        problems.add("second_randomisation.name",
                     std::string(safe_name_rule) + ", got " + quoted(second.name));
    }
    if (!(second.months > 0.0 && second.months < study.maximum_months) ||
        nearest_day(second.months) < 1) {
        problems.add("second_randomisation.months",
                     "must be at least a day and below design.maximum_months, " +
                         text_of(study.maximum_months) + ", got " + text_of(second.months),
                     {"design.maximum_months"});
    }
    if (!(second.consent_share > 0.0 && second.consent_share <= 1.0)) {
        problems.add("second_randomisation.consent_share",
                     "must be above 0 and at most 1, got " + text_of(second.consent_share));
    }
}

void check_response_of(Study const& study, SecondRandomisation const& second,
                       ProblemList& problems) {
    if (second.response.empty()) {
        return;
    }
    bool const exists =
        std::any_of(study.responses.begin(), study.responses.end(),
                    [&](Response const& response) { return response.name == second.response; });
    if (!study.myeloma) {
        problems.add("second_randomisation.response",
                     "needs the disease model, which tells when a response comes; drop it",
                     {"model.type"});
    } else if (!exists) {
        problems.add("second_randomisation.response",
                     "names no response, got " + quoted(second.response), {"responses"});
    }
}

void check_second_arms(SecondRandomisation const& second, ProblemList& problems) {
    for (Arm const& arm : second.arms) {
        std::string const path = "second_randomisation.arms." + arm.label;
        if (!is_label(arm.label)) {
            problems.add(path + ".label", std::string(label_rule) + ", got " + quoted(arm.label));
        }
        problems.require_range(path + ".ratio", arm.ratio, 1, limits::most_ratio);
    }
    if (second.arms[0].label == second.arms[1].label) {
        problems.add("second_randomisation.arms." + second.arms[1].label + ".label",
                     "must be unique, got " + quoted(second.arms[1].label) + " twice");
    }
}

void check_effect(Study const& study, SecondRandomisation const& second, ProblemList& problems) {
    std::string const path = "second_randomisation.effect";
    if (study.myeloma && !second.hazard_ratio_by_transition.empty()) {
        problems.add(path,
                     "is of the multistate model; with the disease model the arms' treatment "
                     "follows from their regimens; drop it",
                     {"model.type"});
        return;
    }
    for (auto const& [name, ratio] : second.hazard_ratio_by_transition) {
        std::string const key = path + ".hazard_ratio_by_transition." + name;
        if (std::find(transition_names.begin(), transition_names.end(), name) ==
            transition_names.end()) {
            problems.add(key, "names no transition; there are " +
                                  quoted({transition_names.begin(), transition_names.end()}));
        } else {
            problems.require_range(key, ratio, limits::smallest_ratio_of_hazards,
                                   limits::largest_ratio_of_hazards);
        }
    }
}

}  // namespace

void check_second_randomisation(Study const& study, ProblemList& problems) {
    if (!study.second_randomisation) {
        return;
    }
    if (study.copula) {
        problems.add("second_randomisation",
                     "needs a model with progression, which model.type = \"copula\" is not; drop "
                     "it or use \"multistate\"",
                     {"model.type"});
        return;
    }
    SecondRandomisation const& second = *study.second_randomisation;
    check_when_and_who(study, second, problems);
    check_response_of(study, second, problems);
    check_second_arms(second, problems);
    check_effect(study, second, problems);
}

void check_from(Study const& study, Endpoint const& endpoint, ProblemList& problems) {
    bool const is_known =
        study.second_randomisation && endpoint.from == study.second_randomisation->name;
    std::string const path = path_of(endpoint, "from");
    if (endpoint.is_from_second() && !is_known) {
        problems.add(path, "names no second randomisation, got " + quoted(endpoint.from),
                     {"second_randomisation"});
    } else if (endpoint.is_from_second() && endpoint.is_response()) {
        problems.add(path,
                     "belongs to times, such as PFS: a response is analysed as first randomised; "
                     "drop it");
    } else if (endpoint.is_from_second() && endpoint.kind == EndpointKind::DOR) {
        problems.add(path, "does not go with DOR, which counts from the response; drop it");
    } else if (endpoint.is_from_second() && endpoint.kind == EndpointKind::TTD) {
        problems.add(path,
                     "does not go with TTD, whose baseline is the first randomisation; drop it");
    }
    for (Subgroup const& subgroup : study.subgroups) {
        if (subgroup.name == endpoint.population && subgroup.is_by_arm() &&
            !endpoint.is_from_second()) {
            problems.add(path_of(endpoint, "population"),
                         "is a subgroup by arm, in which nothing is left to compare but from the "
                         "second randomisation on; state from",
                         {"subgroups"});
        }
    }
}

}  // namespace vtrial::trials
