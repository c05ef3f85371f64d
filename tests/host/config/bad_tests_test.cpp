// Bad inputs 57 to 59: tests that cannot be made.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

class BadTest : public testing::TestWithParam<BadInput> {};

TEST_P(BadTest, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

/// More lines of the endpoint, from line 36 on.
std::string with_tests(std::string const& lines) {
    return with_line(35, "name = \"PFS\"\n" + lines);
}

std::vector<BadInput> bad_tests() {
    return {
        {"id57_rho_below_zero",
         with_tests("decides = { test = \"weighted\", rho = -1, gamma = 0 }"),
         "study.toml:36:38: error: endpoints.PFS.decides.rho must be 0 ... 5, got -1"},
        {"id57_gamma_too_large", with_tests("tests = [\"weighted(0,6)\"]"),
         "study.toml:36:10: error: endpoints.PFS.tests[0].gamma must be 0 ... 5, got 6"},
        {"id57_weights_missing", with_tests("decides = { test = \"weighted\", rho = 1 }"),
         "study.toml:36:11: error: endpoints.PFS.decides.gamma is missing"},
        {"id57_weights_of_another_test", with_tests("decides = { test = \"logrank\", rho = 1 }"),
         "study.toml:36:37: error: endpoints.PFS.decides.rho does not belong to the test "
         "\"logrank\"; drop it"},
        {"id58_rmst_without_months", with_tests("decides = { test = \"rmst\" }"),
         "study.toml:36:11: error: endpoints.PFS.decides.months is missing"},
        {"id58_rmst_beyond_the_study", with_tests("decides = \"rmst(101)\""),
         "study.toml:36:11: error: endpoints.PFS.decides.months must be above 0 and at most "
         "design.maximum_months, 100, got 101"},
        {"id58_rmst_has_no_strata", with_tests("decides = \"rmst(24)_stratified\""),
         "study.toml:36:11: error: endpoints.PFS.decides is \"rmst(24)_stratified\", but that test "
         "has no strata; use \"rmst(24)\""},
        {"id58_rmst_margin", with_tests("decides = { test = \"rmst\", months = 24, margin = 24 }"),
         "study.toml:36:50: error: endpoints.PFS.decides.margin must be above 0 and below 24, got "
         "24"},
        {"id59_milestone_beyond_the_study",
         with_tests("tests = [{ test = \"milestone\", months = 0 }]"),
         "study.toml:36:41: error: endpoints.PFS.tests[0].months must be above 0 and at most "
         "design.maximum_months, 100, got 0"},
        {"id59_milestone_margin",
         with_tests("decides = { test = \"milestone\", months = 24, margin = 1 }"),
         "study.toml:36:55: error: endpoints.PFS.decides.margin must be above 0 and below 1, got "
         "1"},
        {"id16_margin_of_a_hazard_ratio", with_tests("decides = \"logrank_margin(0)\""),
         "study.toml:36:11: error: endpoints.PFS.decides.margin must be 0.001 ... 1000, got 0; a "
         "margin of log-rank and Cox is a hazard ratio"},
        {"id57_maxcombo_has_no_margin", with_tests("decides = \"maxcombo_margin(1.1)\""),
         "study.toml:36:11: error: endpoints.PFS.decides.margin belongs to logrank, cox, rmst, "
         "milestone and rate_difference; drop it"},
        {"id57_unknown_test", with_tests("tests = [\"logrnk\", \"cox\"]"),
         "study.toml:36:10: error: endpoints.PFS.tests[0] must be \"logrank\", \"cox\", "
         "\"weighted(RHO,GAMMA)\" or \"maxcombo\", each with \"_stratified\" behind or without, "
         "\"rmst(MONTHS)\" or \"milestone(MONTHS)\"; of a response \"rate_difference\" or "
         "\"cmh\"; of a single arm \"one_sample_logrank(MONTHS)\", of its response "
         "\"exact_binomial(RATE)\", got \"logrnk\"; did you mean \"logrank\"?"},
        {"id57_test_of_wrong_type", with_tests("decides = 3"),
         "study.toml:36:11: error: endpoints.PFS.decides must be text in quotes or a table, got 3"},
        {"id57_always_made", with_tests("tests = [\"cox\"]"),
         "study.toml:36:10: error: endpoints.PFS.tests[0] is \"cox\", which is always made; drop "
         "it from the list"},
        {"id57_decides_already", with_tests("decides = \"maxcombo\"\ntests = [\"maxcombo\"]"),
         "study.toml:37:10: error: endpoints.PFS.tests[0] is \"maxcombo\", which decides; drop it "
         "here"},
        {"id57_test_twice", with_tests("tests = [\"rmst(24)\", { test = \"rmst\", months = 24 }]"),
         "study.toml:36:22: error: endpoints.PFS.tests[1] must be unique, got \"rmst(24)\" twice"},
        {"id57_too_many_tests",
         with_tests("decides = \"maxcombo\"\ntests = [\"rmst(1)\", \"rmst(2)\", \"rmst(3)\", "
                    "\"rmst(4)\", \"rmst(5)\", \"rmst(6)\", \"rmst(7)\", \"rmst(8)\"]"),
         "study.toml:37:9: error: endpoints.PFS.tests must be at most 8, with the one that decides "
         "where it is neither log-rank nor Cox, got 9"},
    };
}

INSTANTIATE_TEST_SUITE_P(Tests, BadTest, testing::ValuesIn(bad_tests()), name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
