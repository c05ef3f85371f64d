// What is tested, and at which levels.
#include <algorithm>
#include <set>

#include "trials/estimands.hpp"
#include "trials/limits.hpp"
#include "trials/lower_hypotheses.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

void check_levels(Study const& study, Endpoint const& endpoint, ProblemList& problems) {
    std::vector<std::string> const names = names_of(study.analyses);
    for (auto const& [name, level] : endpoint.levels_one_sided) {
        std::string const key = path_of(endpoint, "levels_one_sided." + name);
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            problems.add(key, "names no analysis; there are " + quoted(names), {"analyses"});
        }
        problems.require_between_zero_and(key, level, limits::largest_one_sided_level);
    }
    if (endpoint.sequential && !endpoint.levels_one_sided.empty()) {
        problems.add(path_of(endpoint, "levels_one_sided"),
                     "contradicts spending; keep one of them", {path_of(endpoint, "spending")});
    }
}

/// The tests described beside the deciding one.
void check_tests(Study const& study, Endpoint const& endpoint, ProblemList& problems) {
    std::vector<Test> const& tests = endpoint.further_tests;
    for (std::size_t index = 0; index < tests.size(); ++index) {
        std::string const path = path_of(endpoint, "tests[" + std::to_string(index) + "]");
        Test const& test = tests[index];
        check_test(path, test, study, problems);
        if (tests_rates(test.kind)) {
            problems.add(path, "is " + quoted(name_of(test)) +
                                   ", which compares rates; it belongs to a response");
        } else if (always_made(test) >= 0) {
            problems.add(path, "is " + quoted(name_of(test)) +
                                   ", which is always made; drop it from the list");
        } else if (test == endpoint.deciding_test) {
            problems.add(path, "is " + quoted(name_of(test)) + ", which decides; drop it here",
                         {path_of(endpoint, "decides")});
        }
        auto const here = tests.begin() + static_cast<std::ptrdiff_t>(index);
        if (std::find(tests.begin(), here, test) != here) {
            problems.add(path, "must be unique, got " + quoted(name_of(test)) + " twice");
        }
    }
    std::size_t const asked_for = further_tests(endpoint).size();
    if (asked_for > limits::most_tests) {
        problems.add(path_of(endpoint, "tests"),
                     "must be at most " + std::to_string(limits::most_tests) +
                         ", with the one that decides where it is neither log-rank nor Cox, got " +
                         std::to_string(asked_for));
    }
}

void check_population(Study const& study, Endpoint const& endpoint, ProblemList& problems) {
    if (endpoint.population.empty()) {
        return;
    }
    auto const is_meant = [&](Subgroup const& subgroup) {
        return subgroup.name == endpoint.population;
    };
    auto const found = std::find_if(study.subgroups.begin(), study.subgroups.end(), is_meant);
    std::string const path = path_of(endpoint, "population");
    if (found == study.subgroups.end()) {
        problems.add(path, "names no subgroup, got " + quoted(endpoint.population), {"subgroups"});
    } else if (found->is_by_response() && endpoint.is_decided()) {
        problems.add(path,
                     "is a subgroup by response, which comes after randomisation: in it an "
                     "endpoint can be described and not decided; drop its levels or spending",
                     {"subgroups"});
    }
}

/// A response is tested by its rates, in all patients; a time is not.
void check_measure(Study const& study, Endpoint const& endpoint, ProblemList& problems) {
    std::string const test = quoted(name_of(endpoint.deciding_test));
    if (tests_rates(endpoint.deciding_test.kind) != endpoint.is_response()) {
        problems.add(path_of(endpoint, "decides"),
                     endpoint.is_response()
                         ? "is " + test +
                               ", which compares times; a response is decided by "
                               "\"rate_difference\" or \"cmh\", of a single arm by "
                               "\"exact_binomial(RATE)\""
                         : "is " + test + ", which compares rates; it belongs to a response");
        return;
    }
    if (!endpoint.is_response()) {
        return;
    }
    if (response_of(study, endpoint) == static_cast<int>(study.responses.size())) {
        problems.add(path_of(endpoint, "name"),
                     "names no response, got " + quoted(endpoint.response), {"responses"});
    }
    if (endpoint.deciding_test.kind == TestKind::cochran_mantel_haenszel && study.factors.empty()) {
        problems.add(path_of(endpoint, "decides"),
                     "is \"cmh\", but there are no strata; add [[strata]] or use "
                     "\"rate_difference\"",
                     {"strata"});
    }
    if (!endpoint.further_tests.empty()) {
        problems.add(
            path_of(endpoint, "tests"),
            "belongs to times, such as PFS: both tests of a response are always made; drop "
            "it");
    }
    if (!endpoint.population.empty()) {
        problems.add(
            path_of(endpoint, "population"),
            "belongs to times, such as PFS: a response is analysed in all patients; drop it");
    }
}

}  // namespace

void check_endpoints(Study const& study, ProblemList& problems) {
    if (study.endpoints.empty()) {
        problems.add("endpoints", "must be one or more");
    } else if (std::all_of(study.endpoints.begin(), study.endpoints.end(),
                           [](Endpoint const& endpoint) { return endpoint.is_response(); })) {
        problems.add("endpoints",
                     "must have one that is a time, such as PFS or OS; it need not decide");
    }
    std::size_t const analysed = estimands_of(study).size();
    if (analysed > limits::most_estimands) {
        problems.add("endpoints", "must be at most " + std::to_string(limits::most_estimands) +
                                      ", each subgroup and further rule counted as one, got " +
                                      std::to_string(analysed));
    }
    std::set<std::string> names;
    for (Endpoint const& endpoint : study.endpoints) {
        check_population(study, endpoint, problems);
        check_measure(study, endpoint, problems);
        check_from(study, endpoint, problems);
        require_disease_model(study, endpoint.kind, path_of(endpoint, "name"), problems);
        if (endpoint.kind == EndpointKind::DOR && endpoint.is_decided()) {
            problems.add(path_of(endpoint, "name"),
                         "is DOR, which only responders have: it is described and does not decide; "
                         "drop its levels or spending");
        }
        if (!names.insert(name_of(endpoint)).second) {
            problems.add(path_of(endpoint, "name"),
                         "must be unique, got " + quoted(name_of(endpoint)) + " twice");
        }
        check_test(path_of(endpoint, "decides"), endpoint.deciding_test, study, problems);
        if (!endpoint.is_response()) {
            check_tests(study, endpoint, problems);
        }
        check_levels(study, endpoint, problems);
        check_rules(study, endpoint, path_of(endpoint, "rules"), problems);
        if (endpoint.sequential) {
            check_sequential(study, endpoint, problems);
        }
    }
}

}  // namespace vtrial::trials
