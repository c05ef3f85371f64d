// Adverse events and quality of life of the kernels, in float, against the reference in double on
// the same draws, patient by patient.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>

#include "kernels/launch/cpu_team.hpp"
#include "kernels/myeloma/course.hpp"
#include "trials/lower.hpp"
#include "trials/lower_safety.hpp"
#include "trials/myeloma/maia.hpp"
#include "trials/myeloma/pollux.hpp"
#include "validation/reference/myeloma/course.hpp"

namespace vtrial::reference::myeloma {
namespace {

using Tile = kernels::MyelomaTile<64, true>;

constexpr std::uint64_t seed = 2024;
constexpr std::uint64_t replicate = 5;
constexpr std::int32_t patients_of_arm = 2048;
constexpr std::array<int, 2> measured_weeks{8, 48};

trials::Study study_of(trials::MyelomaTrial const& trial) {
    trials::Study study;
    study.myeloma = trial;
    study.patients = 2;
    study.accrual = {{0.0}, {1.0}};
    study.maximum_months = 60.0;
    study.safety = {{.name = "neutropenia"}};
    study.quality_of_life = {.months = {3.0, 12.0, 36.0}};
    for (int const week : measured_weeks) {
        study.measurements.push_back({.name = std::to_string(week), .week = week});
    }
    study.endpoints.resize(1);
    study.endpoints[0].kind = trials::EndpointKind::TTD;
    return study;
}

bool is_same_time(double reference_months, float kernel_days) {
    if (kernel_days >= kernels::never_cycles) return reference_months == never_months;
    // deaths are at interpolated times, as in the test of the courses
    return std::fabs(reference_months * trials::days_per_month - kernel_days) < 0.5;
}

bool has_cycle(Tile const& tile, int set, int cycle, std::size_t i) {
    int const row = set * kernels::words_of_cycle_set + cycle / kernels::cycles_of_word;
    auto const place = static_cast<std::size_t>(row) * Tile::capacity + i;
    return (tile.safety.cycles[place] >> (cycle % kernels::cycles_of_word) & 1u) != 0;
}

bool has_same_cycles(std::vector<int> const& expected, Tile const& tile, int set, int cycles,
                     std::size_t i) {
    bool is_same = true;
    std::size_t found = 0;
    for (int cycle = 0; cycle < cycles; ++cycle) found += has_cycle(tile, set, cycle, i) ? 1 : 0;
    for (int const cycle : expected) is_same = is_same && has_cycle(tile, set, cycle, i);
    return is_same && found == expected.size();
}

/// Two troughs and the end of treatment.
bool has_same_measurements(AdverseEvents const& expected, Tile const& tile, std::size_t i) {
    bool is_same =
        is_same_time(expected.treated_until_months, tile.measurements.treated_until_days[i]);
    for (std::size_t row = 0; row < measured_weeks.size(); ++row) {
        auto const found = expected.trough_mg_per_litre.find(measured_weeks[row] / 4);
        float const trough = tile.measurements.trough_mg_per_litre[row * Tile::capacity + i];
        // of some hundred mg/L a float keeps 5 digits through the weeks; -1 is none
        is_same = is_same && (found == expected.trough_mg_per_litre.end()
                                  ? trough < 0.0f
                                  : std::fabs(found->second - trough) < 0.01);
    }
    return is_same;
}

bool has_same_events(AdverseEvents const& expected, Tile const& tile, int cycles, std::size_t i) {
    bool is_same = true;
    for (std::size_t event = 0; event < expected.first_months.size(); ++event) {
        float const days = tile.safety.event_days[event * Tile::capacity + i];
        is_same = is_same && is_same_time(expected.first_months[event], days);
    }
    for (int event = 0; event < kernels::recurrent_events; ++event) {
        auto const& with = expected.cycles_with[static_cast<std::size_t>(event)];
        is_same = is_same && has_same_cycles(with, tile, event, cycles, i);
    }
    return is_same && has_same_measurements(expected, tile, i) &&
           has_same_cycles(expected.treated_cycles, tile, kernels::treated_row, cycles, i);
}

/// The answers at baseline and at the months, when the last was given, and the deterioration.
bool has_same_answers(trials::QualityOfLife const& asked, Answers const& expected, Tile const& tile,
                      std::size_t i) {
    auto const& own = tile.quality_of_life;
    bool is_same = expected.at(0) == own.baseline_level[i];
    for (std::size_t month = 0; month < asked.months.size(); ++month) {
        auto const found = expected.find(trials::asked_after_cycles(asked, asked.months[month]));
        int const level = found == expected.end() ? kernels::no_score_level : found->second;
        is_same = is_same && level == own.level[month * Tile::capacity + i];
    }
    int const worse = first_deterioration(expected, asked.deterioration_points);
    double const worse_months =
        worse > 0 ? worse * trials::days_per_cycle / trials::days_per_month : never_months;
    float const last = static_cast<float>(expected.rbegin()->first) * kernels::days_of_cycle;
    return is_same && is_same_time(worse_months, own.deterioration_days[i]) &&
           own.last_asked_days[i] == last;
}

struct Differences {
    int events = 0;   ///< patients of whom some adverse event differs
    int answers = 0;  ///< likewise
    int neutropenia = 0;
    int asked_at_a_year = 0;
};

Differences compare_arm(trials::Study const& study, trials::MyelomaTrial trial, int arm) {
    auto const tables = trials::lower(study);
    kernels::MyelomaPlan const& plan = tables.myeloma[0];
    trial.follow_up.horizon_months = plan.cycles * trials::days_per_cycle / trials::days_per_month;
    trial.follow_up.horizon_months -= 0.01;  // so many cycles, whatever the rounding
    Differences found;
    for (std::int32_t first = 0; first < patients_of_arm; first += Tile::capacity) {
        auto const tile = std::make_unique<Tile>();
        for (std::int32_t i = 0; i < Tile::capacity; ++i) {
            tile->covariates.arm[i] = arm;
            tile->number[i] = static_cast<std::uint32_t>(first + i);
        }
        kernels::follow_myeloma(kernels::CpuTeam<3>{}, plan, {seed, replicate, Tile::capacity},
                                *tile, [](std::int32_t) {});
        for (std::size_t i = 0; i < Tile::capacity; ++i) {
            PatientDraws const draws{{seed, replicate}, tile->number[i]};
            Course const expected =
                course_of(trial, draws, arm, KeepCycles::no, {}, {true, study.quality_of_life});
            bool const same_events =
                has_same_events(expected.adverse_events, *tile, plan.cycles, i);
            bool const same_answers =
                has_same_answers(*study.quality_of_life, expected.answers, *tile, i);
            found.events += same_events ? 0 : 1;
            found.answers += same_answers ? 0 : 1;
            found.neutropenia += expected.adverse_events.first_months[0] < never_months ? 1 : 0;
            found.asked_at_a_year += expected.answers.count(12) > 0 ? 1 : 0;
        }
    }
    std::printf("%s arm %d: of %d patients %d differ in an adverse event, %d in an answer\n",
                trial.name.c_str(), arm, patients_of_arm, found.events, found.answers);
    return found;
}

/// A backbone that pauses and ends, a transplant, doses that end, injections, answers after
/// progression.
trials::Study with_every_switch(trials::MyelomaTrial& trial) {
    trial = trials::pollux();
    trial.name = "every switch";
    trial.regimens[1].daratumumab = usual_dosing(trials::Route::subcutaneous);
    trial.regimens[1].backbone.last_week = 38;
    trial.regimens[1].backbone.pauses = {{16, 24}};
    trial.regimens[1].transplant = {.week = 20,
                                    .share = 0.9,
                                    .sensitive_kill_log10 = 0.5,
                                    .resistant_kill_log10 = 0.5,
                                    .death_probability = 0.05};
    trial.regimens[1].daratumumab->last_week = 102;
    trial.regimens[1].daratumumab->stop_share_with_backbone = 0.4;
    trial.safety.neutropenia.log_per_decade_over_70 = 0.2;
    trial.safety.infusion_reactions.later_subcutaneous = 0.05;
    trials::Study study = study_of(trial);
    study.quality_of_life->every_cycles = 2;
    study.quality_of_life->goes_on_after_progression = true;
    study.quality_of_life->deterioration_points = 5.0;
    return study;
}

class SafetyKernel : public testing::TestWithParam<int> {};

TEST_P(SafetyKernel, AgreesWithTheReference) {
    trials::MyelomaTrial trial = GetParam() / 2 == 0 ? trials::maia() : trials::pollux();
    trials::Study const study = GetParam() / 2 < 2 ? study_of(trial) : with_every_switch(trial);
    Differences const found = compare_arm(study, trial, GetParam() % 2);
    // a uniform within rounding of a probability, or a score within rounding of a level, may fall
    // on the other side of it, as a visit's value in the test of the courses
    EXPECT_LE(found.events, patients_of_arm / 500);
    EXPECT_LE(found.answers, patients_of_arm / 500);
    EXPECT_GT(found.neutropenia, patients_of_arm / 10);
}

INSTANTIATE_TEST_SUITE_P(TrialsAndArms, SafetyKernel, testing::Range(0, 6));

}  // namespace
}  // namespace vtrial::reference::myeloma
