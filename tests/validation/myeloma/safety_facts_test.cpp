// What is known of daratumumab's harms and of quality of life, held against the reference's
// patients.
#include <gtest/gtest.h>

#include <vector>

#include "trials/myeloma/maia.hpp"
#include "validation/reference/myeloma/course.hpp"

namespace vtrial::reference::myeloma {
namespace {

using trials::SafetyEvent;

constexpr std::uint32_t patients = 3000;  // a share of 0.4 has a standard error of 0.009

std::vector<Course> arm_of(trials::MyelomaTrial const& trial, int arm) {
    trials::QualityOfLife const asked;
    std::vector<Course> courses;
    for (std::uint32_t patient = 0; patient < patients; ++patient) {
        courses.push_back(
            course_of(trial, {{11, 0}, patient}, arm, KeepCycles::no, {}, {true, asked}));
    }
    return courses;
}

/// Share of patients with an event within so many months.
double share(std::vector<Course> const& courses, SafetyEvent event, double months) {
    double with = 0.0;
    for (Course const& course : courses) {
        with += course.adverse_events.months_to(event) <= months ? 1.0 : 0.0;
    }
    return with / static_cast<double>(courses.size());
}

struct MeanChange {
    double points = 0.0;
    double asked_share = 0.0;
};

/// Mean change from baseline after so many cycles, of those who were asked then.
MeanChange change_after(std::vector<Course> const& courses, int cycles) {
    MeanChange mean;
    for (Course const& course : courses) {
        auto const answer = course.answers.find(cycles);
        if (answer == course.answers.end()) continue;
        mean.points += (answer->second - course.answers.at(0)) * 100.0 / 12.0;
        mean.asked_share += 1.0;
    }
    mean.points /= mean.asked_share;
    mean.asked_share /= static_cast<double>(courses.size());
    return mean;
}

class SafetyFacts : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        control = new std::vector<Course>(arm_of(trials::maia(), 0));
        experimental = new std::vector<Course>(arm_of(trials::maia(), 1));
    }
    static void TearDownTestSuite() {
        delete control;
        delete experimental;
    }
    static std::vector<Course>* control;
    static std::vector<Course>* experimental;
};
std::vector<Course>* SafetyFacts::control = nullptr;
std::vector<Course>* SafetyFacts::experimental = nullptr;

/// MAIA at 56.2 months: 54 against 37 % neutropenia, 19 against 11 % pneumonia.
TEST_F(SafetyFacts, MoreNeutropeniaAndInfectionWithDaratumumab) {
    double const months = 56.2;
    EXPECT_NEAR(share(*experimental, SafetyEvent::neutropenia_grade_3, months), 0.54, 0.04);
    EXPECT_NEAR(share(*control, SafetyEvent::neutropenia_grade_3, months), 0.37, 0.04);
    EXPECT_NEAR(share(*experimental, SafetyEvent::pneumonia_grade_3, months), 0.19, 0.04);
    EXPECT_NEAR(share(*control, SafetyEvent::pneumonia_grade_3, months), 0.11, 0.04);
    EXPECT_GT(share(*experimental, SafetyEvent::infection_grade_3, 12.0),
              share(*control, SafetyEvent::infection_grade_3, 12.0) + 0.03);
}

TEST_F(SafetyFacts, MostNeutropeniaComesEarly) {
    double const early = share(*control, SafetyEvent::neutropenia_grade_3, 6.0);
    double const late = share(*control, SafetyEvent::neutropenia_grade_3, 56.2);
    EXPECT_GT(early, late / 2.0);
}

TEST_F(SafetyFacts, ReactionsNearHalfAtTheFirstInfusionAndRareLater) {
    EXPECT_NEAR(share(*experimental, SafetyEvent::first_infusion_reaction, 60.0), 0.45, 0.05);
    EXPECT_LT(share(*experimental, SafetyEvent::later_infusion_reaction, 60.0), 0.10);
    EXPECT_EQ(share(*control, SafetyEvent::infusion_reaction, 60.0), 0.0);
}

/// COLUMBA, SC against IV: 12.7 against 34.5 %.
TEST_F(SafetyFacts, FewerReactionsUnderTheSkin) {
    trials::MyelomaTrial trial = trials::maia();
    trial.regimens[1].daratumumab = usual_dosing(trials::Route::subcutaneous);
    double const months = 7.5;
    double const under_the_skin = share(arm_of(trial, 1), SafetyEvent::infusion_reaction, months);
    EXPECT_NEAR(under_the_skin, 0.127, 0.03);
    EXPECT_GT(share(*experimental, SafetyEvent::infusion_reaction, months), 2.0 * under_the_skin);
}

TEST_F(SafetyFacts, TheNextLineHasDaratumumabWhereTheFirstHadNone) {
    double const next = share(*control, SafetyEvent::next_line_started, 60.0);
    double const with = share(*control, SafetyEvent::next_line_daratumumab, 60.0);
    EXPECT_NEAR(with / next, trials::maia().next_lines.daratumumab_if_sensitive.second_line, 0.04);
    EXPECT_LT(share(*experimental, SafetyEvent::next_line_started, 60.0), next);
}

TEST_F(SafetyFacts, QualityOfLifeImprovesAtLeastAsMuchWithDaratumumab) {
    for (int const cycles : {6, 12, 27}) {
        MeanChange const with = change_after(*experimental, cycles);
        MeanChange const without = change_after(*control, cycles);
        EXPECT_GT(without.points, 1.0) << cycles;
        EXPECT_GT(with.points, without.points - 0.5) << cycles;
        EXPECT_GT(with.asked_share, without.asked_share) << cycles;
    }
}

TEST(SafetyBesideTheCourse, ChangesNothingOfIt) {
    trials::MyelomaTrial const trial = trials::maia();
    for (std::uint32_t patient = 0; patient < 100; ++patient) {
        PatientDraws const draws{{11, 0}, patient};
        Course const with = course_of(trial, draws, 1, KeepCycles::no, {}, {true, {}});
        Course const without = course_of(trial, draws, 1);
        EXPECT_EQ(with.death_months, without.death_months);
        EXPECT_EQ(with.first_progression_months, without.first_progression_months);
        EXPECT_EQ(with.next_line_months, without.next_line_months);
        EXPECT_EQ(with.response_months, without.response_months);
    }
}

}  // namespace
}  // namespace vtrial::reference::myeloma
