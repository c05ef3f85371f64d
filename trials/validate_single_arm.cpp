// What a study with one arm cannot have: nothing is compared.
#include <algorithm>

#include "trials/exact_binomial.hpp"
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

/// An endpoint of the only arm is described, or decided by a test of one arm.
void check_endpoint(Endpoint const& endpoint, ProblemList& problems) {
    bool const has_test = tests_one_arm(endpoint.deciding_test.kind);
    if (endpoint.is_decided() && !has_test) {
        char const* const key = endpoint.sequential ? "spending" : "levels_one_sided";
        problems.add(path_of(endpoint, key),
                     std::string("decides between arms, but there is one; drop it, or let it be "
                                 "decided by ") +
                         (endpoint.is_response() ? "\"exact_binomial(RATE)\""
                                                 : "\"one_sample_logrank(MONTHS)\""));
    }
    for (Test const& test : endpoint.further_tests) {
        if (!tests_one_arm(test.kind)) {
            problems.add(path_of(endpoint, "tests"), "compare arms, but there is one; drop them");
            break;
        }
    }
    if (!has_test && !(endpoint.deciding_test == default_test(endpoint))) {
        problems.add(path_of(endpoint, "decides"), "compares arms, but there is one; drop it");
    }
}

/// Tests of one arm have nothing to compare two with.
void refuse_tests_of_one_arm(Endpoint const& endpoint, ProblemList& problems) {
    auto const is_of_one = [](Test const& test) { return tests_one_arm(test.kind); };
    if (is_of_one(endpoint.deciding_test)) {
        problems.add(path_of(endpoint, "decides"),
                     "is a test of a single-arm study, but there are two arms");
    }
    if (std::any_of(endpoint.further_tests.begin(), endpoint.further_tests.end(), is_of_one)) {
        problems.add(path_of(endpoint, "tests"),
                     "has a test of a single-arm study, but there are two arms; drop it");
    }
}

/// A table of critical numbers is made for nominal levels and so many patients.
void check_exact_test(Study const& study, Endpoint const& endpoint, ProblemList& problems) {
    if (endpoint.deciding_test.kind != TestKind::exact_binomial) {
        return;
    }
    if (endpoint.sequential) {
        problems.add(path_of(endpoint, "spending"),
                     "is of tests with a normal distribution; exact_binomial has levels_one_sided");
    }
    if (study.patients > most_patients_of_exact_test) {
        problems.add(path_of(endpoint, "decides"),
                     "is exact_binomial, which takes at most " +
                         std::to_string(most_patients_of_exact_test) + " patients, got " +
                         std::to_string(study.patients),
                     {"design.patients"});
    }
}

}  // namespace

void check_single_arm(Study const& study, ProblemList& problems) {
    bool const is_single = is_single_arm(study);
    if (is_single) {
        check_hazards(study, problems);
    }
    for (Endpoint const& endpoint : study.endpoints) {
        if (is_single && !endpoint.is_from_second()) {
            check_endpoint(endpoint, problems);
        } else {
            refuse_tests_of_one_arm(endpoint, problems);
        }
        check_exact_test(study, endpoint, problems);
    }
}

}  // namespace vtrial::trials
