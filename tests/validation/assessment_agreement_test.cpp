// Visits and censoring rules of the kernels against the reference, which replays each patient's
// history visit by visit at every cut.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/kernels/launch/runs.hpp"
#include "tests/support/example_studies.hpp"
#include "tests/validation/assessed_looks.hpp"
#include "validation/reference/cut.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::test {
namespace {

using trials::CensoringRule;

struct Agreement {
    std::int64_t compared = 0;
    std::int64_t differ = 0;
    std::int64_t censored_by_fda_alone = 0;
};

void compare_cut(std::vector<reference::PatientHistory> const& histories, std::int32_t day,
                 kernels::Patients const& patients, AssessedTrials& simulation,
                 Agreement& agreement) {
    std::vector<bool> events_by_fda;
    for (int k = 0; k < 2; ++k) {
        std::int32_t const* const known = simulation.follow_until(day, k);
        for (std::int32_t i = 0; i < patients.count; ++i) {
            std::int32_t const followed_days = day - patients.entry_day[i];
            auto const standing =
                reference::pfs_standing(histories[static_cast<std::size_t>(i)],
                                        both_rules[static_cast<std::size_t>(k)], followed_days);
            std::int32_t const expected =
                followed_days < 0 ? -1 : 2 * standing.day + (standing.event ? 1 : 0);
            agreement.compared += 1;
            agreement.differ += known[i] == expected ? 0 : 1;
            if (k == 0) {
                events_by_fda.push_back(standing.event);
            } else if (standing.event && !events_by_fda[static_cast<std::size_t>(i)]) {
                agreement.censored_by_fda_alone += 1;
            }
        }
    }
}

void expect_agreement(trials::Study const& base, trials::Assessments const& assessments,
                      std::uint64_t replicates) {
    trials::Study const study = with_rules(base, assessments);
    AssessedTrials simulation(study);
    AssessedTrials seen_by_all(base);
    Agreement agreement;
    replicates = std::max<std::uint64_t>(2, replicates / part_of_assessed_replicates);
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        auto const histories = histories_of(study, seen_by_all.simulate(replicate), replicate);
        kernels::Patients const& patients = simulation.simulate(replicate);
        for (double const month : {3.0, 11.0, 25.0, 48.0, 77.0, 120.0}) {
            compare_cut(histories, trials::last_calendar_day(month), patients, simulation,
                        agreement);
        }
    }
    // The day of a new therapy is a float's in the kernels: another one for some in a million,
    // where midnight is between the two. Nothing else is rounded.
    bool const has_new_therapy = assessments.control_new_therapy_per_year > 0.0 ||
                                 assessments.experimental_new_therapy_per_year > 0.0;
    std::int64_t const excused = has_new_therapy ? agreement.compared / 100000 : 0;
    EXPECT_LE(agreement.differ, excused) << "of " << agreement.compared;
    bool const rules_differ = has_new_therapy || assessments.control_missed_share > 0.0;
    EXPECT_EQ(agreement.censored_by_fda_alone > 0, rules_differ);
    testing::Test::RecordProperty("differ", std::to_string(agreement.differ));
}

TEST(AssessmentAgreement, WhereNoVisitIsMissed) {
    expect_agreement(examples::rich_study(), {{{28, std::nullopt}}, 0.0, 0.0, 0.0, 0.0}, 100);
}

TEST(AssessmentAgreement, WherePatientsStartNewTherapies) {
    expect_agreement(examples::rich_study(), {{{28, std::nullopt}}, 0.0, 0.0, 0.15, 0.05}, 100);
}

TEST(AssessmentAgreement, WhereVisitsAreMissedByArm) {
    expect_agreement(examples::rich_study(),
                     {{{28, 12.0}, {56, 36.0}, {84, std::nullopt}}, 0.1, 0.02, 0.0, 0.0}, 100);
}

