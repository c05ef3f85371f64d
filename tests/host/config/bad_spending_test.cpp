// Bad inputs 49, 51, 53 to 55: levels, how they are spent, and when an endpoint is given up.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

class BadSpending : public testing::TestWithParam<BadInput> {};

TEST_P(BadSpending, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

/// Two looks at PFS, at 100 and 200 events; the lines of the endpoint stand from line 40 on.
std::string with_endpoint(std::string const& lines) {
    std::string const interim =
        "[[analyses]]\nname = \"interim\"\nevents = 100\nendpoint = \"PFS\"\n[[analyses]]";
    return with_line(40, lines, with_line(29, interim));
}

std::string const pocock = "spending = { function = \"lan_demets_pocock\" }\n";

std::string with_spending(std::string const& keys) {
    return with_endpoint("spending = { " + keys + " }");
}

/// The futility table is line 41.
std::string with_futility(std::string const& keys) {
    return with_endpoint(pocock + "futility = { " + keys + " }");
}

std::vector<BadInput> bad_spending() {
    return {
        {"id51_planned_do_not_increase",
         with_endpoint(pocock + "planned_events = { interim = 200, final = 200 }"),
         "study.toml:41:43: error: endpoints.PFS.planned_events.final must exceed those of the "
         "analysis before, 200, got 200"},
        {"id51_planned_beyond_patients",
         with_endpoint(pocock + "planned_events = { interim = 100, final = 301 }"),
         "study.toml:41:43: error: endpoints.PFS.planned_events.final must be 1 ... 300, got 301; "
         "at most design.patients can have an event"},
        {"id51_planned_of_no_analysis",
         with_endpoint(pocock + "planned_events = { interm = 100, final = 200 }"),
         "study.toml:41:29: error: endpoints.PFS.planned_events.interm names no analysis; there "
         "are \"interim\", \"final\""},
        {"id53_unknown_function", with_spending("function = \"obrien\""),
         "study.toml:40:25: error: endpoints.PFS.spending.function must be "
         "\"lan_demets_obrien_fleming\", \"lan_demets_pocock\", \"hwang_shih_decani\", \"power\", "
         "\"user\", \"obrien_fleming\", \"pocock\" or \"wang_tsiatis\", got \"obrien\""},
        {"id53_function_missing", with_spending(""),
         "study.toml:40:12: error: endpoints.PFS.spending.function is missing"},
        {"id53_parameter_missing", with_spending("function = \"hwang_shih_decani\""),
         "study.toml:40:12: error: endpoints.PFS.spending.gamma is missing"},
        {"id53_parameter_of_another", with_spending("function = \"power\", rho = 2, gamma = 1"),
         "study.toml:40:51: error: endpoints.PFS.spending.gamma does not belong to the function "
         "\"power\"; drop it"},
        {"id53_gamma_out_of_range", with_spending("function = \"hwang_shih_decani\", gamma = -41"),
         "study.toml:40:54: error: endpoints.PFS.spending.gamma must be -40 ... 40, got -41"},
        {"id53_rho_out_of_range", with_spending("function = \"power\", rho = 0"),
         "study.toml:40:40: error: endpoints.PFS.spending.rho must be 0.1 ... 50, got 0"},
        {"id53_delta_out_of_range", with_spending("function = \"wang_tsiatis\", delta = 0.6"),
         "study.toml:40:49: error: endpoints.PFS.spending.delta must be 0 ... 0.5, got 0.6; 0 is "
         "O'Brien-Fleming, 0.5 Pocock"},
        {"id54_decreases", with_spending("function = \"user\", cumulative = [0.03, 0.025]"),
         "study.toml:40:46: error: endpoints.PFS.spending.cumulative must be what is spent by each "
         "analysis in all, so not decrease, got [0.03, 0.025]"},
        {"id54_exceeds_alpha", with_spending("function = \"user\", cumulative = [0.01, 0.03]"),
         "study.toml:40:46: error: endpoints.PFS.spending.cumulative must end with "
         "endpoints.PFS.alpha_one_sided, 0.025, got [0.01, 0.03]"},
        {"id54_one_a_look", with_spending("function = \"user\", cumulative = [0.025]"),
         "study.toml:40:46: error: endpoints.PFS.spending.cumulative must be one number for each "
         "of the 2 analyses that are planned to test, got 1"},
        {"id49_own_level", with_endpoint(pocock + "alpha_one_sided = 0.5"),
         "study.toml:41:19: error: endpoints.PFS.alpha_one_sided must be at least 1e-10 and below "
         "0.5, got 0.5"},
        {"id54_levels_and_spending", with_endpoint(pocock + "levels_one_sided = { final = 0.025 }"),
         "study.toml:41:20: error: endpoints.PFS.levels_one_sided contradicts spending; keep one "
         "of them"},
        {"id54_alpha_without_spending", with_endpoint("alpha_one_sided = 0.02"),
         "study.toml:40:19: error: endpoints.PFS.alpha_one_sided belongs to spending, which is "
         "missing"},
        {"id54_futility_without_spending",
         with_endpoint(
             "levels_one_sided = { final = 0.025 }\nfutility = { bounds_z = { interim = 0 } }"),
         "study.toml:41:12: error: endpoints.PFS.futility belongs to spending, which is missing"},
        {"id54_planned_is_whole",
         with_endpoint(pocock + "planned_events = { interim = 100.5, final = 200 }"),
         "study.toml:41:30: error: endpoints.PFS.planned_events.interim must be an integer (no "
         "point, no exponent), got 100.5"},
    };
}

std::vector<BadInput> bad_futility() {
    return {
        {"id55_above_efficacy", with_futility("bounds_z = { interim = 2.2 }"),
         "study.toml:41:37: error: endpoints.PFS.futility.bounds_z.interim must be below the "
         "efficacy bound on z, 2.157, got 2.2"},
        {"id55_meets_efficacy",
         with_futility(
             "function = \"user\", cumulative = [0.4, 0.45], beta = 0.45, hazard_ratio = 0.5"),
         "study.toml:41:12: error: endpoints.PFS.futility meets efficacy at \"interim\", z 2.157, "
         "so no trial would go on; spend less beta early, or assume a smaller effect"},
        {"id55_at_the_last", with_futility("bounds_z = { final = 1 }"),
         "study.toml:41:35: error: endpoints.PFS.futility.bounds_z.final is at the last analysis "
         "that tests PFS, where nothing is left to give up; drop it"},
        {"id55_of_no_analysis", with_futility("bounds_z = { interm = 0 }"),
         "study.toml:41:36: error: endpoints.PFS.futility.bounds_z.interm names no analysis that "
         "tests PFS; there are \"interim\", \"final\""},
        {"id55_absurd", with_futility("bounds_z = { interim = -9 }"),
         "study.toml:41:37: error: endpoints.PFS.futility.bounds_z.interim must be -8 ... 8, got "
         "-9"},
        {"id55_binding_bounds", with_futility("bounds_z = { interim = 0 }, binding = true"),
         "study.toml:41:52: error: endpoints.PFS.futility.binding cannot be true with bounds_z: "
         "efficacy bounds do not count on them; spend beta by a function, or drop it"},
        {"id55_bounds_and_function",
         with_futility("bounds_z = { interim = 0 }, function = \"lan_demets_pocock\""),
         "study.toml:41:25: error: endpoints.PFS.futility.bounds_z contradicts function; keep one "
         "of them"},
        {"id55_nothing_stated", with_futility("binding = false"),
         "study.toml:41:12: error: endpoints.PFS.futility must state a function that spends beta, "
         "or bounds_z"},
        {"id55_beta_of_bounds", with_futility("bounds_z = { interim = 0 }, beta = 0.1"),
         "study.toml:41:49: error: endpoints.PFS.futility.beta belongs to function, which is "
         "missing"},
        {"id55_beta", with_futility("function = \"lan_demets_pocock\", beta = 0.5"),
         "study.toml:41:53: error: endpoints.PFS.futility.beta must be above 0 and below 0.5, got "
         "0.5"},
        {"id55_cumulative_beta",
         with_futility("function = \"user\", cumulative = [0.05, 0.1], beta = 0.2"),
         "study.toml:41:46: error: endpoints.PFS.futility.cumulative must end with "
         "endpoints.PFS.futility.beta, 0.2, got [0.05, 0.1]"},
        {"id55_effect_of_the_null",
         with_futility("function = \"lan_demets_pocock\", hazard_ratio = 1"),
         "study.toml:41:61: error: endpoints.PFS.futility.hazard_ratio must be at least 0.001 and "
         "below that of the null hypothesis, 1, got 1"},
        {"id55_classical_futility", with_futility("function = \"pocock\""),
         "study.toml:41:25: error: endpoints.PFS.futility.function cannot be combined with bounds "
         "of a given shape (obrien_fleming, pocock, wang_tsiatis), which spend nothing; use "
         "spending functions for both"},
        {"id55_beside_classical_bounds",
         with_endpoint("spending = { function = \"obrien_fleming\" }\nfutility = { function = "
                       "\"power\", rho = 2 }"),
         "study.toml:41:25: error: endpoints.PFS.futility.function cannot be combined with bounds "
         "of a given shape (obrien_fleming, pocock, wang_tsiatis), which spend nothing; use "
         "spending functions for both"},
        {"id55_hazard_ratio_of_rmst",
         with_endpoint(pocock + "decides = \"rmst(24)\"\nfutility = { function = \"power\", rho = "
                                "2, hazard_ratio = 0.7 }"),
         "study.toml:42:58: error: endpoints.PFS.futility.hazard_ratio tells the effect on "
         "log-rank and Cox only, not on \"rmst(24)\"; drop it: then the effect is the one with "
         "power 1 - beta"},
        {"id55_no_interim",
         with_line(36,
                   "spending = { function = \"lan_demets_pocock\" }\nfutility = { function = "
                   "\"power\", rho = 2 }"),
         "study.toml:37:12: error: endpoints.PFS.futility needs an interim analysis, but only one "
         "analysis tests PFS; drop it"},
    };
}

INSTANTIATE_TEST_SUITE_P(Spending, BadSpending, testing::ValuesIn(bad_spending()),
                         name_of_bad_input);
INSTANTIATE_TEST_SUITE_P(Futility, BadSpending, testing::ValuesIn(bad_futility()),
                         name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
