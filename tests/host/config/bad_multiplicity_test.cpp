// Bad input 56: a hierarchy or graph that cannot share the level.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

class BadMultiplicity : public testing::TestWithParam<BadInput> {};

TEST_P(BadMultiplicity, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

/// PFS with these levels, and OS decided beside it; lines of the design from line 11 on.
std::string with_two_endpoints(std::string const& levels, std::string const& design) {
    std::string const endpoints = levels +
                                  "\n[[endpoints]]\nname = \"OS\"\nspending = { function = "
                                  "\"pocock\" }\nplanned_events = { final = 90 }";
    return with_line(10, "maximum_months = 100\n" + design, with_line(36, endpoints));
}

std::string with_design(std::string const& lines) {
    return with_two_endpoints("spending = { function = \"pocock\" }", lines);
}

std::string with_levels(std::string const& lines) {
    return with_two_endpoints("levels_one_sided = { final = 0.025 }", lines);
}

std::string with_own_level(std::string const& lines) {
    return with_two_endpoints("spending = { function = \"pocock\" }\nalpha_one_sided = 0.02",
                              lines);
}

std::vector<BadInput> bad_multiplicity() {
    return {
        {"id56_unknown_endpoint", with_design("hierarchy = [\"PSF\", \"OS\"]"),
         "study.toml:11:13: error: design.hierarchy names \"PSF\", which is no endpoint; did you "
         "mean \"PFS\"?"},
        {"id56_not_decided", with_design("hierarchy = [\"PFS\", \"OS\", \"PFS2\"]"),
         "study.toml:11:13: error: design.hierarchy names \"PFS2\", which no endpoint decides; "
         "give it spending or levels_one_sided in [[endpoints]]"},
        {"id56_left_out", with_design("hierarchy = [\"PFS\"]"),
         "study.toml:11:13: error: design.hierarchy must name all endpoints that are decided; "
         "\"OS\" is missing"},
        {"id56_twice", with_design("hierarchy = [\"PFS\", \"OS\", \"PFS\"]"),
         "study.toml:11:13: error: design.hierarchy must not repeat an endpoint, got \"PFS\" "
         "twice"},
        {"id56_hierarchy_and_graph",
         with_design("hierarchy = [\"PFS\", \"OS\"]\ngraph = { weights = { PFS = 1, OS = 0 } }"),
         "study.toml:12:9: error: design.graph contradicts hierarchy; keep one of them"},
        {"id56_weights_above_one", with_design("graph = { weights = { PFS = 0.8, OS = 0.3 } }"),
         "study.toml:11:21: error: design.graph.weights must sum to 1 at most, but sum to 1.1"},
        {"id56_weight_below_zero", with_design("graph = { weights = { PFS = 1, OS = -0.3 } }"),
         "study.toml:11:37: error: design.graph.weights.OS must be 0 ... 1, got -0.3"},
        {"id56_weights_missing", with_design("graph = { transitions = { PFS = { OS = 1 } } }"),
         "study.toml:11:9: error: design.graph.weights is missing"},
        {"id56_row_above_one",
         with_design(
             "graph = { weights = { PFS = 0.8, OS = 0.2 }, transitions = { PFS = { OS = 1.5 } } }"),
         "study.toml:11:75: error: design.graph.transitions.PFS.OS must be 0 ... 1, got 1.5"},
        {"id56_to_itself",
         with_design("graph = { weights = { PFS = 0.8, OS = 0.2 }, transitions = { PFS = { PFS = "
                     "0.5 } } }"),
         "study.toml:11:76: error: design.graph.transitions.PFS.PFS passes a level on to itself; "
         "drop it"},
        {"id56_from_unknown",
         with_design(
             "graph = { weights = { PFS = 0.8, OS = 0.2 }, transitions = { SO = { PFS = 1 } } }"),
         "study.toml:11:60: error: design.graph.transitions names \"SO\", which is no endpoint; "
         "did you mean \"OS\"?"},
        {"id56_weight_of_undecided",
         with_design("graph = { weights = { PFS = 0.8, OS = 0.1, PFS2 = 0.1 } }"),
         "study.toml:11:51: error: design.graph.weights.PFS2 names \"PFS2\", which no endpoint "
         "decides; give it spending or levels_one_sided in [[endpoints]]"},
        {"id56_levels_follow_no_part",
         with_levels(
             "graph = { weights = { PFS = 0.5, OS = 0.5 }, transitions = { OS = { PFS = 1 } } }"),
         "study.toml:37:20: error: endpoints.PFS.levels_one_sided cannot follow design.graph, "
         "which may give PFS a part of the level, 0.5, only; use spending"},
        {"id56_level_beside_the_hierarchy", with_own_level("hierarchy = [\"PFS\", \"OS\"]"),
         "study.toml:38:19: error: endpoints.PFS.alpha_one_sided contradicts design.hierarchy, "
         "which gives its level; drop it"},
        {"id56_no_level_for_one", with_design("graph = { weights = { PFS = 1 } }"),
         "study.toml:11:9: error: design.graph gives \"OS\" no level, whatever is rejected; give "
         "it a weight, or pass one on to it"},
    };
}

INSTANTIATE_TEST_SUITE_P(Multiplicity, BadMultiplicity, testing::ValuesIn(bad_multiplicity()),
                         name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
