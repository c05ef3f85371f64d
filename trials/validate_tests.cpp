// Tests: their parameters, and whether the study has what they need.
#include "trials/limits.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

void check_months(std::string const& path, Test const& test, Study const& study,
                  ProblemList& problems) {
    if (!(test.months > 0.0 && test.months <= study.maximum_months)) {
        problems.add(path + ".months",
                     "must be above 0 and at most design.maximum_months, " +
                         text_of(study.maximum_months) + ", got " + text_of(test.months),
                     {"design.maximum_months"});
    }
}

void check_margin(std::string const& path, Test const& test, ProblemList& problems) {
    if (!test.margin) {
        return;
    }
    std::string const key = path + ".margin";
    switch (test.kind) {
        case TestKind::logrank:
        case TestKind::cox:
            problems.require_range(key, *test.margin, limits::smallest_ratio_of_hazards,
                                   limits::largest_ratio_of_hazards,
                                   "a margin of log-rank and Cox is a hazard ratio");
            break;
        case TestKind::rmst:
            problems.require_between_zero_and(key, *test.margin, test.months);
            break;
        case TestKind::milestone:
        case TestKind::rate_difference:
            problems.require_between_zero_and(key, *test.margin, 1.0);
            break;
        case TestKind::weighted:
        case TestKind::maxcombo:
        case TestKind::one_sample_logrank:
        case TestKind::cochran_mantel_haenszel:
        case TestKind::exact_binomial:
            problems.add(key,
                         "belongs to logrank, cox, rmst, milestone and rate_difference; drop it");
            break;
    }
}

void check_null_value(std::string const& path, Test const& test, ProblemList& problems) {
    if (test.kind == TestKind::exact_binomial) {
        problems.require_between_zero_and(path + ".null_rate", test.null_value, 1.0);
    } else if (test.kind == TestKind::one_sample_logrank) {
        problems.require_range(path + ".null_median_months", test.null_value,
                               limits::shortest_median_months, limits::longest_median_months);
    }
}

void check_stratification(std::string const& path, Test const& test, Study const& study,
                          ProblemList& problems) {
    if (!test.stratified) {
        return;
    }
    Test plain = test;
    plain.stratified = false;
    if (!has_strata(test.kind)) {
        problems.add(path, "is " + quoted(name_of(test)) + ", but that test has no strata; use " +
                               quoted(name_of(plain)));
    } else if (study.factors.empty()) {
        problems.add(path,
                     "is " + quoted(name_of(test)) +
                         ", but there are no strata; add [[strata]] or use " +
                         quoted(name_of(plain)),
                     {"strata"});
    }
}

}  // namespace

void check_test(std::string const& path, Test const& test, Study const& study,
                ProblemList& problems) {
    check_stratification(path, test, study, problems);
    if (test.kind == TestKind::weighted) {
        problems.require_range(path + ".rho", test.rho, 0.0, limits::largest_weight_exponent);
        problems.require_range(path + ".gamma", test.gamma, 0.0, limits::largest_weight_exponent);
    }
    if (test.kind == TestKind::rmst || test.kind == TestKind::milestone) {
        check_months(path, test, study, problems);
    }
    check_margin(path, test, problems);
    check_null_value(path, test, problems);
}

}  // namespace vtrial::trials
