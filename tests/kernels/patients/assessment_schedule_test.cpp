#include "kernels/patients/assessment_schedule.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "trials/lower_assessments.hpp"

namespace vtrial::kernels::test {
namespace {

/// Visit by visit, day by day: the number up to each day, and the day of each.
void expect_schedule(std::vector<trials::AssessmentPhase> const& phases,
                     std::vector<std::int32_t> const& days) {
    trials::Study study;
    study.assessments = trials::Assessments{phases, 0.0, 0.0, 0.0, 0.0};
    AssessmentPlan const plan = lower_assessments(study);
    std::size_t visits = 0;
    for (std::int32_t day = 0; day <= days.back(); ++day) {
        visits += day == days[visits] ? 1 : 0;
        ASSERT_EQ(visits_until(plan, day), static_cast<std::int32_t>(visits)) << "day " << day;
    }
    EXPECT_EQ(day_of_visit(plan, 0), 0);
    for (std::size_t visit = 1; visit <= days.size(); ++visit) {
        ASSERT_EQ(day_of_visit(plan, static_cast<std::int32_t>(visit)), days[visit - 1]);
    }
}

std::vector<std::int32_t> days_every(std::int32_t distance, std::int32_t last) {
    std::vector<std::int32_t> days;
    for (std::int32_t day = distance; day <= last; day += distance) {
        days.push_back(day);
    }
    return days;
}

TEST(AssessmentSchedule, CountsWholeIntervalsOfEveryLength) {
    for (std::int32_t const every : {1, 2, 3, 7, 21, 28, 30, 56, 84, 97, 365, 3653}) {
        expect_schedule({{every, std::nullopt}}, days_every(every, most_days));
    }
}

TEST(AssessmentSchedule, PhasesFollowEachOther) {
    // 3 months are 91 days, 6 months 183
    expect_schedule({{28, 3.0}, {35, 6.0}, {56, std::nullopt}},
                    {28, 56, 84, 119, 154, 210, 266, 322});
    expect_schedule({{50, 3.0}, {20, std::nullopt}}, {50, 70, 90, 110});
}

}  // namespace
}  // namespace vtrial::kernels::test
