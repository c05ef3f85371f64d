// The identity of a computation with a copula, the disease model, crossover or responses.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "host/store/plan_hash.hpp"
#include "tests/support/second_randomisation_studies.hpp"
#include "trials/covariate_factor.hpp"
#include "trials/lower.hpp"

namespace vtrial::host::test {
namespace {

using trials::PlanTables;
using trials::Study;
using Changes = std::vector<std::function<void(PlanTables&)>>;

void expect_all_to_count(Study const& study, Changes const& changes) {
    std::set<std::string> hashes{plan_sha256(trials::lower(study).plan)};
    for (std::size_t i = 0; i < changes.size(); ++i) {
        PlanTables tables = trials::lower(study);
        changes[i](tables);
        EXPECT_TRUE(hashes.insert(plan_sha256(tables.plan)).second) << i;
    }
}

void nudge(float& value) { value = std::nextafter(value, 1e9f); }
void nudge(double& value) { value = std::nextafter(value, 1e300); }

TEST(PlanHash, EveryFieldOfACopulaCounts) {
    Study const study =
        examples::copula_study(trials::CopulaFamily::gumbel, 0.4, trials::CopulaOrder::natural);
    expect_all_to_count(
        study, {[](PlanTables& t) { t.plan.copula.family = kernels::CopulaFamily::gaussian; },
                [](PlanTables& t) { t.plan.copula.family = kernels::CopulaFamily::none; },
                [](PlanTables& t) { t.plan.copula.ends_are_ordered ^= 1; },
                [](PlanTables& t) { nudge(t.plan.copula.dependence); },
                [](PlanTables& t) { nudge(t.plan.copula.complement); }});
}

TEST(PlanHash, EveryPartOfTheDiseaseModelCounts) {
    Study study = examples::myeloma_study();
    study.factors = {
        trials::covariate_factor("age", trials::Covariate::age_years, {"<75", ">=75"}, {75.0})};
    expect_all_to_count(
        study, {[](PlanTables& t) { t.covariate_factors[0].covariate = kernels::Covariate::sex; },
                [](PlanTables& t) { ++t.covariate_factors[0].profiles_a_level; },
                [](PlanTables& t) { nudge(t.covariate_factors[0].cut[0]); },
                [](PlanTables& t) { t.plan.myeloma.size = 0; },
                [](PlanTables& t) { ++t.myeloma[0].cycles; },
                [](PlanTables& t) { nudge(t.myeloma[0].immunoglobulin_half_lives_per_cycle[2]); },
                [](PlanTables& t) { nudge(t.myeloma[0].covariates.marker[2].log2_median); },
                [](PlanTables& t) { nudge(t.myeloma[0].disease.prognosis.stage_2); },
                [](PlanTables& t) { nudge(t.myeloma[0].daratumumab.fast_kill.log2_sd); },
                [](PlanTables& t) { nudge(t.myeloma[0].immune_state.rapid.left_up); },
                [](PlanTables& t) { t.myeloma[0].regimen.dose_weeks[5] ^= 1; },
                [](PlanTables& t) { t.myeloma[0].regimen.has_backbone[700] ^= 1; },
                [](PlanTables& t) { ++t.myeloma[0].regimen.daratumumab_cycles[4]; },
                [](PlanTables& t) { nudge(t.myeloma[0].regimen.untreated_share[1]); },
                [](PlanTables& t) { nudge(t.myeloma[0].transplant[1].death_probability); },
                [](PlanTables& t) { ++t.myeloma[0].transplant[0].resistant_kill; },
                [](PlanTables& t) { ++t.myeloma[0].second_treatment.response_row; },
                [](PlanTables& t) { ++t.myeloma[0].second_treatment.cycle; },
                [](PlanTables& t) { t.myeloma[0].visits.marrow_is_taken_in_all ^= 1; },
                [](PlanTables& t) { nudge(t.myeloma[0].next_lines.further_line_share[1]); },
                [](PlanTables& t) { nudge(t.myeloma[0].mortality.log2_background_per_year[1]); },
                [](PlanTables& t) { nudge(t.myeloma[0].visits.marker[1].high_nadir); },
                [](PlanTables& t) { ++t.myeloma[0].visits.sustained_spans; },
                [](PlanTables& t) { nudge(t.myeloma[0].visits.sustained_days[3]); }});
}

TEST(PlanHash, EveryFieldOfItsResponsesCounts) {
    Study const study = examples::myeloma_study_with_responses();
    expect_all_to_count(study, {[](PlanTables& t) { t.plan.responses.has_duration ^= 1; },
                                [](PlanTables& t) { ++t.plan.responses.response[0].row; },
                                [](PlanTables& t) { t.plan.responses.response[0].latest_days = 9; },
                                [](PlanTables& t) { t.plan.estimand[0].by_other_response = 1; },
                                [](PlanTables& t) {
                                    t.plan.responses.response[0].kind =
                                        kernels::ResponseKind::sustained_negative;
                                },
                                [](PlanTables& t) { t.plan.estimand[0].by_response = 1; },
                                [](PlanTables& t) { t.plan.estimand[0].by_response = -1; },
                                [](PlanTables& t) { t.plan.estimand[1].by_response = 1; }});
}

TEST(PlanHash, EveryFieldOfCrossoverAndResponsesCounts) {
    Study study = examples::rich_study();
    study.crossover = {0.3, trials::CrossoverAt::next_line_start, {{"second_progression", 0.7}}};
    study.responses = {{"CR", 0.2, 0.3, 6.0, {}, 0.0}, {"MRD", 0.1, 0.2, 12.0, {}, 0.4}};
    expect_all_to_count(study,
                        {[](PlanTables& t) { nudge(t.plan.crossover.share); },
                         [](PlanTables& t) { t.plan.crossover.share = 0.0; },
                         [](PlanTables& t) { nudge(t.plan.crossover.inverse_hazard_ratio[6]); },
                         [](PlanTables& t) { --t.plan.responses.count; },
                         [](PlanTables& t) { ++t.plan.responses.response[1].assessed_day; },
                         [](PlanTables& t) { t.plan.responses.response[1].is_linked ^= 1; },
                         [](PlanTables& t) { nudge(t.plan.responses.response[1].own_weight); },
                         [](PlanTables& t) { nudge(t.plan.responses.response[1].time_weight); },
                         [](PlanTables& t) { t.plan.responses.response[1].margin = 0.1; },
                         [](PlanTables& t) { nudge(t.response_bounds.back()); }});
}

TEST(PlanHash, EveryFieldOfASecondRandomisationCounts) {
    Study study = examples::rich_study();
    study.endpoints = {trials::Endpoint{}};
    examples::randomise_again(study, 9.0, {{"progression", 0.5}});
    expect_all_to_count(
        study, {[](PlanTables& t) { t.plan.second_randomisation.is_planned = 0; },
                [](PlanTables& t) { ++t.plan.second_randomisation.day; },
                [](PlanTables& t) { nudge(t.plan.second_randomisation.consent_share); },
                [](PlanTables& t) { nudge(t.plan.second_randomisation.experimental_share); },
                [](PlanTables& t) { ++t.plan.second_randomisation.by_response; },
                [](PlanTables& t) { nudge(t.plan.second_randomisation.inverse_hazard_ratio[6]); },
                [](PlanTables& t) { nudge(t.hazard_before_second.back()); },
                [](PlanTables& t) { t.plan.estimand[1].randomisation = 0; },
                [](PlanTables& t) { t.plan.estimand[1].first_arm = 0; },
                [](PlanTables& t) { t.plan.estimand[1].first_arm = 1; }});
}

/// Both are left out where a study has none, so that one must not stand for the other.
TEST(PlanHash, ARuleIsNoSubgroup) {
    Study study = examples::biomarker_study();
    study.endpoints = {trials::Endpoint{}};
    expect_all_to_count(study, {[](PlanTables& t) { t.plan.estimand[0].subgroup = 0; },
                                [](PlanTables& t) { t.plan.estimand[0].subgroup = 1; },
                                [](PlanTables& t) { t.plan.estimand[0].rule = 1; },
                                [](PlanTables& t) {
                                    t.plan.estimand[0].rule = 1;
                                    t.plan.estimand[0].subgroup = 1;
                                }});
}

}  // namespace
}  // namespace vtrial::host::test
