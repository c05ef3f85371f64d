// What data cuts know of adverse events and quality of life: replicates of the kernels against
// patients counted one by one from the reference's courses on the same draws.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/kernels/launch/runs.hpp"
#include "trials/covariate_factor.hpp"
#include "trials/lower_safety.hpp"
#include "trials/myeloma/pollux.hpp"
#include "trials/validate.hpp"
#include "validation/reference/myeloma/course.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::test {
namespace {

using reference::myeloma::Course;
using trials::SafetyEvent;

constexpr std::uint64_t replicates = 4;

struct FollowedPatient {
    reference::ReferencePatient patient;
    Course course;

    bool is_seen_by(int last_day, double months) const {
        double const days = std::floor(months * trials::days_per_month + 0.01);
        return days <= patient.dropout_days && patient.entry_day + days <= last_day;
    }
    /// Of some cycles those that are over by then.
    int seen_cycles(int last_day, std::vector<int> const& cycles) const {
        int seen = 0;
        for (int const cycle : cycles) {
            double const days = (cycle + 1) * trials::days_per_cycle;
            seen += days <= patient.dropout_days && patient.entry_day + days <= last_day ? 1 : 0;
        }
        return seen;
    }
};

trials::Study study_of_safety() {
    trials::Study study = examples::myeloma_study();
    study.myeloma = trials::pollux();
    study.patients = 400;
    study.dropout = {0.05, 0.10};
    study.maximum_months = 70.0;
    study.biomarkers = {
        {"frailty", {"no", "yes"}, trials::undrawn_prevalences(2), trials::Covariate::frailty, {}}};
    study.subgroups = {{"frail", {{"frailty", {"yes"}}}}};
    study.safety = {
        {.name = "neutropenia", .event = SafetyEvent::neutropenia_grade_3},
        {.name = "neutropenia", .event = SafetyEvent::neutropenia_grade_3, .population = "frail"},
        {.name = "infusion reaction", .event = SafetyEvent::infusion_reaction},
        {.name = "infection", .event = SafetyEvent::infection_grade_3},
        {.name = "toxicity", .event = SafetyEvent::stopped_for_toxicity}};
    study.quality_of_life = {.months = {3.0, 12.0, 30.0}};
    using trials::Trigger;
    study.analyses = {examples::after_months("early", Trigger::calendar, 14.0),
                      examples::after_months("late", Trigger::calendar, 60.0)};
    study.endpoints = {examples::decided_by_logrank(trials::EndpointKind::PFS)};
    return study;
}

std::vector<FollowedPatient> follow(trials::Study const& study, std::uint64_t replicate) {
    trials::MyelomaTrial trial;
    static_cast<trials::MyelomaModel&>(trial) = *study.myeloma;
    trial.follow_up.horizon_months = study.maximum_months + 6.0;
    std::vector<FollowedPatient> patients;
    for (reference::ReferencePatient const& patient :
         reference::simulate(study, replicate).patients) {
        auto const number = static_cast<std::uint32_t>(patients.size());
        patients.push_back({patient, course_of(trial, {{study.seed, replicate}, number},
                                               patient.arm, reference::myeloma::KeepCycles::no, {},
                                               {true, study.quality_of_life})});
    }
    return patients;
}

void expect_same_events(trials::Study const& study, std::vector<FollowedPatient> const& patients,
                        kernels::LookOutcome const& look) {
    int recurrent = 0;
    for (std::size_t number = 0; number < study.safety.size(); ++number) {
        trials::SafetyEntry const& entry = study.safety[number];
        int enrolled[2] = {0, 0};
        int with[2] = {0, 0};
        int events[2] = {0, 0};
        int treated[2] = {0, 0};
        for (FollowedPatient const& one : patients) {
            bool const is_meant =
                entry.population.empty() || reference::myeloma::is_frail(one.course.covariates);
            if (!is_meant || one.patient.entry_day > look.day) continue;
            auto const& course = one.course.adverse_events;
            int const arm = one.patient.arm;
            ++enrolled[arm];
            with[arm] += one.is_seen_by(look.day, course.months_to(entry.event)) ? 1 : 0;
            treated[arm] += one.seen_cycles(look.day, course.treated_cycles);
            if (entry.recurs()) {
                auto const row = static_cast<std::size_t>(entry.event);
                events[arm] += one.seen_cycles(look.day, course.cycles_with[row]);
            }
        }
        for (int arm = 0; arm < 2; ++arm) {
            EXPECT_EQ(look.response[number].patients[arm], enrolled[arm]) << name_of(entry);
            EXPECT_EQ(look.response[number].responders[arm], with[arm]) << name_of(entry);
            if (entry.recurs()) {
                EXPECT_EQ(look.recurrent[recurrent].events[arm], events[arm]) << name_of(entry);
                EXPECT_EQ(look.recurrent[recurrent].treated_cycles[arm], treated[arm]);
            }
        }
        recurrent += entry.recurs() ? 1 : 0;
    }
}

void expect_same_scores(trials::Study const& study, std::vector<FollowedPatient> const& patients,
                        kernels::LookOutcome const& look) {
    trials::QualityOfLife const& quality = *study.quality_of_life;
    for (std::size_t month = 0; month < quality.months.size(); ++month) {
        int const cycles = trials::asked_after_cycles(quality, quality.months[month]);
        int const days = cycles * trials::days_per_cycle;
        int enrolled[2] = {0, 0};
        int asked[2] = {0, 0};
        int changes[2] = {0, 0};
        for (FollowedPatient const& one : patients) {
            if (one.patient.entry_day + days > look.day) continue;
            ++enrolled[one.patient.arm];
            auto const answer = one.course.answers.find(cycles);
            bool const is_seen =
                answer != one.course.answers.end() && days <= one.patient.dropout_days;
            asked[one.patient.arm] += is_seen ? 1 : 0;
            changes[one.patient.arm] += is_seen ? answer->second - one.course.answers.at(0) : 0;
        }
        for (int arm = 0; arm < 2; ++arm) {
            EXPECT_EQ(look.score[month].patients[arm], enrolled[arm]) << month;
            EXPECT_EQ(look.score[month].asked[arm], asked[arm]) << month;
            EXPECT_EQ(look.score[month].level_changes[arm], changes[arm]) << month;
        }
    }
}

TEST(SafetyAtCuts, IsThatOfTheReferenceEarlyAndLate) {
    trials::Study const study = study_of_safety();
    ASSERT_TRUE(validate(study).empty());
    kernels::test::RunRecord run(study, false);
    run.add(kernels::best_instruction_level(), {0, replicates});
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        auto const patients = follow(study, replicate);
        for (int look = 0; look < 2; ++look) {
            kernels::LookOutcome const& found = run.outcomes[replicate].look[look];
            expect_same_events(study, patients, found);
            expect_same_scores(study, patients, found);
        }
        auto const& late = run.outcomes[replicate].look[1];
        EXPECT_GT(late.recurrent[0].events[1], late.response[0].responders[1]);
        EXPECT_GT(late.score[0].asked[1], 150);
    }
}

TEST(SafetyAtCuts, ChangesNothingElse) {
    trials::Study study = study_of_safety();
    kernels::test::RunRecord with(study, false);
    with.add(kernels::best_instruction_level(), {0, replicates});
    study.safety.clear();
    study.quality_of_life.reset();
    kernels::test::RunRecord without(study, false);
    without.add(kernels::best_instruction_level(), {0, replicates});
    for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
        for (int look = 0; look < 2; ++look) {
            kernels::LookOutcome const& a = with.outcomes[replicate].look[look];
            kernels::LookOutcome const& b = without.outcomes[replicate].look[look];
            EXPECT_EQ(a.day, b.day);
            EXPECT_EQ(a.patients, b.patients);
            EXPECT_EQ(a.estimand[0], b.estimand[0]);
        }
    }
}

}  // namespace
}  // namespace vtrial::test
