// What data cuts know of concentrations and times: replicates of the kernels against patients
// measured one by one from the reference's courses on the same draws, and troughs against a closed
// form.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/kernels/launch/runs.hpp"
#include "tests/support/second_randomisation_studies.hpp"
#include "tests/validation/myeloma/switched_trials.hpp"
#include "trials/validate.hpp"
#include "validation/reference/myeloma/course.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::test {
namespace {

using reference::myeloma::Course;
using trials::MeasurementKind;

constexpr std::uint64_t replicates = 4;

struct FollowedPatient {
    reference::ReferencePatient patient;
    Course course;
};

/// A patient's number at a cut: mg/L or days; and whether it is known.
struct Measured {
    bool is_known = false;
    double number = 0.0;
};

Measured measured_at(trials::Measurement const& measurement, FollowedPatient const& one,
                     int last_day) {
    double const followed =
        std::min<double>(one.patient.dropout_days, last_day - one.patient.entry_day);
    auto const whole_days = [](double months) {
        return std::floor(months * trials::days_per_month + 0.01);
    };
    if (measurement.measure == MeasurementKind::time_on_treatment) {
        double const days = whole_days(one.course.adverse_events.treated_until_months);
        return {followed >= 0.0, std::min(days, std::floor(followed))};
    }
    if (measurement.measure == MeasurementKind::time_to_response) {
        double const confirmed = one.course.months_to(reference::myeloma::Response::partial);
        return {whole_days(confirmed) <= followed, whole_days(one.course.response_began_months)};
    }
    int const cycle = *measurement.week / 4;
    auto const& troughs = one.course.adverse_events.trough_mg_per_litre;
    auto const found = troughs.find(cycle);
    bool const is_seen = cycle * trials::days_per_cycle <= followed;
    return {found != troughs.end() && is_seen, found == troughs.end() ? 0.0 : found->second};
}

trials::Study study_of_measurements() {
    trials::Study study = examples::myeloma_study();
    study.myeloma = trials::pollux();
    study.patients = 400;
    study.dropout = {0.05, 0.10};
    study.maximum_months = 70.0;
    study.measurements = {{.name = "trough", .measure = MeasurementKind::trough, .week = 8},
                          {.name = "late trough", .measure = MeasurementKind::trough, .week = 24},
                          {.name = "response", .measure = MeasurementKind::time_to_response},
                          {.name = "treatment", .measure = MeasurementKind::time_on_treatment}};
    using trials::Trigger;
    study.analyses = {examples::after_months("early", Trigger::calendar, 9.0),
                      examples::after_months("late", Trigger::calendar, 60.0)};
    study.endpoints = {examples::decided_by_logrank(trials::EndpointKind::PFS)};
    return study;
}

std::vector<FollowedPatient> follow(trials::Study const& study, std::uint64_t replicate) {
    trials::MyelomaTrial trial;
    static_cast<trials::MyelomaModel&>(trial) = *study.myeloma;
    trial.follow_up.horizon_months = study.maximum_months + 6.0;
    std::vector<FollowedPatient> patients;
    for (reference::ReferencePatient const& patient :
         reference::simulate(study, replicate).patients) {
        auto const number = static_cast<std::uint32_t>(patients.size());
        patients.push_back(
            {patient, course_of(trial, {{study.seed, replicate}, number}, patient.arm,
                                reference::myeloma::KeepCycles::no, {}, {true, {}})});
    }
    return patients;
}

/// Twice the median, the middle of the two where their number is even.
double twice_median(std::vector<double> numbers) {
    if (numbers.empty()) return 0.0;
    std::sort(numbers.begin(), numbers.end());
    return numbers[(numbers.size() - 1) / 2] + numbers[numbers.size() / 2];
}

void expect_same(trials::Measurement const& measurement,
                 std::vector<FollowedPatient> const& patients, int last_day,
                 kernels::MeasurementOutcome const& found) {
    std::vector<double> numbers[2];
    for (FollowedPatient const& one : patients) {
        if (one.patient.entry_day > last_day) continue;
        Measured const measured = measured_at(measurement, one, last_day);
        if (measured.is_known) numbers[one.patient.arm].push_back(measured.number);
    }
    bool const is_trough = measurement.measure == MeasurementKind::trough;
    for (int arm = 0; arm < 2; ++arm) {
        double sum = 0.0;
        for (double const number : numbers[arm]) sum += number;
        auto const count = static_cast<double>(numbers[arm].size());
        EXPECT_EQ(found.patients[arm], count) << measurement.name;
        double const unit = is_trough ? kernels::parts_of_mg_per_litre : 1.0;
        // a concentration is rounded to a sixteenth; a day may be cut off on either side of a whole
        // one where somebody dies or drops out within rounding of midnight
        EXPECT_NEAR(static_cast<double>(found.sum[arm]) / unit, sum, 0.05 * count + 1e-9)
            << measurement.name;
        if (!is_trough) {
            EXPECT_NEAR(found.twice_median[arm], twice_median(numbers[arm]), 1.0);
        }
    }
}

TEST(MeasurementsAtCuts, AreThoseOfTheReferenceEarlyAndLate) {
    trials::Study const study = study_of_measurements();
    ASSERT_TRUE(validate(study).empty());
    kernels::test::RunRecord run(study, false);
    run.add(kernels::best_instruction_level(), {0, replicates});
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        auto const patients = follow(study, replicate);
        for (int look = 0; look < 2; ++look) {
            kernels::LookOutcome const& found = run.outcomes[replicate].look[look];
            for (std::size_t row = 0; row < study.measurements.size(); ++row) {
                expect_same(study.measurements[row], patients, found.day, found.measurement[row]);
            }
        }
        auto const& late = run.outcomes[replicate].look[1];
        EXPECT_EQ(late.measurement[0].patients[0], 0) << "the control arm has no daratumumab";
        EXPECT_GT(late.measurement[0].patients[1], 150);
        EXPECT_GT(late.measurement[2].patients[0], 100);
        EXPECT_LT(run.outcomes[replicate].look[0].measurement[1].patients[1],
                  late.measurement[1].patients[1]);
    }
}

