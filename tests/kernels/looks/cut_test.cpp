#include "kernels/looks/cut.hpp"

#include <gtest/gtest.h>

#include "tests/kernels/workspace.hpp"

namespace vtrial::kernels::test {
namespace {

struct Course {
    int entry_day;
    int leave_day;  ///< counted from the entry day
    bool event;
};

/// Five patients in order of arrival, all of one endpoint, in a study of 1000 days.
class CutTest : public testing::Test {
  protected:
    static Plan five_patients() {
        Plan plan{};
        plan.patients = 5;
        plan.strata = 1;
        plan.looks = 1;
        plan.last_day = last_day;
        return plan;
    }

    void set(std::vector<Course> const& courses) {
        for (std::size_t i = 0; i < courses.size(); ++i) {
            Course const& course = courses[i];
            workspace.scratch.patients.entry_day[i] = short_day(course.entry_day);
            observed()[i] = short_day(2 * course.leave_day + (course.event ? 1 : 0));
        }
    }

    ShortDay* observed() {
        return workspace.scratch.patients.observed[static_cast<int>(Endpoint::PFS2)];
    }

    Cut cut(LookPlan const& look, int day_before = -1) {
        CountedEvents counted;
        return cut_of(Team{}, plan, look, day_before, workspace.scratch, counted);
    }

    std::vector<int> followed_until(int day) {
        enrolled = follow_until(Team{}, plan, day, observed(), workspace.scratch);
        std::int32_t const* const first = workspace.scratch.table.followed;
        return {first, first + plan.patients};
    }

    static LookPlan by(TriggerPlan const& trigger, int at_latest = 1000) {
        LookPlan look{};
        look.triggers = 1;
        look.trigger[0] = trigger;
        look.at_latest_day = at_latest;
        return look;
    }
    static LookPlan by_events(int events, int at_latest = 1000) {
        return by({Trigger::events, Endpoint::PFS2, events, 0}, at_latest);
    }

