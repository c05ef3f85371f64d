#include "kernels/patients/assessment_attendance.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/launch/cpu_team.hpp"

namespace vtrial::kernels::test {
namespace {

TEST(AssessmentAttendance, EveryPlaceOfABlockIsMissedAsOftenAsStated) {
    CpuTeam<3> const team{};
    constexpr std::int32_t patients = 200000;
    constexpr double share = 6554.0 / 65536.0;
    std::int64_t attended[visits_a_block] = {};
    std::int64_t both = 0;  // of the first two places
    for (std::int32_t patient = 0; patient < patients; ++patient) {
        std::uint32_t const bits = attended_of(team, {3, 5, patient, 6554}, 1 + patient % 3);
        for (int place = 0; place < visits_a_block; ++place) {
            attended[place] += bits >> place & 1u;
        }
        both += (bits & 3u) == 3u ? 1 : 0;
    }
    // 4.5 standard deviations of a binomial share: beyond them once in 16,000 runs of these nine
    auto const bound = [](double p) { return 4.5 * std::sqrt(p * (1.0 - p) / patients); };
    for (std::int64_t const number : attended) {
        EXPECT_NEAR(static_cast<double>(number) / patients, 1.0 - share, bound(share));
    }
    double const of_both = (1.0 - share) * (1.0 - share);
    EXPECT_NEAR(static_cast<double>(both) / patients, of_both, bound(of_both));
}

TEST(AssessmentAttendance, AnAddressIsOfOneVisitOfOnePatient) {
    EXPECT_EQ(visit_block(most_patients - 1, 4095), 0xFFFFFFFFu);
    EXPECT_EQ(visit_block(0, 1), std::uint32_t{most_patients});
    EXPECT_EQ(block_of_visit(0), 0);
    EXPECT_EQ(place_in_block(0), visits_a_block - 1);
    EXPECT_EQ(block_of_visit(1), 1);
    EXPECT_EQ(place_in_block(1), 0);
    EXPECT_EQ(block_of_visit(8), 1);
    EXPECT_EQ(block_of_visit(9), 2);
    // the last visit that a study can have is daily, on the last day
    EXPECT_LT(block_of_visit(most_days + 1), 4096);
}

TEST(AssessmentAttendance, TheBaselineAlwaysTakesPlace) {
    CpuTeam<3> const team{};
    for (std::int32_t patient = 0; patient < 100; ++patient) {
        VisitDraws const draws{1, 2, patient, 65536};  // all are missed
        DrawnVisits<CpuTeam<3>> visits(team, draws, 3, attended_of(team, draws, 3));
        EXPECT_EQ(visits.last_attended(20), 0);
        EXPECT_EQ(visits.first_attended(5, 30), 31);
    }
}

TEST(AssessmentAttendance, HighestPlaceIsThatOfTheHighestBit) {
    EXPECT_LT(highest_place(0), 0);
    for (std::uint32_t bits = 1; bits < 256; ++bits) {
        EXPECT_EQ(1u << highest_place(bits) & bits, 1u << highest_place(bits));
        EXPECT_EQ(bits >> highest_place(bits), 1u);
    }
}

}  // namespace
}  // namespace vtrial::kernels::test
