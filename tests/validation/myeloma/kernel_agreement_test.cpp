// The disease model of the kernels, in float, against the reference in double on the same draws.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <memory>
#include <vector>

#include "kernels/launch/cpu_team.hpp"
#include "kernels/myeloma/course.hpp"
#include "tests/validation/myeloma/switched_trials.hpp"
#include "trials/myeloma/lower_myeloma.hpp"
#include "validation/reference/myeloma/course.hpp"
#include "validation/reference/myeloma/time.hpp"

namespace vtrial::reference::myeloma {
namespace {

using Tile = kernels::MyelomaTile<64>;

constexpr std::uint64_t seed = 2024;
constexpr std::uint64_t replicate = 3;
constexpr std::int32_t patients_of_arm = 4096;
constexpr double days_per_month = trials::days_per_month;
constexpr double sustained_months[] = {6.0, 12.0, 18.0, 24.0};
constexpr kernels::SecondTreatmentPlan second_of_kernel{
    10, kernels::response_row(kernels::MyelomaResponse::partial)};

/// A third of the patients would not be randomised again, the others are by turns.
int second_arm_of(std::int32_t patient) { return patient % 3 - 1; }

struct Differences {
    int patients = 0;
    int covariates = 0;
    int times = 0;                ///< some time differs by more than a visit
    int categories = 0;           ///< a response, a result in marrow or a later drug differs
    int stops = 0;                ///< toxicity stops a drug in another cycle
    int decisions = 0;            ///< patients of whom anything discrete differs
    double largest_marker = 0.0;  ///< relative difference, where no decision differed
    double largest_burden = 0.0;
    double largest_time_days = 0.0;  ///< where no decision differed
};

/// The courses of a tile and what the hook has seen.
struct TileCourses {
    std::unique_ptr<Tile> tile = std::make_unique<Tile>();
    std::vector<std::vector<float>> marker;  ///< by cycle, patient
    std::vector<std::vector<float>> log2_burden;
    std::vector<std::vector<std::int32_t>> backbone_is_stopped;
    std::vector<std::vector<std::int32_t>> on_daratumumab;

    template <class Number>
    static void keep(Number const (&now)[Tile::capacity], std::vector<std::vector<Number>>& all) {
        all.emplace_back(std::begin(now), std::end(now));
    }

