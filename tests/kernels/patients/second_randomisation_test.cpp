// A second randomisation against closed forms: from its day on the hazards of the experimental arm
// are multiplied, so that survival from then on is exp(-r (H(s + t) - H(s))), given survival to s.
#include "kernels/patients/second_randomisation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "tests/kernels/patients/simulated.hpp"
#include "tests/support/second_randomisation_studies.hpp"

namespace vtrial::kernels::test {
namespace {

using examples::transition;
using trials::Transition;

#ifdef VTRIAL_SMALL_TESTS
constexpr std::uint64_t replicates = 2;
#else
constexpr std::uint64_t replicates = 20;
#endif
constexpr int patients_a_replicate = 50000;  // a million in all
constexpr double second_months = 10.0;
constexpr double progression_ratio = 0.5;
constexpr double death_ratio = 1.5;
constexpr std::array<double, 4> months_after{3.0, 9.0, 18.0, 36.0};

trials::Study base_study() {
    trials::Study study = examples::simple_study(0.6);
    study.patients = patients_a_replicate;
    study.accrual = {{0.0}, {patients_a_replicate / 22.0}};
    study.dropout = {};
    examples::randomise_again(
        study, second_months,
        {{"progression", progression_ratio}, {"death_before_progression", death_ratio}});
    return study;
}

/// The cumulative hazards of progression and of death before it, of an arm, at so many months.
using Hazards = std::array<double, 2> (*)(int arm, double months);

/// Of those randomised again, by first and second arm: how many, and how many are without
/// progression for longer than so many months.
struct Counts {
    double patients = 0.0;
    std::array<double, months_after.size()> beyond{};
};
using CountsByArm = std::array<std::array<Counts, 2>, 2>;

std::int32_t day_of(double months) {
    return static_cast<std::int32_t>(months * trials::days_per_month);
}

CountsByArm count(trials::Study const& study) {
    CountsByArm counts{};
    for_each_replicate(study, replicates, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i) {
            if (patients.second_day[i] < 0) {
                continue;
            }
            Counts& own = counts[static_cast<std::size_t>(patients.arm[i])]
                                [static_cast<std::size_t>(patients.second_planned[i])];
            own.patients += 1.0;
            std::int32_t const days =
                leave_day(patients, Endpoint::PFS, i) - patients.second_day[i];
            for (std::size_t m = 0; m < months_after.size(); ++m) {
                own.beyond[m] += days > day_of(months_after[m]) ? 1.0 : 0.0;
            }
        }
    });
    return counts;
}

/// A share within four standard errors of where it should be.
void expect_share(double counted, double of, double expected, std::string const& what) {
    double const error = std::sqrt(expected * (1.0 - expected) / of);
    EXPECT_NEAR(counted / of, expected, 4.0 * error) << what;
}

void expect_closed_form(trials::Study const& study, Hazards hazards) {
    CountsByArm const counts = count(study);
    double const s =
        std::floor(second_months * trials::days_per_month + 0.5) / trials::days_per_month;
    double const all = static_cast<double>(replicates) * patients_a_replicate;
    for (int arm = 0; arm < 2; ++arm) {
        auto const before = hazards(arm, s);
        double const eligible = std::exp(-before[0] - before[1]);
        for (int second = 0; second < 2; ++second) {
            Counts const& own =
                counts[static_cast<std::size_t>(arm)][static_cast<std::size_t>(second)];
            std::string const what = "arms " + std::to_string(arm) + std::to_string(second);
            // 1:1 first; 4 of 5 consent, of whom 1 of 3 is control
            double const share = 0.5 * eligible * 0.8 * (second == 1 ? 2.0 / 3.0 : 1.0 / 3.0);
            expect_share(own.patients, all, share, what);
            for (std::size_t m = 0; m < months_after.size(); ++m) {
                // whole days, as the patients are counted
                double const t = s + day_of(months_after[m]) / trials::days_per_month;
                auto const after = hazards(arm, t);
                double const ratio_0 = second == 1 ? progression_ratio : 1.0;
                double const ratio_1 = second == 1 ? death_ratio : 1.0;
                double const hazard =
                    ratio_0 * (after[0] - before[0]) + ratio_1 * (after[1] - before[1]);
                expect_share(own.beyond[m], own.patients, std::exp(-hazard),
                             what + ", month " + std::to_string(months_after[m]));
            }
        }
    }
}

TEST(SecondRandomisationSlow, ConstantHazardsAreMultiplied) {
    expect_closed_form(base_study(), [](int arm, double months) -> std::array<double, 2> {
        double const hazard = std::log(2.0) * months / 31.9 * (arm == 1 ? 0.6 : 1.0);
        return {0.9 * hazard, 0.1 * hazard};
    });
}

TEST(SecondRandomisationSlow, HazardsThatChangeAreMultipliedFromThenOn) {
    trials::Study study = base_study();
    transition(study, Transition::progression).control = examples::with_median(25.0, 1.3);
    transition(study, Transition::progression).effect = {};
    transition(study, Transition::death_before_progression).control =
        examples::with_rates({0.0, 6.0, 20.0}, {0.01, 0.002, 0.03});
    transition(study, Transition::death_before_progression).effect = {};
    expect_closed_form(study, [](int, double months) -> std::array<double, 2> {
        return {std::log(2.0) * std::pow(months / 25.0, 1.3),
                0.01 * std::min(months, 6.0) + 0.002 * std::clamp(months - 6.0, 0.0, 14.0) +
                    0.03 * std::max(months - 20.0, 0.0)};
    });
}

TEST(SecondRandomisation, ChangesNobodyElse) {
    trials::Study study = examples::rich_study();
    examples::randomise_again(study, 9.0, {});
    std::vector<std::array<std::int32_t, 3>> before;
    auto const observed = [](Patients const& patients, std::int32_t i) {
        return std::array<std::int32_t, 3>{patients.observed[0][i], patients.observed[1][i],
                                           patients.observed[2][i]};
    };
    for_each_replicate(study, 5, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i) {
            before.push_back(observed(patients, i));
        }
    });
    study.second_randomisation->hazard_ratio_by_transition = {{"progression", 0.3},
                                                              {"second_progression", 0.4}};
    std::size_t patient = 0;
    int later = 0;
    int others = 0;
    for_each_replicate(study, 5, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i, ++patient) {
            bool const is_treated = patients.second_day[i] >= 0 && patients.second_planned[i] == 1;
            bool const is_same = observed(patients, i) == before[patient];
            EXPECT_TRUE(is_same || is_treated);
            EXPECT_TRUE(patients.second_day[i] < 0 ||
                        patients.observed[0][i] / 2 > patients.second_day[i]);
            EXPECT_GE(patients.observed[0][i] / 2, before[patient][0] / 2);
            later += is_same ? 0 : 1;
            others += is_treated ? 0 : 1;
        }
    });
    EXPECT_GT(later, 300);
    EXPECT_GT(others, 300);
}

TEST(SecondRandomisation, MovesNoOtherDraw) {
    trials::Study study = examples::rich_study();
    std::vector<std::int32_t> without;
    for_each_replicate(study, 2, [&](Patients const& patients, Plan const& plan) {
        without.insert(without.end(), patients.observed[2], patients.observed[2] + plan.patients);
    });
    examples::randomise_again(study, 9.0, {});
    std::vector<std::int32_t> with;
    for_each_replicate(study, 2, [&](Patients const& patients, Plan const& plan) {
        with.insert(with.end(), patients.observed[2], patients.observed[2] + plan.patients);
    });
    EXPECT_EQ(without, with);
}

}  // namespace
}  // namespace vtrial::kernels::test
