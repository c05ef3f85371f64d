// Biomarkers, screening and subgroups that are refused, with their places.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

class BadPopulation : public testing::TestWithParam<BadInput> {};

TEST_P(BadPopulation, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

/// A stratification factor in lines 28 to 31 and a biomarker in lines 32 to 35; more follows.
std::string with_population(std::string const& more, std::string const& name = "del17p",
                            std::string const& prevalences = "[0.85, 0.15]") {
    return with_line(28,
                     "[[strata]]\nname = \"ISS\"\nlevels = [\"I\", \"II\", \"III\"]\n"
                     "prevalences = [0.3, 0.4, 0.3]\n[[biomarkers]]\nname = \"" +
                         name + "\"\nlevels = [\"no\", \"yes\"]\nprevalences = " + prevalences +
                         "\n" + more);
}

std::string with_screening(std::string const& key) {
    return with_population("[screening]\n" + key);
}

std::string with_subgroup(std::string const& where) {
    return with_population("[[subgroups]]\nname = \"high\"\nwhere = " + where);
}

/// An endpoint with more keys, in line 46 and the next, and a subgroup.
std::string with_endpoint(std::string const& keys) {
    std::string const study = with_line(35, "name = \"PFS\"\n" + keys);
    return with_line(28,
                     "[[biomarkers]]\nname = \"del17p\"\nlevels = [\"no\", \"yes\"]\n"
                     "prevalences = [0.8, 0.2]\n[[subgroups]]\nname = \"high\"\n"
                     "where = { del17p = [\"yes\"] }",
                     study);
}

std::vector<BadInput> bad_populations() {
    return {
        {"misspelt_population", with_endpoint("population = \"hihg\""),
         "study.toml:42:14: error: endpoints.PFS in hihg.population names no subgroup, got "
         "\"hihg\"; did you mean \"high\"?"},
        {"no_such_subgroup", with_endpoint("subgroups = [\"high\", \"cytogenetics\"]"),
         "study.toml:42:13: error: endpoints.PFS.subgroups names no subgroup, got "
         "\"cytogenetics\""},
        {"population_and_subgroups", with_endpoint("population = \"high\"\nsubgroups = [\"high\"]"),
         "study.toml:43:13: error: endpoints.PFS in high.subgroups contradicts population; keep "
         "one of them"},
        {"twice", with_endpoint("subgroups = [\"high\", \"high\"]"),
         "study.toml:42:13: error: endpoints.PFS.subgroups must differ, got \"high\" twice"},
    };
}

std::vector<BadInput> bad_biomarkers() {
    return {
        {"prevalences_sum", with_population("", "del17p", "[0.85, 0.2]"),
         "study.toml:35:15: error: biomarkers.del17p.prevalences must sum to 1, but [0.85, 0.2] "
         "sum to 1.05"},
        {"name_of_a_factor", with_population("", "ISS"),
         "study.toml:33:8: error: biomarkers.ISS.name must not be that of a stratification "
         "factor, got \"ISS\"; drop it here or in [[strata]]"},
        {"too_many_combinations",
         with_population("[[biomarkers]]\nname = \"b\"\nlevels = [\"1\",\"2\",\"3\",\"4\",\"5\","
                         "\"6\",\"7\"]\nprevalences = [1,0,0,0,0,0,0]\n[[biomarkers]]\nname = "
                         "\"c\"\nlevels = [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\"]\n"
                         "prevalences = [1,0,0,0,0,0,0]"),
         "study.toml:32:1: error: biomarkers have 294 combinations of levels, those of the strata "
         "included, at most 256 are allowed; drop a biomarker or merge levels"},
        {"unknown_key", with_population("prevalence = 1"),
         "study.toml:36:1: error: unknown key \"prevalence\" in biomarkers.del17p; did you mean "
         "\"prevalences\"?"},
    };
}

std::vector<BadInput> bad_screenings() {
    return {
        {"negative_days", with_screening("days = -1"),
         "study.toml:37:8: error: screening.days must be 0 ... 365, got -1"},
        {"all_fail", with_screening("failure_share = 1"),
         "study.toml:37:17: error: screening.failure_share must be at least 0 and below 1, got 1"},
        {"share_in_percent", with_screening("failure_share = 20"),
         "study.toml:37:17: error: screening.failure_share must be at least 0 and below 1, got "
         "20"},
        {"nobody_is_eligible",
         with_population("[screening]\neligible = { del17p = [\"yes\"] }", "del17p", "[1, 0]"),
         "study.toml:37:12: error: screening.eligible leaves nobody: these levels have prevalence "
         "0"},
        {"misspelt_factor", with_screening("eligible = { del17 = [\"yes\"] }"),
         "study.toml:37:22: error: screening.eligible.del17 names no factor; did you mean "
         "\"del17p\"?"},
        {"no_such_factor", with_screening("eligible = { cytogenetics = [\"yes\"] }"),
         "study.toml:37:29: error: screening.eligible.cytogenetics names no factor; there are "
         "\"ISS\", \"del17p\""},
        {"not_a_list", with_screening("eligible = { del17p = \"yes\" }"),
         "study.toml:37:23: error: screening.eligible.del17p must be a list of texts, got "
         "\"yes\""},
    };
}

std::vector<BadInput> bad_subgroups() {
    return {
        {"misspelt_level", with_subgroup("{ del17p = [\"yess\"] }"),
         "study.toml:38:20: error: subgroups.high.where.del17p names no level, got \"yess\"; did "
         "you mean \"yes\"?"},
        {"no_such_level", with_subgroup("{ ISS = [\"unknown\"] }"),
         "study.toml:38:17: error: subgroups.high.where.ISS names no level, got \"unknown\"; "
         "there are \"I\", \"II\", \"III\""},
        {"without_patients",
         with_population("[[subgroups]]\nname = \"high\"\nwhere = { del17p = [\"yes\"] }\n"
                         "[screening]\neligible = { del17p = [\"no\"] }"),
         "study.toml:38:9: error: subgroups.high.where leaves the subgroup without patients: "
         "these levels have prevalence 0 or are not eligible"},
        {"without_where", with_population("[[subgroups]]\nname = \"high\""),
         "study.toml:36:1: error: subgroups.high.where is missing"},
    };
}

INSTANTIATE_TEST_SUITE_P(Populations, BadPopulation, testing::ValuesIn(bad_populations()),
                         name_of_bad_input);
INSTANTIATE_TEST_SUITE_P(Biomarkers, BadPopulation, testing::ValuesIn(bad_biomarkers()),
                         name_of_bad_input);
INSTANTIATE_TEST_SUITE_P(Screening, BadPopulation, testing::ValuesIn(bad_screenings()),
                         name_of_bad_input);
INSTANTIATE_TEST_SUITE_P(Subgroups, BadPopulation, testing::ValuesIn(bad_subgroups()),
                         name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