/// Without target-mediated elimination and without differences between patients, eight weekly doses
/// leave dose / volume * (e^(-7 k) + ... + e^(-56 k)) before the ninth.
TEST(MeasurementsAtCuts, TroughsFollowAClosedForm) {
    trials::Study study = study_of_measurements();
    trials::DaratumumabExposure& exposure = study.myeloma->daratumumab.exposure;
    exposure.clearance_log_sd = 0.0;
    exposure.target_mediated_mg_per_day = 1e-6;
    study.measurements.resize(1);
    ASSERT_TRUE(validate(study).empty());
    kernels::test::RunRecord run(study, false);
    run.add(kernels::best_instruction_level(), {0, 1});
    double const weekly = 7.0 * exposure.clearance_litres_per_day / exposure.volume_litres;
    double expected = 0.0;
    for (int doses = 1; doses <= 8; ++doses) expected += std::exp(-weekly * doses);
    expected *= study.myeloma->regimens[1].daratumumab->dose_mg / exposure.volume_litres;
    kernels::MeasurementOutcome const& found = run.outcomes[0].look[1].measurement[0];
    ASSERT_GT(found.patients[1], 100);
    // rounded to a sixteenth
    EXPECT_NEAR(static_cast<double>(found.sum[1]) / found.patients[1] / 16.0, expected, 0.04);
    double const mean = static_cast<double>(found.sum[1]) / found.patients[1];
    EXPECT_NEAR(static_cast<double>(found.squares[1]) / found.patients[1], mean * mean,
                mean * mean * 1e-12);
}

