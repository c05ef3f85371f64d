// Group-sequential designs: what is spent, at which events, and when an endpoint is given up.
#include <algorithm>
#include <cmath>

#include "trials/limits.hpp"
#include "trials/problem_list.hpp"
#include "trials/sequential_design.hpp"

namespace vtrial::trials {
namespace {

/// An error to spend, and the key that states it.
struct Total {
    double error;
    std::string key;
};

void check_cumulative(std::string const& path, std::vector<double> const& cumulative,
                      std::size_t looks, Total const& total, ProblemList& problems) {
    if (cumulative.size() != looks) {
        problems.add(path, "must be one number for each of the " + std::to_string(looks) +
                               " analyses that are planned to test, got " +
                               std::to_string(cumulative.size()));
        return;
    }
    if (cumulative.empty()) {
        return;  // no planned events, which is told
    }
    bool const increases = std::is_sorted(cumulative.begin(), cumulative.end());
    if (!(increases && cumulative.front() >= 0.0)) {
        problems.add(path, "must be what is spent by each analysis in all, so not decrease, got " +
                               text_of(cumulative));
    } else if (!(std::fabs(cumulative.back() - total.error) <= 1e-9 * total.error)) {
        problems.add(path,
                     "must end with " + total.key + ", " + text_of(total.error) + ", got " +
                         text_of(cumulative),
                     {total.key});
    }
}

/// `path` is that of the table, `looks` the number of analyses that spend.
void check_spending(std::string const& path, Spending const& spending, std::size_t looks,
                    Total const& total, ProblemList& problems) {
    switch (spending.kind) {
        case SpendingKind::hwang_shih_decani:
            problems.require_range(path + ".gamma", spending.parameter,
                                   -limits::largest_spending_gamma, limits::largest_spending_gamma);
            break;
        case SpendingKind::power:
            problems.require_range(path + ".rho", spending.parameter, limits::smallest_spending_rho,
                                   limits::largest_spending_rho);
            break;
        case SpendingKind::wang_tsiatis:
            problems.require_range(path + ".delta", spending.parameter, 0.0,
                                   limits::largest_wang_tsiatis_delta,
                                   "0 is O'Brien-Fleming, 0.5 Pocock");
            break;
        case SpendingKind::user:
            check_cumulative(path + ".cumulative", spending.cumulative, looks, total, problems);
            break;
        default:
            break;
    }
}

void check_planned_events(Study const& study, Endpoint const& endpoint, ProblemList& problems) {
    auto const& planned = endpoint.sequential->planned_events;
    std::string const path = path_of(endpoint, planned_key(endpoint));
    if (planned.empty() && endpoint.is_response()) {
        problems.add(path,
                     "is missing: state the patients expected to be assessed by each analysis that "
                     "tests this endpoint, such as { final = 300 }");
    } else if (planned.empty()) {
        problems.add(path,
                     "is missing: not every analysis is triggered by " + name_of(endpoint) +
                         " events alone; state the events expected at each analysis that tests "
                         "this endpoint, such as { final = 300 }",
                     {"analyses"});
    }
    std::vector<std::string> const names = names_of(study.analyses);
    for (auto const& [name, events] : planned) {
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            problems.add(path + "." + name, "names no analysis; there are " + quoted(names),
                         {"analyses"});
        }
        problems.require_range(path + "." + name, events, 1, std::max(study.patients, 1),
                               endpoint.is_response()
                                   ? "at most design.patients can be assessed"
                                   : "at most design.patients can have an event");
    }
    int before = 0;
    for (std::size_t const look : tested_analyses(study, endpoint)) {
        std::string const& name = names[look];
        int const events = planned.at(name);
        if (!(events > before)) {
            problems.add(path + "." + name, "must exceed those of the analysis before, " +
                                                std::to_string(before) + ", got " +
                                                std::to_string(events));
        }
        before = events;
    }
}

void check_futility_bounds(Study const& study, Endpoint const& endpoint, ProblemList& problems) {
    Futility const& futility = *endpoint.sequential->futility;
    std::string const path = path_of(endpoint, "futility");
    if (futility.is_binding) {
        problems.add(path + ".binding",
                     "cannot be true with bounds_z: efficacy bounds do not count on them; spend "
                     "beta by a function, or drop it");
    }
    std::vector<std::string> tested;
    for (std::size_t const look : tested_analyses(study, endpoint)) {
        tested.push_back(study.analyses[look].name);
    }
    for (auto const& [name, bound] : futility.bounds_z) {
        std::string const key = path + ".bounds_z." + name;
        problems.require_range(key, bound, -limits::largest_futility_z, limits::largest_futility_z);
        if (std::find(tested.begin(), tested.end(), name) == tested.end()) {
            problems.add(key,
                         "names no analysis that tests " + name_of(endpoint) + "; there are " +
                             quoted(tested),
                         {"analyses", path_of(endpoint, planned_key(endpoint))});
        } else if (name == tested.back()) {
            problems.add(key,
                         "is at the last analysis that tests " + name_of(endpoint) +
                             ", where nothing is left to give up; drop it",
                         {"analyses", path_of(endpoint, planned_key(endpoint))});
        }
    }
}

/// The effect at which futility spends its error.
void check_futility_effect(Endpoint const& endpoint, ProblemList& problems) {
    Futility const& futility = *endpoint.sequential->futility;
    Test const& test = endpoint.deciding_test;
    double const null_hazard_ratio = test.margin.value_or(1.0);
    std::string const key = path_of(endpoint, "futility.hazard_ratio");
    if (test.kind != TestKind::logrank && test.kind != TestKind::cox) {
        problems.add(key,
                     "tells the effect on log-rank and Cox only, not on " + quoted(name_of(test)) +
                         "; drop it: then the effect is the one with "
                         "power 1 - beta",
                     {path_of(endpoint, "decides")});
    } else if (!(*futility.hazard_ratio >= limits::smallest_ratio_of_hazards &&
                 *futility.hazard_ratio < null_hazard_ratio)) {
        problems.add(key,
                     "must be at least " + text_of(limits::smallest_ratio_of_hazards) +
                         " and below that of the null hypothesis, " + text_of(null_hazard_ratio) +
                         ", got " + text_of(*futility.hazard_ratio),
                     {path_of(endpoint, "decides")});
    }
}

void check_futility_spending(Endpoint const& endpoint, ProblemList& problems) {
    SequentialDesign const& sequential = *endpoint.sequential;
    Futility const& futility = *sequential.futility;
    std::string const path = path_of(endpoint, "futility");
    problems.require_between_zero_and(path + ".beta", futility.beta,
                                      limits::largest_one_sided_level);
    check_spending(path, *futility.spending, sequential.planned_events.size(),
                   {futility.beta, path + ".beta"}, problems);
    if (is_classical(futility.spending->kind) || is_classical(sequential.spending.kind)) {
        problems.add(path + ".function",
                     "cannot be combined with bounds of a given shape (obrien_fleming, pocock, "
                     "wang_tsiatis), which spend nothing; use spending functions for both",
                     {path_of(endpoint, "spending")});
    }
    if (sequential.planned_events.size() == 1) {
        problems.add(path,
                     "needs an interim analysis, but only one analysis tests " + name_of(endpoint) +
                         "; drop it",
                     {path_of(endpoint, planned_key(endpoint)), "analyses"});
    }
    if (futility.hazard_ratio) {
        check_futility_effect(endpoint, problems);
    }
}

}  // namespace