TEST(AssessmentAgreement, WhereMostVisitsAreMissed) {
    expect_agreement(examples::simple_study(0.6), {{{7, std::nullopt}}, 0.9, 0.7, 0.02, 0.1}, 60);
}

trials::Study disease_dated_by_own_visits() {
    trials::Study study = examples::myeloma_study();
    study.myeloma->assessment.visits.phase_width_cycles = 0.0;
    return study;
}

TEST(AssessmentAgreement, OfTheDiseaseModel) {
    expect_agreement(disease_dated_by_own_visits(),
                     {{{28, 24.0}, {56, std::nullopt}}, 0.1, 0.05, 0.1, 0.05}, 20);
}

TEST(AssessmentAgreement, OfTheReferenceWithItself) {
    trials::Study const study =
        with_rules(examples::rich_study(), {{{28, std::nullopt}}, 0.1, 0.1, 0.1, 0.1});
    auto const trial = reference::simulate(study, 3);
    constexpr int day = 2600;
    auto const data = reference::pfs_at_cut(trial, CensoringRule::fda, day);
    ASSERT_EQ(data.size(), trial.patients.size());
    for (std::size_t i = 0; i < data.size(); ++i) {
        reference::FollowUp const& follow_up =
            trial.patients[i].follow_up_of(trials::EndpointKind::PFS);
        int const event_day = trial.patients[i].entry_day + follow_up.leave_day;
        EXPECT_EQ(data[i].event, follow_up.event && event_day <= day);
        if (data[i].event) {
            EXPECT_EQ(data[i].time, follow_up.leave_day);
        }
    }
}

TEST(AssessmentAgreement, OfEveryLookUnderBothRules) {
    for (auto const& rules : {std::vector{CensoringRule::fda, CensoringRule::treatment_policy},
                              std::vector{CensoringRule::treatment_policy, CensoringRule::fda}}) {
        trials::Study study = kernels::test::with_looks(examples::rich_study());
        study.assessments = {{{28, 12.0}, {56, std::nullopt}}, 0.1, 0.15, 0.0, 0.0};
        study.endpoints.front().rules = rules;
        ASSERT_EQ(study.endpoints.front().kind, trials::EndpointKind::PFS);
        ASSERT_EQ(trials::estimands_of(study).size(), 4u);
        expect_same_looks(study, std::max<std::uint64_t>(2, 100 / part_of_assessed_replicates));
    }
}

TEST(AssessmentAgreement, OfEveryLookOfTheDiseaseModel) {
    trials::Study study = kernels::test::with_looks(disease_dated_by_own_visits());
    study.assessments = {{{28, 24.0}, {56, std::nullopt}}, 0.1, 0.15, 0.0, 0.0};
    study.endpoints.front().rules = {both_rules.begin(), both_rules.end()};
    study.endpoints.push_back(examples::decided_by_logrank(trials::EndpointKind::TTNT));
    expect_same_looks(study, std::max<std::uint64_t>(2, 40 / part_of_assessed_replicates));
}

/// A subgroup's rules stand in another order than those of all patients.
TEST(AssessmentAgreement, OfSubgroupsUnderRulesOfTheirOwn) {
    trials::Study study = kernels::test::with_looks(examples::biomarker_study());
    study.assessments = {{{28, 12.0}, {56, std::nullopt}}, 0.1, 0.15, 0.0, 0.0};
    study.endpoints.front().rules = {CensoringRule::treatment_policy, CensoringRule::fda};
    for (trials::Subgroup const& subgroup : study.subgroups) {
        trials::Endpoint endpoint = study.endpoints.front();
        endpoint.population = subgroup.name;
        endpoint.rules = {CensoringRule::fda};
        study.endpoints.push_back(endpoint);
    }
    study.endpoints.back().rules.push_back(CensoringRule::treatment_policy);
    ASSERT_EQ(trials::estimands_of(study).size(), 7u);
    expect_same_looks(study, std::max<std::uint64_t>(2, 60 / part_of_assessed_replicates));
}

}  // namespace
}  // namespace vtrial::test
