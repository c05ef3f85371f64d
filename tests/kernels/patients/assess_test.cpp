// The censoring rules, situation by situation, as docs/ASSESSMENTS.md lists them.
#include "kernels/patients/assess.hpp"

#include <gtest/gtest.h>

#include <set>

#include "kernels/looks/assessed_cut.hpp"
#include "trials/lower_assessments.hpp"

namespace vtrial::kernels::test {
namespace {

/// Stands for a team: a visit is missed if the test says so.
struct GivenVisits {
    std::set<std::int32_t> missed;

    Words draw(std::uint64_t, std::uint64_t, DrawPurpose, std::uint32_t who) const {
        auto const block = static_cast<std::int32_t>(who >> 20);
        Words words{};
        for (int place = 0; place < visits_a_block; ++place) {
            bool const takes_place = missed.count(visits_a_block * (block - 1) + 1 + place) == 0;
            words.word[place / 2] |= (takes_place ? 0xFFFFu : 0u) << (16 * (place % 2));
        }
        return words;
    }
};

AssessmentPlan plan_of(std::vector<trials::AssessmentPhase> phases) {
    trials::Study study;
    study.assessments = trials::Assessments{std::move(phases), 0.0, 0.0, 0.0, 0.0};
    AssessmentPlan plan = lower_assessments(study);
    plan.has_missed = 1;
    plan.missed_of_65536[0] = 1;
    return plan;
}

/// A patient with a visit every 28 days.
struct Situation {
    std::int32_t progression = most_days + 1;
    std::int32_t death = most_days + 1;
    std::int32_t dropout = most_days + 1;
    std::int32_t new_therapy = most_days + 1;
    std::set<std::int32_t> missed_visits;

    static constexpr std::int32_t last_study_day = 2000;

    template <CensoringRule rule>
    std::int32_t seen() const {
        AssessmentPlan const plan = plan_of({{28, std::nullopt}});
        bool const dies = death <= dropout;
        std::int32_t const end = smaller(death, dropout);
        bool const progresses = progression <= end;
        PatientDays const days =
            days_of(2 * smaller(progression, end) + (progresses || dies ? 1 : 0),
                    2 * end + (dies ? 1 : 0), new_therapy, last_study_day);
        GivenVisits const team{missed_visits};
        DrawnVisits<GivenVisits> visits(team, {0, 0, 0, 1}, 0, attended_of(team, {0, 0, 0, 1}, 0));
        std::int32_t const seen = seen_pfs<rule>(plan, days, visits);
        expect_same_by_block<rule>(plan, days, seen);
        return seen;
    }

    /// One block of visits tells the same, or that it is not enough.
    template <CensoringRule rule>
    void expect_same_by_block(AssessmentPlan const& plan, PatientDays const& days,
                              std::int32_t seen) const {
        GivenVisits const team{missed_visits};
        for (std::int32_t block = 0; block < 4; ++block) {
            VisitsOfBlock visits{block, attended_of(team, {0, 0, 0, 1}, block)};
            std::int32_t const by_block = seen_pfs<rule>(plan, days, visits);
            EXPECT_TRUE(by_block == seen || visits.is_enough == 0) << "block " << block;
        }
    }