    void follow(kernels::MyelomaPlan const& plan, int arm, std::int32_t first) {
        for (std::int32_t i = 0; i < Tile::capacity; ++i) {
            tile->covariates.arm[i] = arm;
            tile->number[i] = static_cast<std::uint32_t>(first + i);
            tile->second_arm[i] = second_arm_of(first + i);
        }
        auto const& state = tile->state;
        kernels::follow_myeloma(kernels::CpuTeam<3>{}, plan, {seed, replicate, Tile::capacity},
                                *tile, [&](std::int32_t) {
                                    keep(state.marker, marker);
                                    keep(state.log2_burden, log2_burden);
                                    keep(state.backbone_is_stopped, backbone_is_stopped);
                                    keep(state.on_daratumumab, on_daratumumab);
                                });
    }
};

/// Whether toxicity stops the patient's drugs in the same cycles.
bool has_same_stops(Course const& expected, TileCourses const& tiles, std::size_t i) {
    for (std::size_t cycle = 0; cycle < expected.cycles.size(); ++cycle) {
        CycleState const& state = expected.cycles[cycle];
        if (state.backbone_is_stopped != (tiles.backbone_is_stopped[cycle][i] != 0) ||
            state.on_daratumumab != (tiles.on_daratumumab[cycle][i] != 0)) {
            return false;
        }
    }
    return true;
}

/// Days between two times; 0 where neither has come, very many where one has not.
double days_apart(double reference_months, float kernel_days) {
    bool const is_missing = kernel_days >= kernels::never_cycles;
    if (is_missing && reference_months == never_months) return 0.0;
    if (is_missing != (reference_months == never_months)) return 1e9;
    return std::fabs(reference_months * days_per_month - kernel_days);
}

bool has_same_covariates(Covariates const& expected, Tile const& tile, std::size_t i) {
    auto const& own = tile.covariates;
    return std::fabs(expected.age_years - own.age_years[i]) < 1e-5 &&
           expected.male == (own.is_male[i] != 0) && expected.stage == own.stage[i] + 1 &&
           expected.high_risk_cytogenetics == (own.has_high_risk_cytogenetics[i] != 0) &&
           expected.performance == own.performance[i] &&
           expected.prior_lines == own.prior_lines[i] &&
           expected.refractory == (own.is_refractory[i] != 0) &&
           expected.comorbid == (own.is_comorbid[i] != 0) &&
           expected.renal_impairment == (own.has_renal_impairment[i] != 0) &&
           static_cast<int>(expected.measured_in) == own.measured_in[i] &&
           std::fabs(expected.baseline_marker / own.baseline_marker[i] - 1.0) < 1e-6;
}

/// Whether each depth of response was confirmed, and the first began, at the same visit.
bool has_same_responses(Course const& expected, Tile const& tile, std::size_t i) {
    auto const& days = tile.course.response_days;
    for (std::size_t row = 0; row < kernels::response_depths; ++row) {
        auto const depth = static_cast<Response>(row + static_cast<std::size_t>(Response::minimal));
        if (days_apart(expected.months_to(depth), days[row * Tile::capacity + i]) >= 0.01) {
            return false;
        }
    }
    return days_apart(expected.response_began_months, tile.course.response_began_days[i]) < 0.01;
}

/// Whether marrow was found negative first, and for so long, at the same visit.
bool has_same_negativity(Course const& expected, Tile const& tile, std::size_t i) {
    auto const& course = tile.course;
    double first = never_months;
    for (ResidualDiseaseResult const& result : expected.residual_disease) {
        if (result.negative) first = std::min(first, result.months);
    }
    bool is_same = days_apart(first, course.first_negative_days[i]) < 0.01;
    for (std::size_t span = 0; span < std::size(sustained_months); ++span) {
        double const months =
            sustained_negative_months(expected.residual_disease, sustained_months[span]);
        float const days = course.sustained_negative_days[span * Tile::capacity + i];
        is_same = is_same && days_apart(months, days) < 0.01;
    }
    return is_same;
}

bool has_same_categories(Course const& expected, Tile const& tile, std::size_t i) {
    return has_same_responses(expected, tile, i) && has_same_negativity(expected, tile, i) &&
           expected.had_later_daratumumab == (tile.course.had_later_daratumumab[i] != 0);
}

/// The largest difference of the times of one patient, in days.
double largest_days_apart(Course const& expected, Tile const& tile, std::size_t i) {
    auto const& course = tile.course;
    return std::max(
        {days_apart(expected.first_progression_months, course.first_progression_days[i]),
         days_apart(expected.second_progression_months, course.second_progression_days[i]),
         days_apart(expected.next_line_months, course.next_line_days[i]),
         days_apart(expected.second_months, course.second_days[i]),
         days_apart(expected.death_months, course.death_days[i])});
}

void compare_patient(Course const& expected, TileCourses const& tiles, std::size_t i,
                     Differences& total) {
    Tile const& tile = *tiles.tile;
    ++total.patients;
    total.covariates += has_same_covariates(expected.covariates, tile, i) ? 0 : 1;
    double const days = largest_days_apart(expected, tile, i);
    bool const same_categories = has_same_categories(expected, tile, i);
    bool const same_stops = has_same_stops(expected, tiles, i);
    total.times += days > trials::days_per_cycle ? 1 : 0;
    total.categories += same_categories ? 0 : 1;
    total.stops += same_stops ? 0 : 1;
    if (days > 1.0 || !same_categories || !same_stops) {
        ++total.decisions;
        return;
    }
    total.largest_time_days = std::max(total.largest_time_days, days);
    for (std::size_t cycle = 0; cycle < expected.cycles.size(); ++cycle) {
        CycleState const& state = expected.cycles[cycle];
        double const burden = std::exp2(static_cast<double>(tiles.log2_burden[cycle][i]));
        total.largest_marker =
            std::max(total.largest_marker, std::fabs(tiles.marker[cycle][i] / state.marker - 1.0));
        total.largest_burden =
            std::max(total.largest_burden, std::fabs(burden / state.burden - 1.0));
    }
}

Differences compare_arm(trials::MyelomaTrial const& trial, int arm) {
    bool const has_second = trial.regimens.second[0].has_value();
    auto const plan = std::make_unique<kernels::MyelomaPlan>(trials::lower_myeloma(
        trial, trial.follow_up.horizon_months, sustained_months,
        has_second ? second_of_kernel : kernels::SecondTreatmentPlan{-1, -1}));
    Differences total;
    for (std::int32_t first = 0; first < patients_of_arm; first += Tile::capacity) {
        TileCourses tiles;
        tiles.follow(*plan, arm, first);
        for (std::size_t i = 0; i < Tile::capacity; ++i) {
            auto const number = static_cast<std::uint32_t>(first) + static_cast<std::uint32_t>(i);
            PatientDraws const draws{{seed, replicate}, number};
            SecondRandomisation const second{second_of_kernel.cycle, Response::partial,
                                             second_arm_of(first + static_cast<std::int32_t>(i))};
            auto const of_trial = has_second ? std::optional(second) : std::nullopt;
            compare_patient(course_of(trial, draws, arm, KeepCycles::yes, of_trial), tiles, i,
                            total);
        }
    }
    std::printf(
        "%s arm %d: of %d patients %d differ in a time by more than a visit, %d in a "
        "category, %d in a stop, %d in any decision; of the others M-protein by at most %.2g, "
        "burden %.2g, times %.2g days\n",
        trial.name.c_str(), arm, total.patients, total.times, total.categories, total.stops,
        total.decisions, total.largest_marker, total.largest_burden, total.largest_time_days);
    return total;
}

class MyelomaKernelSlow : public testing::TestWithParam<int> {};

TEST_P(MyelomaKernelSlow, AgreesWithTheReference) {
    trials::MyelomaTrial const trials[] = {trials::maia(), trials::pollux(), with_every_switch(),
                                           with_loss_at_once(), with_transplant()};
    Differences const found = compare_arm(trials[GetParam() / 2], GetParam() % 2);
    EXPECT_EQ(found.covariates, 0);
    // a visit's value within rounding of a limit may fall on the other side of it
    EXPECT_LE(found.times, found.patients / 1000);
    EXPECT_LE(found.categories, found.patients / 1000);
    // and hazards that add up to within rounding of a threshold stop a drug a cycle later
    EXPECT_LE(found.stops, found.patients / 1000);
    EXPECT_LT(found.largest_marker, 1e-4);
}

INSTANTIATE_TEST_SUITE_P(TrialsAndArms, MyelomaKernelSlow, testing::Range(0, 10));

}  // namespace
}  // namespace vtrial::reference::myeloma
