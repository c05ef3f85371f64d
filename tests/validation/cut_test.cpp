#include "validation/reference/cut.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/example_studies.hpp"

namespace vtrial::reference {
namespace {

using trials::Analysis;
using trials::EndpointKind;
using trials::Study;
using trials::Trigger;

trials::Study const study = examples::simple_study(0.75);

Analysis by_events(int events) { return examples::after_events("look", EndpointKind::PFS, events); }

Analysis by_months(Trigger trigger, double months) {
    return examples::after_months("look", trigger, months);
}

/// The cut of a study with this analysis alone.
Cut cut_day(Study study_of_one, Analysis const& analysis, ReferenceTrial const& trial) {
    study_of_one.analyses = {analysis};
    return cuts(study_of_one, trial).front();
}

auto count_events(std::vector<Observation> const& data) {
    return std::count_if(data.begin(), data.end(), [](auto const& o) { return o.event; });
}

TEST(ReferenceCut, IsTheDayOfTheEventAskedFor) {
    auto const trial = simulate(study, 1);
    Cut const cut = cut_day(study, by_events(300), trial);
    EXPECT_FALSE(cut.events_not_reached);
    EXPECT_GE(count_events(data_at_cut(trial, EndpointKind::PFS, cut.day)), 300);
    EXPECT_LT(count_events(data_at_cut(trial, EndpointKind::PFS, cut.day - 1)), 300);
}

TEST(ReferenceCut, IsAtTheLatestDayWhereTheEventsAreNotReached) {
    auto const trial = simulate(study, 1);
    Analysis analysis = by_events(300);
    analysis.at_latest_months = 24.0;  // 730.5 days
    Cut const late = cut_day(study, analysis, trial);
    EXPECT_TRUE(late.events_not_reached);
    EXPECT_EQ(late.day, 730);

    Cut const never = cut_day(study, by_events(738), trial);
    EXPECT_TRUE(never.events_not_reached);
    EXPECT_EQ(never.day, 3652);  // 120 months: 3652.5 days

    Cut const reached = cut_day(study, by_events(300), trial);
    analysis.at_latest_months = (reached.day + 0.5) / trials::days_per_month;
    EXPECT_FALSE(cut_day(study, analysis, trial).events_not_reached);
}

TEST(ReferenceCut, FollowsTheCalendarOrTheLastPatient) {
    auto const trial = simulate(study, 1);
    EXPECT_EQ(cut_day(study, by_months(Trigger::calendar, 30.0), trial).day, 913);
    EXPECT_EQ(cut_day(study, by_months(Trigger::calendar, 500.0), trial).day, 3652);
    EXPECT_EQ(cut_day(study, by_months(Trigger::minimum_follow_up, 10.0), trial).day,
              trial.patients.back().entry_day + 304);
}

TEST(ReferenceCut, DataKnowNothingLaterThanTheCut) {
    ReferenceTrial trial;
    auto const add = [&](int entry_day, int leave_day, bool event) {
        ReferencePatient patient;
        patient.entry_day = entry_day;
        patient.follow_up[0] = {leave_day, event};
        trial.patients.push_back(patient);
    };
    add(10, 90, true);   // event on the day of the cut
    add(10, 91, true);   // a day after
    add(20, 30, false);  // dropped out before
    add(100, 5, true);   // enrolled on the day
    add(101, 5, true);   // not enrolled yet
    auto const data = data_at_cut(trial, EndpointKind::PFS, 100);
    ASSERT_EQ(data.size(), 4u);
    EXPECT_EQ(data[0].time, 90.0);
    EXPECT_TRUE(data[0].event);
    EXPECT_EQ(data[1].time, 90.0);
    EXPECT_FALSE(data[1].event);
    EXPECT_EQ(data[2].time, 30.0);
    EXPECT_FALSE(data[2].event);
    EXPECT_EQ(data[3].time, 0.0);
    EXPECT_FALSE(data[3].event);
}

}  // namespace
}  // namespace vtrial::reference
