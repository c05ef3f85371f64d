// Visits and censoring rules of the kernels against the reference, which replays each patient's
// history visit by visit at every cut.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/kernels/launch/runs.hpp"
#include "tests/support/second_randomisation_studies.hpp"
#include "tests/validation/assessed_simulation.hpp"
#include "tests/validation/compare_patients.hpp"
#include "trials/estimands.hpp"
#include "validation/reference/assess.hpp"
#include "validation/reference/cut.hpp"
#include "validation/reference/simulate.hpp"
#include "validation/reference/survival_tests.hpp"

namespace vtrial::test {
namespace {

using trials::CensoringRule;

#ifdef VTRIAL_SMALL_TESTS
constexpr std::uint64_t part_of_replicates = 20;
#else
constexpr std::uint64_t part_of_replicates = 1;
#endif

/// The histories of a replicate's patients, in the whole days that the kernels have given them.
std::vector<reference::PatientHistory> histories_of(trials::Study const& study,
                                                    kernels::Patients const& seen_by_all,
                                                    std::uint64_t replicate) {
    std::vector<reference::PatientHistory> histories;
    auto const last_day = static_cast<int>(study.maximum_months * trials::days_per_month);
    for (std::int32_t i = 0; i < seen_by_all.count; ++i) {
        std::int32_t const pfs = seen_by_all.observed[0][i];
        std::int32_t const os = seen_by_all.observed[2][i];
        auto const who = static_cast<std::uint32_t>(i);
        reference::PatientHistory history;
        history.progression = pfs % 2 == 1 ? pfs / 2 : reference::never_day;
        (os % 2 == 1 ? history.death : history.dropout) = os / 2;
        double const new_therapy =
            reference::new_therapy_days(study, replicate, who, seen_by_all.arm[i]);
        history.new_therapy = static_cast<int>(std::ceil(new_therapy));
        history.visits =
            reference::planned_visits(study, replicate, who, seen_by_all.arm[i], last_day);
        histories.push_back(std::move(history));
    }
    return histories;
}

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
    replicates = std::max<std::uint64_t>(2, replicates / part_of_replicates);
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

/// The kernels' patients with the histories that the reference replays.
reference::ReferenceTrial trial_with(kernels::Plan const& plan, kernels::Patients const& patients,
                                     std::vector<reference::PatientHistory> const& histories) {
    reference::ReferenceTrial trial = trial_of(plan, patients);
    for (std::size_t i = 0; i < histories.size(); ++i) {
        trial.patients[i].history = histories[i];
    }
    return trial;
}

void expect_same_analysis(std::vector<reference::Observation> const& data,
                          kernels::EstimandOutcome const& outcome) {
    // kernels add floats, the reference doubles
    constexpr double same_statistic = 1e-6;
    for (int arm = 0; arm < 2; ++arm) {
        auto const events = std::count_if(data.begin(), data.end(),
                                          [=](auto const& o) { return o.event && o.arm == arm; });
        auto const median = reference::kaplan_meier(data, arm).median();
        EXPECT_EQ(outcome.events[arm], events);
        EXPECT_EQ(outcome.twice_median_days[arm], median ? 2.0 * *median : -1.0);
    }
    for (int kind = 0; kind < 2; ++kind) {
        auto const stratification = static_cast<reference::Stratification>(kind);
        EXPECT_NEAR(outcome.test[kind].z, reference::logrank(data, stratification).z,
                    same_statistic);
        EXPECT_NEAR(outcome.test[kind].log_hr,
                    reference::cox_efron(data, stratification).log_hazard_ratio, same_statistic);
    }
}

/// What is known of an estimand at a cut by the histories of its patients.
std::vector<reference::Observation> data_of(trials::Study const& study,
                                            trials::Estimand const& estimand,
                                            reference::ReferenceTrial const& trial, int day) {
    trials::Endpoint const& endpoint = study.endpoints[estimand.endpoint];
    auto const members = reference::patients_in(study, endpoint.population, trial);
    if (endpoint.is_from_second()) {
        return estimand.rule ? reference::pfs_from_second_at_cut(members, *estimand.rule, day)
                             : reference::data_from_second(members, endpoint.kind, day);
    }
    return estimand.rule ? reference::pfs_at_cut(members, *estimand.rule, day)
                         : reference::data_at_cut(members, endpoint.kind, day);
}

/// Every estimand of a study at every look, replicate by replicate.
void expect_same_looks(trials::Study const& study, std::uint64_t replicates) {
    trials::Study base = study;
    base.assessments.reset();
    AssessedTrials seen_by_all(base);
    kernels::test::RunRecord run(study, false);
    auto const estimands = trials::estimands_of(study);
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        auto const histories = histories_of(study, seen_by_all.simulate(replicate), replicate);
        run.outcomes.clear();
        run.add(kernels::best_instruction_level(), {replicate, 1});
        auto const trial = trial_with(run.tables.plan, run.workspace.scratch.patients, histories);
        auto const cuts = reference::cuts(study, trial);
        for (std::size_t look = 0; look < study.analyses.size(); ++look) {
            kernels::LookOutcome const& outcome = run.outcomes.front().look[look];
            ASSERT_EQ(outcome.day, cuts[look].day);
            for (std::size_t k = 0; k < estimands.size(); ++k) {
                expect_same_analysis(data_of(study, estimands[k], trial, cuts[look].day),
                                     outcome.estimand[k]);
            }
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
        expect_same_looks(study, std::max<std::uint64_t>(2, 100 / part_of_replicates));
    }
}

TEST(AssessmentAgreement, OfEveryLookOfTheDiseaseModel) {
    trials::Study study = kernels::test::with_looks(disease_dated_by_own_visits());
    study.assessments = {{{28, 24.0}, {56, std::nullopt}}, 0.1, 0.15, 0.0, 0.0};
    study.endpoints.front().rules = {both_rules.begin(), both_rules.end()};
    study.endpoints.push_back(examples::decided_by_logrank(trials::EndpointKind::TTNT));
    expect_same_looks(study, std::max<std::uint64_t>(2, 40 / part_of_replicates));
}

/// Who is randomised again is who has not progressed, seen or not, and PFS from then on is dated by
/// the same visits: of the kernels as of the reference, which draws and follows by itself.
void expect_same_second_randomisation(trials::Study const& study, std::uint64_t replicates) {
    AssessedTrials simulation(study);
    std::int64_t randomised_again = 0;
    std::int64_t dated_before = 0;
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        kernels::Patients const& patients = simulation.simulate(replicate);
        auto const trial = reference::simulate(study, replicate);
        for (std::int32_t i = 0; i < patients.count; ++i) {
            auto const& expected = trial.patients[static_cast<std::size_t>(i)];
            ASSERT_EQ(patients.second_day[i], expected.second_day) << replicate << " " << i;
            if (expected.second_day < 0) continue;
            EXPECT_EQ(patients.second_planned[i], expected.second_arm) << replicate << " " << i;
            ++randomised_again;
            dated_before += expected.follow_up[0].leave_day < expected.second_day ? 1 : 0;
        }
    }
    EXPECT_GT(randomised_again, 0);
    EXPECT_GT(dated_before, 0);  // censored by the rule at a visit before
}

TEST(AssessmentAgreement, OfASecondRandomisation) {
    for (auto const& rules : {std::vector{CensoringRule::fda, CensoringRule::treatment_policy},
                              std::vector{CensoringRule::treatment_policy, CensoringRule::fda}}) {
        trials::Study study = kernels::test::with_looks(examples::rich_study());
        study.assessments = {{{28, 12.0}, {56, std::nullopt}}, 0.1, 0.15, 0.0, 0.0};
        examples::randomise_again(study, 8.3, {{"progression", 0.5}});
        for (trials::Endpoint& endpoint : study.endpoints) {
            if (endpoint.kind == trials::EndpointKind::PFS) {
                endpoint.rules = rules;
            }
        }
        // three of PFS under two rules each, and two of OS and PFS2
        ASSERT_GE(trials::estimands_of(study).size(), 8u);
        expect_same_second_randomisation(study,
                                         std::max<std::uint64_t>(2, 20 / part_of_replicates));
        expect_same_looks(study, std::max<std::uint64_t>(2, 60 / part_of_replicates));
    }
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
    expect_same_looks(study, std::max<std::uint64_t>(2, 60 / part_of_replicates));
}

}  // namespace
}  // namespace vtrial::test