void check_sequential(Study const& study, Endpoint const& endpoint, ProblemList& problems) {
    SequentialDesign const& sequential = *endpoint.sequential;
    check_planned_events(study, endpoint, problems);
    bool const has_own_level = endpoint.alpha_one_sided.has_value();
    if (has_own_level) {
        std::string const key = path_of(endpoint, "alpha_one_sided");
        if (!(*endpoint.alpha_one_sided >= limits::smallest_level &&
              *endpoint.alpha_one_sided < limits::largest_one_sided_level)) {
            problems.add(key, "must be at least " + text_of(limits::smallest_level) +
                                  " and below " + text_of(limits::largest_one_sided_level) +
                                  ", got " + text_of(*endpoint.alpha_one_sided));
        }
    }
    check_spending(path_of(endpoint, "spending"), sequential.spending,
                   sequential.planned_events.size(),
                   {endpoint.alpha_one_sided.value_or(study.alpha_one_sided),
                    has_own_level ? path_of(endpoint, "alpha_one_sided")
                                  : std::string("design.alpha_one_sided")},
                   problems);
    if (sequential.futility && sequential.futility->spending) {
        check_futility_spending(endpoint, problems);
    } else if (sequential.futility) {
        check_futility_bounds(study, endpoint, problems);
    }
}

}  // namespace vtrial::trials
