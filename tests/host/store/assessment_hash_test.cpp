// The identity of a plan with assessments: every number of them counts.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "host/store/plan_hash.hpp"
#include "tests/support/example_studies.hpp"
#include "trials/lower.hpp"

namespace vtrial::host {
namespace {

trials::Study assessed_study() {
    trials::Study study = examples::simple_study(0.7);
    study.analyses = {examples::after_months("final", trials::Trigger::calendar, 60.0)};
    study.endpoints = {trials::Endpoint{}};
    study.endpoints.front().rules = {trials::CensoringRule::fda,
                                     trials::CensoringRule::treatment_policy};
    study.assessments =
        trials::Assessments{{{28, 12.0}, {56, std::nullopt}}, 0.05, 0.1, 0.02, 0.03};
    return study;
}

TEST(AssessmentHash, EveryFieldCounts) {
    using Plan = kernels::Plan&;
    using kernels::CensoringRule;
    std::vector<std::function<void(kernels::Plan&)>> const changes{
        [](Plan plan) { --plan.assessments.phases; },
        [](Plan plan) { ++plan.assessments.phase[1].visits_before; },
        [](Plan plan) { ++plan.assessments.phase[1].day_before; },
        [](Plan plan) { ++plan.assessments.phase[0].visits; },
        [](Plan plan) { ++plan.assessments.phase[1].every_days; },
        [](Plan plan) { plan.assessments.phase[1].visits_per_day *= 2.0f; },
        [](Plan plan) { ++plan.assessments.missed_of_65536[0]; },
        [](Plan plan) { ++plan.assessments.missed_of_65536[1]; },
        [](Plan plan) { plan.assessments.new_therapy_ticks_per_log2[0] *= 2.0f; },
        [](Plan plan) { plan.assessments.new_therapy_ticks_per_log2[1] *= 2.0f; },
        [](Plan plan) { plan.assessments.has_missed ^= 1; },
        [](Plan plan) { plan.assessments.has_new_therapy ^= 1; },
        [](Plan plan) { --plan.assessments.rules; },
        [](Plan plan) { plan.assessments.rule[0] = CensoringRule::treatment_policy; },
        [](Plan plan) { plan.assessments.rule[1] = CensoringRule::fda; },
        [](Plan plan) { plan.estimand[1].rule ^= 1; },
    };
    trials::PlanTables const tables = trials::lower(assessed_study());
    std::set<std::string> hashes{plan_sha256(tables.plan)};
    for (std::size_t i = 0; i < changes.size(); ++i) {
        kernels::Plan plan = tables.plan;
        changes[i](plan);
        EXPECT_TRUE(hashes.insert(plan_sha256(plan)).second) << i;
    }
}

TEST(AssessmentHash, AStudyWithoutThemIsAnother) {
    trials::Study study = assessed_study();
    std::string const with = plan_sha256(trials::lower(study).plan);
    study.assessments.reset();
    study.endpoints.front().rules.clear();
    EXPECT_NE(plan_sha256(trials::lower(study).plan), with);
}

}  // namespace
}  // namespace vtrial::host
