#include "validation/reference/simulate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "tests/support/example_studies.hpp"
#include "validation/reference/profiles.hpp"

namespace vtrial::reference {
namespace {

using trials::EndpointKind;

TEST(ReferenceSimulate, DependsOnlyOnStudyAndReplicate) {
    trials::Study const study = examples::rich_study();
    auto const once = simulate(study, 41);
    auto const again = simulate(study, 41);
    auto const other = simulate(study, 42);
    ASSERT_EQ(once.patients.size(), 737u);
    EXPECT_EQ(once.patients[700].endpoint_days, again.patients[700].endpoint_days);
    EXPECT_NE(once.patients[700].endpoint_days, other.patients[700].endpoint_days);
}

TEST(ReferenceSimulate, EveryFullBlockHoldsTheRatio) {
    trials::Study const study = examples::rich_study();
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        std::map<int, std::vector<int>> arms_by_stratum;
        for (auto const& patient : simulate(study, replicate).patients) {
            arms_by_stratum[patient.stratum].push_back(patient.arm);
        }
        ASSERT_EQ(arms_by_stratum.size(), 6u);
        for (auto const& stratum : arms_by_stratum) {
            auto const& arms = stratum.second;
            for (std::size_t first = 0; first + 6 <= arms.size(); first += 6) {
                auto const begin = arms.begin() + static_cast<std::ptrdiff_t>(first);
                EXPECT_EQ(std::count(begin, begin + 6, 1), 4);
            }
        }
    }
}

TEST(ReferenceSimulate, EveryOrderOfABlockIsEquallyLikely) {
    trials::Study const study = examples::simple_study(1.0);  // blocks of 4: six orders
    std::map<int, int> count;
    int blocks = 0;
    for (std::uint64_t replicate = 0; replicate < 100; ++replicate) {
        auto const patients = simulate(study, replicate).patients;
        for (std::size_t i = 0; i + 4 <= patients.size(); i += 4, ++blocks) {
            count[patients[i].arm * 8 + patients[i + 1].arm * 4 + patients[i + 2].arm * 2 +
                  patients[i + 3].arm] += 1;
        }
    }
    ASSERT_EQ(count.size(), 6u);
    double const expected = blocks / 6.0;
    double chi_squared = 0.0;
    for (auto const& order : count) {
        chi_squared += (order.second - expected) * (order.second - expected) / expected;
    }
    EXPECT_LT(chi_squared, 20.5);  // 0.999 quantile of chi-squared with 5 degrees of freedom
}

TEST(ReferenceSimulate, ArrivalsKeepToTheAccrualCurve) {
    trials::Study const study = examples::rich_study();  // 120 by month 6, none until month 9
    auto const patients = simulate(study, 5).patients;
    for (std::size_t k = 0; k < patients.size(); ++k) {
        double const expected_month =
            k < 120 ? static_cast<double>(k) / 20.0 : 9.0 + (static_cast<double>(k) - 120.0) / 50.0;
        double const month = patients[k].entry_day / trials::days_per_month;
        EXPECT_GE(month, expected_month - 1.0 / trials::days_per_month);
        EXPECT_LE(month, expected_month + 1.0 / 20.0);
    }
}

TEST(ReferenceSimulate, StrataHaveTheirPrevalences) {
    trials::Study const study = examples::rich_study();
    auto const prevalences = profile_prevalences(study);
    std::vector<double> count(prevalences.size(), 0.0);
    double patients = 0.0;
    for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
        for (auto const& patient : simulate(study, replicate).patients) {
            count[static_cast<std::size_t>(patient.stratum)] += 1.0;
            patients += 1.0;
        }
    }
    for (std::size_t i = 0; i < count.size(); ++i) {
        double const p = prevalences[i];
        EXPECT_NEAR(count[i] / patients, p, 4.0 * std::sqrt(p * (1.0 - p) / patients));
    }
}

TEST(ReferenceSimulate, EndpointsAreOrderedAndDropOutEndsThemAll) {
    trials::Study const study = examples::rich_study();
    for (auto const& patient : simulate(study, 3).patients) {
        EXPECT_LE(patient.days_of(EndpointKind::PFS), patient.days_of(EndpointKind::PFS2));
        EXPECT_LE(patient.days_of(EndpointKind::PFS2), patient.days_of(EndpointKind::OS));
        for (std::size_t i = 0; i < 3; ++i) {
            FollowUp const& follow_up = patient.follow_up[i];
            EXPECT_EQ(follow_up.event, patient.endpoint_days[i] <= patient.dropout_days);
            double const end = std::min(patient.endpoint_days[i], patient.dropout_days);
            EXPECT_GE(follow_up.leave_day, 1);
            EXPECT_GE(follow_up.leave_day, end);
            EXPECT_LT(follow_up.leave_day - end, 1.0);
        }
    }
}

TEST(ReferenceSimulate, DropOutKeepsItsYearlyProbability) {
    trials::Study const study = examples::rich_study();
    std::array<double, 2> count{};
    std::array<double, 2> gone_within_a_year{};
    for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
        for (auto const& patient : simulate(study, replicate).patients) {
            auto const arm = static_cast<std::size_t>(patient.arm);
            count[arm] += 1.0;
            gone_within_a_year[arm] += patient.dropout_days <= 365.25 ? 1.0 : 0.0;
        }
    }
    EXPECT_NEAR(gone_within_a_year[0] / count[0], 0.05, 4.0 * std::sqrt(0.05 * 0.95 / count[0]));
    EXPECT_NEAR(gone_within_a_year[1] / count[1], 0.02, 4.0 * std::sqrt(0.02 * 0.98 / count[1]));
}

}  // namespace
}  // namespace vtrial::reference