    /// How the patient stands when followed for so many days.
    template <CensoringRule rule>
    std::pair<std::int32_t, bool> after(std::int32_t followed_days) const {
        AssessmentPlan const plan = plan_of({{28, std::nullopt}});
        AssessedPatient const patient{seen<rule>(), followed_days};
        GivenVisits const team{missed_visits};
        DrawnVisits<GivenVisits> visits(team, {0, 0, 0, 1}, 0, attended_of(team, {0, 0, 0, 1}, 0));
        std::int32_t const known =
            patient.known(plan, visits.last_attended(patient.last_visit(plan)));
        return {known / 2, (known & 1) != 0};
    }
};

using Standing = std::pair<std::int32_t, bool>;

void expect_standing(Situation const& situation, std::int32_t followed_days, Standing const& fda,
                     Standing const& treatment_policy) {
    EXPECT_EQ(situation.after<CensoringRule::fda>(followed_days), fda);
    EXPECT_EQ(situation.after<CensoringRule::treatment_policy>(followed_days), treatment_policy);
}

TEST(Assess, ProgressionIsAnEventAtTheVisitThatShowsIt) {
    Situation situation;
    situation.progression = 57;  // between visits 2 and 3, on days 56 and 84
    expect_standing(situation, 1000, {84, true}, {84, true});
    expect_standing(situation, 84, {84, true}, {84, true});
    expect_standing(situation, 83, {56, false}, {56, false});
    situation.progression = 56;
    expect_standing(situation, 1000, {56, true}, {56, true});
    situation.missed_visits = {2};
    expect_standing(situation, 1000, {84, true}, {84, true});
    expect_standing(situation, 83, {28, false}, {28, false});
}

TEST(Assess, WithoutProgressionTheLastAssessmentCensors) {
    Situation situation;
    expect_standing(situation, 100, {84, false}, {84, false});
    expect_standing(situation, 84, {84, false}, {84, false});
    situation.missed_visits = {2, 3};
    expect_standing(situation, 100, {28, false}, {28, false});
    expect_standing(situation, 112, {112, false}, {112, false});
}

TEST(Assess, DeathIsAnEventOnItsDay) {
    Situation situation;
    situation.death = 60;
    expect_standing(situation, 1000, {60, true}, {60, true});
    expect_standing(situation, 59, {56, false}, {56, false});
    situation.progression = 57;  // no visit before death shows it
    expect_standing(situation, 1000, {60, true}, {60, true});
    situation.missed_visits = {2};  // one
    expect_standing(situation, 1000, {60, true}, {60, true});
}

TEST(Assess, DropOutEndsVisitsAndHidesDeath) {
    Situation situation;
    situation.dropout = 84;
    situation.death = 90;
    expect_standing(situation, 1000, {56, false}, {56, false});
    situation.progression = 30;
    expect_standing(situation, 1000, {56, true}, {56, true});
    situation.progression = 60;  // visit 3 is on the day of drop-out
    expect_standing(situation, 1000, {56, false}, {56, false});
}

TEST(Assess, NewTherapyCensorsByTheFdaAtTheLastAssessmentBeforeIt) {
    Situation situation;
    situation.progression = 100;
    situation.new_therapy = 60;
    expect_standing(situation, 1000, {56, false}, {112, true});
    expect_standing(situation, 50, {28, false}, {28, false});
    situation.missed_visits = {2};
    expect_standing(situation, 1000, {28, false}, {112, true});
    situation.new_therapy = 111;  // progression has come, but no visit has shown it
    expect_standing(situation, 1000, {84, false}, {112, true});
    situation.new_therapy = 112;  // after the visit of that day
    expect_standing(situation, 1000, {112, true}, {112, true});
    Situation dead;
    dead.death = 100;
    dead.new_therapy = 99;
    expect_standing(dead, 1000, {84, false}, {100, true});
    Situation alive;
    alive.new_therapy = 60;
    expect_standing(alive, 1000, {56, false}, {980, false});
}

TEST(Assess, AnEventAfterTwoMissedVisitsIsNoneByTheFda) {
    Situation situation;
    situation.progression = 60;
    situation.missed_visits = {3};  // one is not two
    expect_standing(situation, 1000, {112, true}, {112, true});
    situation.missed_visits = {3, 4};
    expect_standing(situation, 1000, {56, false}, {140, true});
    situation.missed_visits = {1, 2, 4};  // not in a row
    situation.progression = 85;
    expect_standing(situation, 1000, {140, true}, {140, true});
    Situation dead;
    dead.death = 100;
    dead.missed_visits = {2, 3};
    expect_standing(dead, 1000, {28, false}, {100, true});
    dead.missed_visits = {1, 3};
    expect_standing(dead, 1000, {100, true}, {100, true});
}

TEST(Assess, WithoutAnAssessmentDeathCountsWithinTwoIntervals) {
    Situation situation;
    situation.missed_visits = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    expect_standing(situation, 200, {0, false}, {0, false});
    situation.death = 56;
    expect_standing(situation, 200, {56, true}, {56, true});
    situation.death = 57;
    expect_standing(situation, 200, {0, false}, {57, true});
    Situation gone;
    gone.dropout = 20;
    expect_standing(gone, 200, {0, false}, {0, false});
}

TEST(Assess, AVisitMayShowProgressionManyBlocksLater) {
    Situation situation;
    situation.progression = 20;
    for (std::int32_t visit = 1; visit <= 20; ++visit) {
        situation.missed_visits.insert(visit);
    }
    expect_standing(situation, 1000, {0, false}, {21 * 28, true});
    expect_standing(situation, 500, {0, false}, {0, false});
}

TEST(Assess, AfterTheStudyNothingIsSeen) {
    Situation situation;
    situation.progression = Situation::last_study_day - 1;
    expect_standing(situation, Situation::last_study_day, {1988, false}, {1988, false});
    situation.death = Situation::last_study_day + 1;
    expect_standing(situation, Situation::last_study_day, {1988, false}, {1988, false});
    situation.death = Situation::last_study_day;
    expect_standing(situation, Situation::last_study_day, {2000, true}, {2000, true});
}

}  // namespace
}  // namespace vtrial::kernels::test
