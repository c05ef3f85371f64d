// Binary endpoints.
#include <algorithm>
#include <set>

#include "trials/limits.hpp"
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

}  // namespace

void check_responses(Study const& study, ProblemList& problems) {
    if (study.responses.size() > limits::most_responses) {
        problems.add("responses", "must be at most " + std::to_string(limits::most_responses) +
                                      ", got " + std::to_string(study.responses.size()));
    }
    std::vector<PatientFactor> const factors = patient_factors(study);
    std::set<std::string> names;
    for (Response const& response : study.responses) {
        std::string const path = "responses." + response.name;
        check_name(path + ".name", response.name, names, problems);
        problems.require_between_zero_and(path + ".control_rate", response.control_rate, 1.0);
        problems.require_between_zero_and(path + ".experimental_rate", response.experimental_rate,
                                          1.0);
        check_assessment(path + ".assessed_months", study, response.assessed_months, problems);
        check_multipliers(path + ".odds_by_level", response.odds_by_level, factors, problems);
        check_link(path + ".correlation", study, response.correlation, problems);
    }
}

}  // namespace vtrial::trials