    static constexpr int last_day = 1000;
    Plan plan = five_patients();
    Workspace workspace{plan};
    std::int32_t enrolled = -1;
};

std::vector<Course> const courses{
    {0, 100, true},    // calendar day 100
    {10, 90, true},    // the same day
    {20, 15, false},   // drops out
    {30, 200, true},   // day 230
    {40, 2000, true},  // after the end of the study
};

TEST_F(CutTest, ByEventsIsTheCalendarDayOfTheNthEvent) {
    set(courses);
    for (auto const& [events, day] : {std::pair{1, 100}, std::pair{2, 100}, std::pair{3, 230}}) {
        Cut const found = cut(by_events(events));
        EXPECT_EQ(found.day, day) << events;
        EXPECT_EQ(found.events_not_reached, 0) << events;
    }
}

TEST_F(CutTest, ByEventsFallsBackToTheLatestDay) {
    set(courses);
    EXPECT_EQ(cut(by_events(4)).day, last_day);
    EXPECT_EQ(cut(by_events(4)).events_not_reached, 1);
    EXPECT_EQ(cut(by_events(3, 229)).day, 229);
    EXPECT_EQ(cut(by_events(3, 229)).events_not_reached, 1);
    EXPECT_EQ(cut(by_events(3, 230)).day, 230);  // on the latest day they are reached
    EXPECT_EQ(cut(by_events(3, 230)).events_not_reached, 0);
}

TEST_F(CutTest, OnTheLastDayOfTheStudyEventsAreReached) {
    set({{0, last_day, true}, {1, last_day, true}, {2, 5, false}, {3, 5, false}, {4, 5, false}});
    EXPECT_EQ(cut(by_events(1)).day, last_day);
    EXPECT_EQ(cut(by_events(1)).events_not_reached, 0);
    EXPECT_EQ(cut(by_events(2)).events_not_reached, 1);  // a day too late
}

TEST_F(CutTest, ByCalendarKeepsItsDayButForTheLatest) {
    set(courses);
    EXPECT_EQ(cut(by({Trigger::calendar, Endpoint::PFS, 0, 300}, last_day)).day, 300);
    EXPECT_EQ(cut(by({Trigger::calendar, Endpoint::PFS, 0, 300}, 250)).day, 250);
    EXPECT_EQ(cut(by({Trigger::calendar, Endpoint::PFS, 0, 300}, 250)).events_not_reached, 0);
}

TEST_F(CutTest, ByFollowUpCountsFromTheLastEntry) {
    set(courses);
    EXPECT_EQ(cut(by({Trigger::minimum_follow_up, Endpoint::PFS, 0, 300}, last_day)).day, 340);
    EXPECT_EQ(cut(by({Trigger::minimum_follow_up, Endpoint::PFS, 0, 980}, last_day)).day, last_day);
    EXPECT_EQ(
        cut(by({Trigger::minimum_follow_up, Endpoint::PFS, 0, 980}, last_day)).events_not_reached,
        0);
}

TEST_F(CutTest, TakesTheFirstOrTheLastOfSeveralTriggers) {
    set(courses);
    LookPlan look = by_events(3);  // day 230
    look.triggers = 2;
    look.trigger[1] = {Trigger::calendar, Endpoint::PFS, 0, 300};
    EXPECT_EQ(cut(look).day, 230);
    look.waits_for_all = 1;
    EXPECT_EQ(cut(look).day, 300);
    look.trigger[1].day = 150;
    EXPECT_EQ(cut(look).day, 230);
    look.waits_for_all = 0;
    EXPECT_EQ(cut(look).day, 150);
}

TEST_F(CutTest, EventsThatNeverComeMatterOnlyWhereTheyAreWaitedFor) {
    set(courses);
    LookPlan look = by_events(4);
    look.triggers = 2;
    look.trigger[1] = {Trigger::calendar, Endpoint::PFS, 0, 300};
    EXPECT_EQ(cut(look).day, 300);
    EXPECT_EQ(cut(look).events_not_reached, 0);
    look.waits_for_all = 1;
    EXPECT_EQ(cut(look).day, last_day);
    EXPECT_EQ(cut(look).events_not_reached, 1);
}

TEST_F(CutTest, KeepsItsDistanceFromTheLookBeforeUpToItsLatestDay) {
    set(courses);
    LookPlan look = by_events(3);  // day 230
    look.least_days_after_before = 100;
    EXPECT_EQ(cut(look, 100).day, 230);
    EXPECT_EQ(cut(look, 200).day, 300);
    look.at_latest_day = 250;
    EXPECT_EQ(cut(look, 200).day, 250);
    EXPECT_EQ(cut(look, 251).day, 251);  // never before the look before it
}

TEST_F(CutTest, ACheckpointLetsTheLookWaitWhereTooFewEventsHaveCome) {
    set(courses);
    LookPlan look = by_events(3, 220);
    look.checkpoints = 1;
    look.checkpoint[0] = {150, Endpoint::PFS2, 3, 240};
    EXPECT_EQ(cut(look).day, 230);
    EXPECT_EQ(cut(look).was_extended, 1);
    EXPECT_EQ(cut(look).events_not_reached, 0);
    look.checkpoint[0].fewer_than_events = 2;  // two have come: no need to wait
    EXPECT_EQ(cut(look).day, 220);
    EXPECT_EQ(cut(look).was_extended, 0);
    EXPECT_EQ(cut(look).events_not_reached, 1);
    look.checkpoint[0] = {221, Endpoint::PFS2, 3, 240};  // after the latest day: too late to ask
    EXPECT_EQ(cut(look).was_extended, 0);
}

TEST_F(CutTest, CountsTheEventsBetweenTwoDays) {
    set(courses);
    auto const between = [&](int after, int up_to) {
        return events_between(Team{}, plan, workspace.scratch, Endpoint::PFS2, after, up_to);
    };
    EXPECT_EQ(between(-1, 100), 2);
    EXPECT_EQ(between(100, 230), 1);
    EXPECT_EQ(between(99, 229), 2);
    EXPECT_EQ(between(230, 1000), 0);
}

TEST_F(CutTest, DataKnowNothingLaterThanTheCut) {
    set({{10, 90, true}, {10, 91, true}, {20, 30, false}, {100, 5, true}, {101, 5, true}});
    EXPECT_EQ(followed_until(100), (std::vector<int>{2 * 90 + 1,  // event on the day of the cut
                                                     2 * 90,      // a day after: censored on it
                                                     2 * 30,      // dropped out before
                                                     0,           // enrolled on the day
                                                     -1}));       // not yet
    EXPECT_EQ(enrolled, 4);
}

TEST_F(CutTest, ACutBeforeTheFirstPatientHasNoData) {
    set({{10, 90, true}, {10, 91, true}, {20, 30, false}, {100, 5, true}, {101, 5, true}});
    EXPECT_EQ(followed_until(9), (std::vector<int>{-1, -1, -1, -1, -1}));
    EXPECT_EQ(enrolled, 0);
}

}  // namespace
}  // namespace vtrial::kernels::test
