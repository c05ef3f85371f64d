// What a study with one arm cannot have: nothing is compared.
#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

void check_hazards(Study const& study, ProblemList& problems) {
    auto const models = hazard_models(study);
    for (std::size_t index = 0; index < models.size(); ++index) {
        std::string const path =
            "model." + std::string(study.copula ? endpoint_names[index] : transition_names[index]);
        if (models[index].experimental) {
            problems.add(path + ".experimental",
                         "compares arms, but there is one; state its hazard itself");
        } else if (!(models[index].effect == Effect{})) {
            problems.add(path + ".effect",
                         "compares arms, but there is one; state its hazard itself");
        }
    }
    if (study.crossover) {
        problems.add("crossover", "is of control patients, whom a single-arm study has not");
    }
}

/// What decides where nothing is stated.
Test default_test(Endpoint const& endpoint) {
    Test test;
    test.kind = endpoint.is_response() ? TestKind::rate_difference : TestKind::logrank;
    return test;
}

}  // namespace

void check_single_arm(Study const& study, ProblemList& problems) {
    if (!is_single_arm(study)) {
        return;
    }
    check_hazards(study, problems);
    for (Endpoint const& endpoint : study.endpoints) {
        if (endpoint.is_from_second()) {
            continue;  // whose arms are two
        }
        if (endpoint.is_decided()) {
            char const* const key = endpoint.sequential ? "spending" : "levels_one_sided";
            problems.add(path_of(endpoint, key),
                         "decides between arms, but there is one: a single-arm study is described; "
                         "drop it");
        }
        if (!endpoint.further_tests.empty()) {
            problems.add(path_of(endpoint, "tests"), "compare arms, but there is one; drop them");
        }
        if (!(endpoint.deciding_test == default_test(endpoint))) {
            problems.add(path_of(endpoint, "decides"), "compares arms, but there is one; drop it");
        }
    }
}

}  // namespace vtrial::trials