/// COLUMBA, SC against IV: 593 against 522 and 581 against 496 mg/L before the third cycle.
TEST(MeasurementsAtCuts, TroughsUnderTheSkinAreATenthHigher) {
    trials::Study study = study_of_measurements();
    study.measurements.resize(1);
    study.myeloma->regimens[0] = study.myeloma->regimens[1];
    study.myeloma->regimens[1].daratumumab = usual_dosing(trials::Route::subcutaneous);
    kernels::test::RunRecord run(study, false);
    run.add(kernels::best_instruction_level(), {0, replicates});
    double sum[2] = {0.0, 0.0};
    double patients[2] = {0.0, 0.0};
    for (kernels::ReplicateOutcome const& outcome : run.outcomes) {
        kernels::MeasurementOutcome const& found = outcome.look[1].measurement[0];
        for (int arm = 0; arm < 2; ++arm) {
            sum[arm] += static_cast<double>(found.sum[arm]);
            patients[arm] += found.patients[arm];
        }
    }
    // published ratios of the means: 1.14 and 1.17, of the geometric ones 1.08; about 800 patients
    // an arm with a standard deviation of a third are known to 0.02
    EXPECT_NEAR(sum[1] / patients[1] / (sum[0] / patients[0]), 1.12, 0.06);
}

TEST(MeasurementsAtCuts, ChangeNothingElse) {
    trials::Study study = study_of_measurements();
    kernels::test::RunRecord with(study, false);
    with.add(kernels::best_instruction_level(), {0, replicates});
    study.measurements.clear();
    kernels::test::RunRecord without(study, false);
    without.add(kernels::best_instruction_level(), {0, replicates});
    for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
        for (int look = 0; look < 2; ++look) {
            EXPECT_EQ(with.outcomes[replicate].look[look].estimand[0],
                      without.outcomes[replicate].look[look].estimand[0]);
        }
    }
}

/// Patients of a response from the second randomisation are those who were randomised again, by
/// their second arm; those of each first arm together are all.
TEST(ResponsesFromTheSecondRandomisation, AreOfThoseRandomisedAgain) {
    trials::Study study = study_of_measurements();
    study.myeloma = reference::myeloma::with_transplant();
    study.measurements.clear();
    examples::randomise_again(study, 9.0, {});
    trials::Subgroup other;
    other.name = "first_control";
    other.arm = study.arms[0].label;
    study.subgroups.push_back(other);
    using trials::ResponseMeasure;
    for (char const* const population : {"", "first_control", "first_experimental"}) {
        study.responses.push_back({.name = std::string("PR") + population,
                                   .measure = ResponseMeasure::partial,
                                   .population = population,
                                   .from = "maintenance"});
    }
    study.responses.push_back({.name = "PR", .measure = ResponseMeasure::partial});
    study.responses[0].name = "PR again";
    ASSERT_TRUE(validate(study).empty()) << validate(study).front().message;
    kernels::test::RunRecord run(study, false);
    run.add(kernels::best_instruction_level(), {0, replicates});
    for (kernels::ReplicateOutcome const& outcome : run.outcomes) {
        kernels::LookOutcome const& late = outcome.look[1];
        kernels::ResponseOutcome const& all = late.response[0];
        for (int arm = 0; arm < 2; ++arm) {
            EXPECT_EQ(all.patients[arm], late.randomised_again[arm]);
            EXPECT_EQ(late.response[1].patients[arm] + late.response[2].patients[arm],
                      all.patients[arm]);
            EXPECT_EQ(late.response[1].responders[arm] + late.response[2].responders[arm],
                      all.responders[arm]);
            EXPECT_GT(late.response[1].patients[arm], 0);
            EXPECT_GT(late.response[2].patients[arm], 0);
        }
        EXPECT_GT(all.responders[0] + all.responders[1], 0);
        EXPECT_LE(all.responders[0] + all.responders[1],
                  late.response[3].responders[0] + late.response[3].responders[1]);
    }
}

}  // namespace
}  // namespace vtrial::test
