// The day on which a response is seen: that of its visit, unless the patient has dropped out
// before.
#include "kernels/myeloma/observe_responses.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace vtrial::kernels {
namespace {

constexpr std::uint32_t ticks(std::uint32_t days) { return days << ticks_per_day_bits; }

TEST(ObserveResponses, OnItsDayUnlessThePatientHasDroppedOut) {
    auto const never = static_cast<std::uint16_t>(never_day);
    EXPECT_EQ(seen_day(56.0f, ticks(1000)), 56);
    EXPECT_EQ(seen_day(56.0f, ticks(56)), 56);
    EXPECT_EQ(seen_day(56.0f, ticks(56) - 1), never);
    EXPECT_EQ(seen_day(0.0f, 0), 0);
    EXPECT_EQ(seen_day(never_cycles, static_cast<std::uint32_t>(longest_ticks)), never);
}

TEST(ObserveResponses, EachKindHasItsPlaceInTheCourse) {
    auto const tile = std::make_unique<MyelomaTile<2>>();
    tile->course.first_negative_days[1] = 364.0f;
    tile->course.response_days[response_row(MyelomaResponse::complete) * 2 + 1] = 140.0f;
    tile->course.sustained_negative_days[1 * 2 + 1] = 728.0f;
    ResponsePlan plan{};
    plan.kind = ResponseKind::negative;
    EXPECT_EQ(days_of_response(*tile, plan, 1), 364.0f);
    plan.kind = ResponseKind::depth;
    plan.row = response_row(MyelomaResponse::complete);
    EXPECT_EQ(days_of_response(*tile, plan, 1), 140.0f);
    plan.kind = ResponseKind::sustained_negative;
    plan.row = 1;
    EXPECT_EQ(days_of_response(*tile, plan, 1), 728.0f);
}

}  // namespace
}  // namespace vtrial::kernels
