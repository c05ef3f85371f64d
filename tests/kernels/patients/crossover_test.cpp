// Crossover against survival without simulation: whether a patient crosses over is drawn apart from
// all else, so the control arm is a mixture of one without crossover and one whose later hazards
// are multiplied.
#include "kernels/patients/crossover.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/kernels/patients/simulated.hpp"
#include "tests/support/example_studies.hpp"
#include "validation/reference/survival_curves.hpp"

namespace vtrial::kernels::test {
namespace {

using examples::transition;
using trials::Transition;

#ifdef VTRIAL_SMALL_TESTS
constexpr std::uint64_t replicates = 2;
#else
constexpr std::uint64_t replicates = 40;
#endif
constexpr int patients_a_replicate = 50000;  // a million controls in all
constexpr std::array<int, 4> months{12, 36, 60, 84};

trials::Study base_study() {
    trials::Study study = examples::simple_study(0.6);
    study.patients = patients_a_replicate;
    study.accrual = {{0.0}, {patients_a_replicate / 22.0}};
    study.dropout = {};
    study.model.frailty_sd = 0.4;
    transition(study, Transition::second_progression).control = examples::with_median(12.0, 1.4);
    transition(study, Transition::death_after_second_progression).control =
        examples::with_rates({0.0, 6.0}, {0.08, 0.04});
    return study;
}

/// The study whose control hazards are those after crossing over.
trials::Study with_hazards_multiplied(trials::Study study, trials::Crossover const& crossover) {
    for (std::size_t index = 0; index < trials::transition_count; ++index) {
        study.model.transitions[index].control.share *=
            trials::crossover_hazard_ratio(crossover, trials::transition_names[index]);
    }
    return study;
}

using Curves = std::array<std::array<double, months.size()>, 3>;

std::int32_t day_of(std::size_t month) {
    return static_cast<std::int32_t>(months[month] * trials::days_per_month);
}

Curves exact_controls(trials::Study const& study) {
    std::vector<double> at;
    for (std::size_t m = 0; m < months.size(); ++m) {
        at.push_back(day_of(m) / trials::days_per_month);
    }
    auto const curves = reference::survival_by_quadrature(study, 0, at, 0.1);
    Curves exact{};
    for (std::size_t m = 0; m < months.size(); ++m) {
        exact[0][m] = curves.pfs[m];
        exact[1][m] = curves.pfs2[m];
        exact[2][m] = curves.os[m];
    }
    return exact;
}

TEST(CrossoverSlow, ControlsAreAMixture) {
    trials::Study study = base_study();
    trials::Crossover const crossover{0.4,
                                      trials::CrossoverAt::next_line_start,
                                      {{"second_progression", 0.5},
                                       {"death_on_next_line", 0.7},
                                       {"death_after_second_progression", 0.8}}};
    Curves const without = exact_controls(study);
    Curves const crossed = exact_controls(with_hazards_multiplied(study, crossover));
    study.crossover = crossover;
    for (double const share : {1.0, 0.4}) {
        study.crossover->share = share;
        Curves beyond{};
        double controls = 0.0;
        for_each_replicate(study, replicates, [&](Patients const& patients, Plan const& plan) {
            for (std::int32_t i = 0; i < plan.patients; ++i) {
                if (patients.arm[i] != 0) {
                    continue;
                }
                controls += 1.0;
                for (std::size_t e = 0; e < 3; ++e) {
                    std::int32_t const day = leave_day(patients, static_cast<Endpoint>(e), i);
                    for (std::size_t m = 0; m < months.size(); ++m) {
                        beyond[e][m] += day > day_of(m) ? 1.0 : 0.0;
                    }
                }
            }
        });
        for (std::size_t e = 0; e < 3; ++e) {
            for (std::size_t m = 0; m < months.size(); ++m) {
                double const p = share * crossed[e][m] + (1.0 - share) * without[e][m];
                double const error = std::sqrt(p * (1.0 - p) / controls);
                // four errors and that of the quadrature at this step
                EXPECT_NEAR(beyond[e][m] / controls, p, 4.0 * error + 4e-5)
                    << trials::endpoint_names[e] << ", month " << months[m] << ", share " << share;
            }
        }
    }
}

TEST(Crossover, ChangesControlsAfterProgressionOnly) {
    trials::Study study = examples::simple_study(0.6);
    std::vector<std::array<std::int32_t, 3>> before;
    for_each_replicate(study, 5, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i) {
            before.push_back(
                {patients.observed[0][i], patients.observed[1][i], patients.observed[2][i]});
        }
    });
    study.crossover = {0.5, trials::CrossoverAt::next_line_start, {{"second_progression", 0.3}}};
    std::size_t patient = 0;
    int later = 0;
    for_each_replicate(study, 5, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i, ++patient) {
            EXPECT_EQ(patients.observed[0][i], before[patient][0]);
            bool const same = patients.observed[1][i] == before[patient][1] &&
                              patients.observed[2][i] == before[patient][2];
            EXPECT_TRUE(same || patients.arm[i] == 0);
            EXPECT_GE(patients.observed[1][i] / 2, before[patient][1] / 2);
            later += same ? 0 : 1;
        }
    });
    // of 1842 controls half cross over, some before drop-out
    EXPECT_GT(later, 400);
    EXPECT_LT(later, 921);
}

}  // namespace
}  // namespace vtrial::kernels::test
