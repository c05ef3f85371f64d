// Binary endpoints.
#include <algorithm>
#include <set>

#include "trials/limits.hpp"
#include "trials/lower_responses.hpp"
#include "trials/problem_list.hpp"
#include "trials/profiles.hpp"

namespace vtrial::trials {
namespace {

void check_name(std::string const& path, std::string const& name, std::set<std::string>& names,
                ProblemList& problems) {
    bool const is_other_endpoint =
        std::find(endpoint_names.begin(), endpoint_names.end(), name) != endpoint_names.end();
    if (!is_label(name)) {
        problems.add(path, std::string(label_rule) + ", got " + quoted(name));
    } else if (is_other_endpoint) {
        problems.add(path, "must not be that of another endpoint, got " + quoted(name));
    } else if (!names.insert(name).second) {
        problems.add(path, "must be unique, got " + quoted(name) + " twice");
    }
}

void check_link(std::string const& path, Study const& study, double correlation,
                ProblemList& problems) {
    problems.require_range(path, correlation, -limits::largest_correlation,
                           limits::largest_correlation);
    if (correlation != 0.0 && !study.copula && study.model.frailty_sd == 0.0) {
        problems.add(path,
                     "links the response to the frailty, but there is none; state "
                     "model.frailty_sd, or drop it",
                     {"model.frailty_sd"});
    }
}

void check_assessment(std::string const& path, Study const& study, double months,
                      ProblemList& problems) {
    if (!(months * days_per_month >= 1.0 && months <= study.maximum_months)) {
        problems.add(path,
                     "must be at least one day, 0.0329, and at most design.maximum_months, " +
                         text_of(study.maximum_months) + ", got " + text_of(months),
                     {"design.maximum_months"});
    }
}

void check_drawn(std::string const& path, Study const& study, Response const& response,
                 ProblemList& problems) {
    problems.require_between_zero_and(path + ".control_rate", response.control_rate, 1.0);
    problems.require_between_zero_and(path + ".experimental_rate", response.experimental_rate, 1.0);
    check_assessment(path + ".assessed_months", study, response.assessed_months, problems);
    check_multipliers(path + ".odds_by_level", response.odds_by_level, patient_factors(study),
                      problems);
    check_link(path + ".correlation", study, response.correlation, problems);
}

void check_measured(std::string const& path, Study const& study, Response const& response,
                    ProblemList& problems) {
    if (!study.myeloma) {
        problems.add(path + ".measure",
                     "is of the disease model; with another one state control_rate, "
                     "experimental_rate and assessed_months instead",
                     {"model.type"});
    }
    if (response.within_months) {
        problems.require_range(path + ".within_months", *response.within_months,
                               limits::shortest_sustained_months, study.maximum_months,
                               "at most design.maximum_months");
    }
    if (!response.sustained_months) {
        return;
    }
    problems.require_range(path + ".sustained_months", *response.sustained_months,
                           limits::shortest_sustained_months, study.maximum_months,
                           "at most design.maximum_months");
    if (response.measure != ResponseMeasure::mrd_negative) {
        problems.add(path + ".sustained_months", "belongs to measure = \"mrd_negative\"; drop it",
                     {path + ".measure"});
    }
}

/// In whom a response of the disease model is described.
void check_population(std::string const& path, Study const& study, Response const& response,
                      ProblemList& problems) {
    auto const found = std::find_if(
        study.subgroups.begin(), study.subgroups.end(),
        [&](Subgroup const& subgroup) { return subgroup.name == response.population; });
    bool const is_found = found != study.subgroups.end();
    if (!response.population.empty() && !is_found) {
        problems.add(path + ".population", "names no subgroup, got " + quoted(response.population),
                     {"subgroups"});
    } else if (is_found && found->is_by_response()) {
        problems.add(path + ".population",
                     "is a subgroup by response, which comes after randomisation, got " +
                         quoted(response.population),
                     {"subgroups"});
    } else if (is_found && found->is_by_arm() && !response.is_from_second()) {
        problems.add(path + ".population",
                     "is a subgroup by arm, in which nothing is left to compare but from the "
                     "second randomisation on; state from",
                     {"subgroups"});
    }
    if (response.is_from_second() &&
        (!study.second_randomisation || study.second_randomisation->name != response.from)) {
        problems.add(path + ".from", "names no second randomisation, got " + quoted(response.from),
                     {"second_randomisation"});
    }
}

/// What decides is of all patients as first randomised; what is published of none is no analysis.
void check_use(std::string const& path, Study const& study, Response const& response,
               ProblemList& problems) {
    bool const is_of_all = response.population.empty() && !response.is_from_second();
    for (Endpoint const& endpoint : study.endpoints) {
        if (!is_of_all && endpoint.response == response.name) {
            problems.add(path,
                         "is an endpoint, which is tested in all patients as first randomised; "
                         "drop population and from",
                         {"endpoints"});
        }
    }
    auto const is_meant = [&](Analysis const& analysis) {
        return analysis.name == response.published_analysis;
    };
    if (!response.published_analysis.empty() &&
        std::none_of(study.analyses.begin(), study.analyses.end(), is_meant)) {
        problems.add(path + ".published_analysis",
                     "names no analysis, got " + quoted(response.published_analysis), {"analyses"});
    }
}

void check_count(Study const& study, ProblemList& problems) {
    std::size_t const most = study.myeloma ? limits::most_responses : limits::most_drawn_responses;
    if (study.responses.size() > most) {
        problems.add("responses", "must be at most " + std::to_string(most) + ", got " +
                                      std::to_string(study.responses.size()));
    }
    if (sustained_months_of(study).size() > limits::most_sustained_spans) {
        problems.add("responses", "must have at most " +
                                      std::to_string(limits::most_sustained_spans) +
                                      " different sustained_months, got " +
                                      std::to_string(sustained_months_of(study).size()));
    }
}

}  // namespace

void check_responses(Study const& study, ProblemList& problems) {
    check_count(study, problems);
    std::set<std::string> names;
    for (Response const& response : study.responses) {
        // as the study file's reader names it
        bool const is_in_group = !response.population.empty();
        std::string const path =
            "responses." + measure_of(response) + (is_in_group ? " in " + response.population : "");
        check_name(path + ".name", response.name, names, problems);
        if (response.measure) {
            check_measured(path, study, response, problems);
            check_population(path, study, response, problems);
            check_use(path, study, response, problems);
        } else if (study.myeloma) {
            problems.add(path + ".measure",
                         "is missing: with model.type = \"myeloma\" response follows from the "
                         "course of patients, and no rate is stated");
        } else {
            check_drawn(path, study, response, problems);
        }
    }
}

}  // namespace vtrial::trials
