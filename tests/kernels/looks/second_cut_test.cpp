// What is known at a cut from the second randomisation on, of patients made by hand.
#include "kernels/looks/second_cut.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/kernels/workspace.hpp"
#include "tests/support/second_randomisation_studies.hpp"
#include "trials/lower.hpp"

namespace vtrial::kernels::test {
namespace {

constexpr std::int32_t cut_day = 400;
constexpr std::int16_t second_day = 250;

/// A patient as the models leave it, and 2 * day + event of it by the cut.
struct MadePatient {
    std::int32_t entry_day;
    std::int16_t arm;
    std::int16_t second_arm;
    std::int16_t second_day;
    std::int32_t followed;
};

std::vector<MadePatient> const patients{
    {0, 0, 1, second_day, 2 * 300 + 1},  // an event fifty days later
    {10, 1, 0, second_day, 2 * 390},     // followed to the cut
    {150, 1, 1, second_day, 2 * 250},    // randomised again on the day of the cut
    {151, 0, 0, second_day, 2 * 249},    // a day after it
    {0, 0, 1, -1, 2 * 120 + 1},          // did not come so far
    {0, 1, -1, -1, 2 * 400},             // did not consent
    {0, 1, 0, second_day, 2 * 224},      // last visit before it
    {0, 0, 0, second_day, -1},           // of another subgroup
};

class SecondCut : public testing::Test {
  protected:
    SecondCut() : tables_(trials::lower(study())), workspace_(tables_.plan) {
        Patients const& made = workspace_.scratch.patients;
        for (std::size_t i = 0; i < patients.size(); ++i) {
            made.entry_day[i] = short_day(patients[i].entry_day);
            made.arm[i] = patients[i].arm;
            made.second_planned[i] = patients[i].second_arm;
            made.second_day[i] = patients[i].second_day;
        }
    }

    std::vector<std::int32_t> counted(std::int32_t first_arm) {
        std::int32_t* const followed = workspace_.scratch.table.followed;
        for (std::size_t i = 0; i < patients.size(); ++i) {
            followed[i] = patients[i].followed;
        }
        count_from_second_randomisation(Team{}, tables_.plan, cut_day, first_arm,
                                        workspace_.scratch);
        return {followed, followed + patients.size()};
    }

    static trials::Study study() {
        trials::Study study = examples::simple_study(1.0);
        study.patients = static_cast<int>(patients.size());
        study.analyses = {examples::after_months("final", trials::Trigger::calendar, 60.0)};
        examples::randomise_again(study, 8.2, {});
        return study;
    }

    trials::PlanTables tables_;
    Workspace workspace_;
};

TEST_F(SecondCut, DaysCountFromTheSecondRandomisation) {
    EXPECT_EQ(counted(-1), (std::vector<std::int32_t>{2 * 50 + 1, 2 * 140, 0, -1, -1, -1, 0, -1}));
}

TEST_F(SecondCut, LeavesOneArmOfTheFirst) {
    EXPECT_EQ(counted(0), (std::vector<std::int32_t>{2 * 50 + 1, -1, -1, -1, -1, -1, -1, -1}));
    EXPECT_EQ(counted(1), (std::vector<std::int32_t>{-1, 2 * 140, 0, -1, -1, -1, 0, -1}));
}

TEST_F(SecondCut, CountsWhoIsRandomisedByThen) {
    LookOutcome outcome{};
    count_randomised_again(Team{}, tables_.plan, cut_day, workspace_.scratch, outcome);
    EXPECT_EQ(outcome.randomised_again[0], 3);
    EXPECT_EQ(outcome.randomised_again[1], 2);
    count_randomised_again(Team{}, tables_.plan, second_day - 1, workspace_.scratch, outcome);
    EXPECT_EQ(outcome.randomised_again[0], 0);
    EXPECT_EQ(outcome.randomised_again[1], 0);
}

}  // namespace
}  // namespace vtrial::kernels::test
