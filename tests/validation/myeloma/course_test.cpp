// What must be seen in the courses of some thousand patients.
#include "validation/reference/myeloma/course.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "trials/myeloma/maia.hpp"
#include "trials/myeloma/pollux.hpp"
#include "validation/reference/myeloma/outcomes.hpp"
#include "validation/reference/myeloma/time.hpp"

namespace vtrial::reference::myeloma {
namespace {

constexpr Draws draws{2024, 1};

std::vector<Course> courses_of(trials::MyelomaTrial const& trial, int arm, std::uint32_t count) {
    std::vector<Course> courses;
    for (std::uint32_t number = 0; number < count; ++number) {
        courses.push_back(course_of(trial, {draws, number}, arm, KeepCycles::yes));
    }
    return courses;
}

double median(std::vector<double> values) {
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Over those without progression or death at the end of the last cycle asked for.
template <typename Value>
double median_in_first_line(std::vector<Course> const& courses, std::size_t cycle,
                            std::size_t last_cycle, Value value) {
    std::vector<double> values;
    for (Course const& course : courses) {
        bool const stays = course.cycles.size() >= last_cycle &&
                           course.cycles[last_cycle - 1].line == 1 &&
                           course.cycles[last_cycle - 1].in_line;
        if (stays) values.push_back(value(course.cycles[cycle - 1]));
    }
    return median(values);
}

TEST(MyelomaCourse, ProteinFallsFastAtFirstAndThenSlowlyOn) {
    auto const courses = courses_of(trials::maia(), 1, 3000);
    auto const log10_marker = [](CycleState const& state) { return std::log10(state.marker); };
    double const at_3 = median_in_first_line(courses, 3, 26, log10_marker);
    double const at_13 = median_in_first_line(courses, 13, 26, log10_marker);
    double const at_26 = median_in_first_line(courses, 26, 26, log10_marker);
    double const first_per_cycle = -at_3 / 3.0;
    double const later_per_cycle = (at_13 - at_26) / 13.0;
    EXPECT_LT(at_3, -0.75);                             // to less than a fifth in three cycles
    EXPECT_GT(later_per_cycle, 0);                      // still falling in the second year
    EXPECT_GT(first_per_cycle, 2.5 * later_per_cycle);  // two phases
}

TEST(MyelomaCourse, Cd38FallsToItsFloorAndRecoversAfterStopping) {
    trials::MyelomaTrial trial = trials::maia();
    trial.regimens[1].daratumumab->last_week = 24;
    trial.next_lines.daratumumab_if_sensitive = {0.0, 0.0};
    trial.next_lines.daratumumab_if_refractory = {0.0, 0.0};
    auto const cd38 = [](CycleState const& state) { return state.cd38; };
    auto const courses = courses_of(trial, 1, 500);
    EXPECT_LT(median_in_first_line(courses, 1, 20, cd38), 0.3);
    EXPECT_NEAR(median_in_first_line(courses, 6, 20, cd38), 0.15, 0.02);
    EXPECT_GT(median_in_first_line(courses, 20, 20, cd38), 0.8);
}

TEST(MyelomaCourse, ResidualDiseaseIsLostMoreWithTime) {
    auto const control = simulate_arm(trials::maia(), draws, 4000, 0);
    auto const experimental = simulate_arm(trials::maia(), draws, 4000, 1);
    auto const negative = [](std::vector<EnrolledPatient> const& patients, double before) {
        return residual_disease_negative_share(patients, before).value;
    };
    EXPECT_LT(negative(experimental, 12.0) + 0.03, negative(experimental, 24.0));
    EXPECT_LT(negative(experimental, 24.0) + 0.02, negative(experimental, 60.0));
    EXPECT_LT(2.0 * negative(control, 60.0), negative(experimental, 60.0));
}

std::vector<EnrolledPatient> those(std::vector<EnrolledPatient> const& patients,
                                   bool (*condition)(Covariates const&)) {
    std::vector<EnrolledPatient> chosen;
    std::copy_if(patients.begin(), patients.end(), std::back_inserter(chosen),
                 [&](auto const& patient) { return condition(patient.course.covariates); });
    return chosen;
}

/// The upper end of the 99.9 % interval of the hazard ratio at 60 months.
double highest_ratio(trials::MyelomaTrial const& trial, std::vector<EnrolledPatient> const& control,
                     std::vector<EnrolledPatient> const& experimental, MyelomaEndpoint endpoint) {
    Estimate const ratio = hazard_ratio(follow_to_cut(trial, control, endpoint, 60.0),
                                        follow_to_cut(trial, experimental, endpoint, 60.0));
    return ratio.value * std::exp(3.29 * ratio.standard_error / ratio.value);
}

TEST(MyelomaCourse, TheBenefitIsNotLostInTheNextLineAndReachesTheOldAndFrail) {
    for (trials::MyelomaTrial const& trial : {trials::maia(), trials::pollux()}) {
        auto const control = simulate_arm(trial, draws, 4000, 0);
        auto const experimental = simulate_arm(trial, draws, 4000, 1);
        for (MyelomaEndpoint const endpoint :
             {MyelomaEndpoint::pfs, MyelomaEndpoint::pfs2, MyelomaEndpoint::os}) {
            EXPECT_LT(highest_ratio(trial, control, experimental, endpoint), 1.0) << trial.name;
        }
        auto const is_old = [](Covariates const& patient) { return patient.age_years >= 75.0; };
        for (auto const condition : {+is_old, &is_frail}) {
            EXPECT_LT(highest_ratio(trial, those(control, condition),
                                    those(experimental, condition), MyelomaEndpoint::pfs),
                      1.0)
                << trial.name;
        }
    }
}

TEST(MyelomaCourse, WithoutDaratumumabTheArmsAreTheSamePatients) {
    trials::MyelomaTrial trial = trials::maia();
    trial.regimens[1] = trial.regimens[0];
    for (std::uint32_t number = 0; number < 300; ++number) {
        Course const control = course_of(trial, {draws, number}, 0);
        Course const experimental = course_of(trial, {draws, number}, 1);
        EXPECT_EQ(control.progression_free_months(), experimental.progression_free_months());
        EXPECT_EQ(control.death_months, experimental.death_months);
        EXPECT_EQ(control.best_response, experimental.best_response);
    }
}

TEST(MyelomaCourse, TimesAreInTheirOrder) {
    for (int arm = 0; arm < 2; ++arm) {
        for (EnrolledPatient const& patient : simulate_arm(trials::pollux(), draws, 3000, arm)) {
            Course const& course = patient.course;
            EXPECT_GT(course.progression_free_months(), 0.0);
            if (course.first_progression_months == never_months) {
                EXPECT_EQ(course.next_line_months, never_months);
                continue;
            }
            EXPECT_LT(course.first_progression_months, course.next_line_months);
            if (course.second_progression_months == never_months) continue;
            EXPECT_LT(course.next_line_months, course.second_progression_months);
            EXPECT_LE(course.second_progression_months, course.death_months);
        }
    }
}

TEST(MyelomaCourse, UrineAndLightChainPatientsProgressLikeOthers) {
    trials::MyelomaTrial trial = trials::maia();
    auto const median_pfs = [&] {
        auto const patients = those(simulate_arm(trial, draws, 6000, 0), [](Covariates const& own) {
            return own.immunoglobulin_half_life_days == 1.0;
        });
        return median_survival(follow(trial, patients, MyelomaEndpoint::pfs)).value;
    };
    double const as_serum = median_pfs();
    trial.population.measurable.free_light_chain_share_of_light_chain = 0.5;
    trial.population.measurable.urine_share_of_light_chain = 0.5;
    // their disease is the same; limits and errors move its date by some months
    EXPECT_NEAR(median_pfs() / as_serum, 1.0, 0.25);
}

}  // namespace
}  // namespace vtrial::reference::myeloma
