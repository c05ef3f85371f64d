// The identity of a computation: everything that a replicate reads is part of it, nothing else is.
#include "host/store/plan_hash.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "tests/support/example_studies.hpp"
#include "trials/lower.hpp"

namespace vtrial::host::test {
namespace {

using examples::simple_study;
using trials::PlanTables;
using trials::Study;

/// Everything a study can state.
Study full_study() {
    Study study = examples::rich_study();
    trials::Analysis interim = examples::after_events("interim", trials::EndpointKind::PFS, 200);
    interim.at_latest_months = 60.0;
    interim.checkpoints = {{50.0, trials::EndpointKind::PFS, 150, 65.0}};
    study.analyses = {interim, examples::after_months("final", trials::Trigger::calendar, 72.0)};
    study.endpoints = {examples::decided_by_stratified_logrank(
                           trials::EndpointKind::PFS, {{"interim", 0.005}, {"final", 0.024}}),
                       examples::decided_by_logrank(trials::EndpointKind::OS)};
    study.endpoints[1].further_tests.push_back({trials::TestKind::rmst, false, 0.0, 0.0, 24.0, {}});
    return study;
}

std::string hash_of(Study const& study) { return plan_sha256(trials::lower(study).plan); }

TEST(PlanHash, IsThatOfTheNumbers) {
    EXPECT_EQ(hash_of(simple_study(0.7)), hash_of(simple_study(0.7)));
    EXPECT_EQ(hash_of(full_study()), hash_of(full_study()));
    Study renamed = full_study();
    renamed.title = "another title";
    renamed.arms[0].label = "another label";
    EXPECT_EQ(hash_of(renamed), hash_of(full_study()));
}

// Made by this program. Where it changes, stored blocks of older programs are no longer used: then
// CHANGELOG.md says why.
TEST(PlanHash, DoesNotChangeUnnoticed) {
    EXPECT_EQ(hash_of(simple_study(0.7)),
              "5f3818673618beaea58d6655511b4e0a488a1e857908b3535c5ccba9f8b3ca5f");
    EXPECT_EQ(hash_of(full_study()),
              "38d9909677ecd4c4778ebf7c831affe634900565710e4c1b9f8e7b3189a1656b");
}

TEST(PlanHash, EveryAssumptionCounts) {
    std::vector<std::function<void(Study&)>> const changes{
        [](Study& study) { study.seed += std::uint64_t{1} << 63; },
        [](Study& study) { study.patients += 1; },
        [](Study& study) { study.block_size *= 2; },
        [](Study& study) { study.arms[1].ratio = 1; },
        [](Study& study) {
            study.factors[0].prevalences = {0.31, 0.39, 0.3};
        },
        [](Study& study) { study.accrual.patients_per_month[2] += 1e-9; },
        [](Study& study) { study.accrual.starts_months[1] += 0.001; },
        [](Study& study) { study.dropout.experimental_per_year += 1e-4; },
        [](Study& study) { study.model.frailty_sd += 1e-6; },
        [](Study& study) { *study.model.transitions[0].control.median_months += 0.001; },
        [](Study& study) { study.model.transitions[1].control.rates_per_month[2] += 1e-5; },
        [](Study& study) { study.model.transitions[0].control.cured_share += 1e-3; },
        [](Study& study) { study.model.transitions[0].effect.delay_months += 0.1; },
        [](Study& study) { study.model.transitions[0].effect.hazard_ratio += 1e-4; },
        [](Study& study) { study.analyses[0].triggers[0].events += 1; },
        [](Study& study) { study.analyses[0].triggers[0].events_of = trials::EndpointKind::OS; },
        [](Study& study) { *study.analyses[0].at_latest_months += 1.0; },
        [](Study& study) { study.analyses[1].triggers[0].months += 1.0; },
        [](Study& study) { study.analyses.pop_back(); },
        [](Study& study) { study.analyses[1].minimum_gap_months = 3.0; },
        [](Study& study) { study.analyses[1].cleaning_days = 30; },
        [](Study& study) { study.analyses[0].when_not_reached = trials::NotReached::no_test; },
        [](Study& study) { study.analyses[0].checkpoints[0].fewer_than_events += 1; },
        [](Study& study) { study.endpoints[1].further_tests[0].months += 1.0; },
        [](Study& study) { study.endpoints[0].levels_one_sided["final"] += 1e-6; },
        [](Study& study) { study.endpoints[0].deciding_test.stratified = false; },
        [](Study& study) { study.alpha_one_sided += 1e-6; },
        [](Study& study) { study.maximum_months -= 1.0; },
        [](Study& study) {
            study.screening = {0.0, 0.1, {}};
        },
        [](Study& study) { study.screening.days = 1.0; },
        [](Study& study) {
            study.biomarkers = {{"marker", {"no", "yes"}, {0.9, 0.1}}};
        },
        [](Study& study) {
            study.subgroups = {{"high", {{"risk", {"high"}}}}};
            study.endpoints[1].population = "high";
        },
        [](Study& study) {
            study.subgroups = {{"high", {{"risk", {"standard"}}}}};
            study.endpoints[1].population = "high";
        },
    };
    std::set<std::string> hashes{hash_of(full_study())};
    for (std::size_t i = 0; i < changes.size(); ++i) {
        Study study = full_study();
        changes[i](study);
        EXPECT_TRUE(hashes.insert(hash_of(study)).second) << i;
    }
}

/// The smallest change of a number.
void nudge(float& value) { value = std::nextafter(value, 1e9f); }
void nudge(double& value) { value = std::nextafter(value, 1e300); }

TEST(PlanHash, EveryFieldCounts) {
    using Tables = PlanTables&;
    std::vector<std::function<void(PlanTables&)>> const changes{
        [](Tables t) { ++t.plan.seed; },
        [](Tables t) { ++t.plan.patients; },
        [](Tables t) { ++t.plan.strata; },
        [](Tables t) { ++t.plan.block_places; },
        [](Tables t) { ++t.plan.block_experimental; },
        [](Tables t) { ++t.plan.last_day; },
        [](Tables t) { nudge(t.plan.frailty_log2_sd); },
        [](Tables t) { nudge(t.plan.dropout_ticks_per_log2[0]); },
        [](Tables t) { nudge(t.plan.dropout_ticks_per_log2[1]); },
        [](Tables t) { t.plan.transitions[6].form = kernels::HazardForm::piecewise; },
        [](Tables t) { ++t.plan.transitions[6].most_pieces; },
        [](Tables t) { ++t.plan.transitions[6].has_shape; },
        [](Tables t) { ++t.plan.transitions[6].has_frailty; },
        [](Tables t) { ++t.plan.transitions[6].has_cure; },
        [](Tables t) { --t.plan.transitions[6].cells.size; },
        [](Tables t) { nudge(t.cells[6].back().ticks_per_log2); },
        [](Tables t) { nudge(t.cells[6].back().hazard_per_log2); },
        [](Tables t) { nudge(t.cells[6].back().inverse_shape); },
        [](Tables t) { nudge(t.cells[6].back().log2_scale_ticks); },
        [](Tables t) { ++t.cells[6].back().first_piece; },
        [](Tables t) { ++t.cells[6].back().piece_count; },
        [](Tables t) { nudge(t.cells[6].back().cured_share); },
        [](Tables t) { --t.plan.looks; },
        [](Tables t) { ++t.plan.look[0].triggers; },
        [](Tables t) { t.plan.look[0].trigger[0].kind = kernels::Trigger::minimum_follow_up; },
        [](Tables t) { t.plan.look[0].trigger[0].events_of = kernels::Endpoint::PFS2; },
        [](Tables t) { ++t.plan.look[0].trigger[0].events; },
        [](Tables t) { ++t.plan.look[0].trigger[0].day; },
        [](Tables t) { ++t.plan.look[0].waits_for_all; },
        [](Tables t) { ++t.plan.look[0].least_days_after_before; },
        [](Tables t) { --t.plan.look[0].at_latest_day; },
        [](Tables t) { ++t.plan.look[0].checkpoints; },
        [](Tables t) { ++t.plan.look[0].checkpoint[0].day; },
        [](Tables t) { t.plan.look[0].checkpoint[0].events_of = kernels::Endpoint::OS; },
        [](Tables t) { ++t.plan.look[0].checkpoint[0].fewer_than_events; },
        [](Tables t) { ++t.plan.look[0].checkpoint[0].then_at_latest_day; },
        [](Tables t) { t.plan.look[0].tests_if_not_reached ^= 1; },
        [](Tables t) { ++t.plan.look[0].cleaning_days; },
        [](Tables t) { ++t.plan.look[0].analyses_cleaning; },
        [](Tables t) { --t.plan.estimands; },
        [](Tables t) { t.plan.estimand[1].endpoint = kernels::Endpoint::PFS2; },
        [](Tables t) { t.plan.estimand[1].has_true_log_hr ^= 1; },
        [](Tables t) { nudge(t.plan.estimand[1].true_log_hr); },
        [](Tables t) { --t.plan.estimand[1].further_tests; },
        [](Tables t) { t.plan.estimand[1].further[0].kind = kernels::TestKind::milestone; },
        [](Tables t) { ++t.plan.estimand[1].further[0].stratified; },
        [](Tables t) { nudge(t.plan.estimand[1].further[0].rho); },
        [](Tables t) { nudge(t.plan.estimand[1].further[0].gamma); },
        [](Tables t) { ++t.plan.estimand[1].further[0].day; },
        [](Tables t) { nudge(t.plan.estimand[1].further[0].margin); },
        [](Tables t) { --t.plan.hypotheses; },
        [](Tables t) { ++t.plan.hypothesis[0].estimand; },
        [](Tables t) { ++t.plan.hypothesis[0].response; },
        [](Tables t) { ++t.plan.hypothesis[0].test; },
        [](Tables t) { t.plan.hypothesis[0].tested[0] ^= 1; },
        [](Tables t) { ++t.plan.hypothesis[0].first_table[1]; },
        [](Tables t) { t.bound_tables[0].ignores_events ^= 1; },
        [](Tables t) { ++t.bound_tables[0].first_before; },
        [](Tables t) { ++t.bound_tables[0].before_count; },
        [](Tables t) { ++t.bound_tables[0].first_new; },
        [](Tables t) { ++t.bound_tables[0].new_count; },
        [](Tables t) { ++t.bound_tables[0].first_efficacy; },
        [](Tables t) { ++t.bound_tables[0].first_futility; },
        [](Tables t) { ++t.bound_events[0]; },
        [](Tables t) { nudge(t.bounds[0]); },
        [](Tables t) { nudge(t.plan.nominal_bound); },
        [](Tables t) { ++t.profile_thresholds.back(); },
        [](Tables t) { nudge(t.accrual.back().first_patient); },
        [](Tables t) { nudge(t.accrual.back().start_day); },
        [](Tables t) { nudge(t.accrual.back().days_per_patient); },
        [](Tables t) { nudge(t.pieces.back().cumulative_hazard); },
        [](Tables t) { nudge(t.pieces.back().start); },
        [](Tables t) { nudge(t.pieces.back().inverse_rate); },
        [](Tables t) { ++t.log_of_count.back(); },
        [](Tables t) { ++t.curve_days.back(); },
        [](Tables t) { --t.plan.curve_days.size; },
    };
    std::set<std::string> hashes{hash_of(full_study())};
    for (std::size_t i = 0; i < changes.size(); ++i) {
        PlanTables tables = trials::lower(full_study());
        changes[i](tables);
        EXPECT_TRUE(hashes.insert(plan_sha256(tables.plan)).second) << i;
    }
}

TEST(PlanHash, LooksBeyondTheLastDoNotCount) {
    PlanTables tables = trials::lower(full_study());
    auto const beyond = static_cast<std::size_t>(tables.plan.looks);
    ASSERT_LT(beyond, std::size_t{kernels::most_looks});
    std::string const before = plan_sha256(tables.plan);
    tables.plan.look[beyond].at_latest_day = 77;
    tables.plan.hypothesis[0].tested[beyond] = 1;
    EXPECT_EQ(plan_sha256(tables.plan), before);
}

}  // namespace
}  // namespace vtrial::host::test
