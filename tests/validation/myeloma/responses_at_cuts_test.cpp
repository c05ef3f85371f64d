// What data cuts know of responses by the disease model: replicates of the kernels against patients
// counted one by one from the reference's courses on the same draws.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "tests/kernels/launch/runs.hpp"
#include "tests/validation/compare_looks.hpp"
#include "trials/myeloma/pollux.hpp"
#include "trials/validate.hpp"
#include "validation/reference/myeloma/course.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::test {
namespace {

using reference::myeloma::Course;
using trials::ResponseMeasure;

constexpr std::uint64_t replicates = 4;

/// A patient of the reference's trial, with the course.
struct FollowedPatient {
    reference::ReferencePatient patient;
    Course course;

    /// Days from randomisation to something seen at a visit; empty where it does not come before
    /// drop-out.
    std::optional<int> seen_day(double months) const {
        double const days = std::round(months * trials::days_per_month);  // whole cycles
        return days <= patient.dropout_days ? std::optional(static_cast<int>(days)) : std::nullopt;
    }
    bool is_seen_by(int last_day, double months) const {
        auto const day = seen_day(months);
        return day && patient.entry_day + *day <= last_day;
    }
};

double first_negative_months(Course const& course) {
    auto const& results = course.residual_disease;
    auto const found = std::find_if(results.begin(), results.end(),
                                    [](auto const& result) { return result.negative; });
    return found == results.end() ? reference::myeloma::never_months : found->months;
}

/// Stable disease or better: so far free of progression, by the visits of the first six weeks.
double stable_months(Course const& course) {
    constexpr double months = 42.0 / trials::days_per_month;
    bool const is_evaluable = course.best_response != reference::myeloma::Response::not_evaluable;
    return is_evaluable && course.progression_free_months() >= months
               ? months
               : reference::myeloma::never_months;
}

double months_whenever(trials::Response const& response, Course const& course) {
    using reference::myeloma::Response;
    if (response.measure == ResponseMeasure::stable) {
        return stable_months(course);
    }
    if (response.sustained_months) {
        return sustained_negative_months(course.residual_disease, *response.sustained_months);
    }
    if (response.measure == ResponseMeasure::mrd_negative) {
        return first_negative_months(course);
    }
    auto const depth = static_cast<int>(*response.measure) + static_cast<int>(Response::minimal);
    return course.months_to(static_cast<Response>(depth));
}

double months_to(trials::Response const& response, Course const& course) {
    double const months = months_whenever(response, course);
    bool const counts = !response.within_months || months <= *response.within_months;
    return counts ? months : reference::myeloma::never_months;
}

std::vector<FollowedPatient> follow(trials::Study const& study, std::uint64_t replicate) {
    trials::MyelomaTrial trial;
    static_cast<trials::MyelomaModel&>(trial) = *study.myeloma;
    trial.follow_up.horizon_months = study.maximum_months + 6.0;
    std::vector<FollowedPatient> patients;
    for (reference::ReferencePatient const& patient :
         reference::simulate(study, replicate).patients) {
        auto const number = static_cast<std::uint32_t>(patients.size());
        patients.push_back({patient, reference::myeloma::course_of(
                                         trial, {{study.seed, replicate}, number}, patient.arm)});
    }
    return patients;
}

trials::Study study_with_responses(trials::MyelomaModel const& model) {
    trials::Study study = examples::myeloma_study();
    study.myeloma = model;
    study.patients = 400;
    study.dropout = {0.05, 0.10};
    study.maximum_months = 70.0;
    study.factors = {{"region", {"North America", "other"}, {0.3, 0.7}}};
    study.responses = {{.name = "MR", .measure = ResponseMeasure::minimal},
                       {.name = "PR", .measure = ResponseMeasure::partial},
                       {.name = "VGPR", .measure = ResponseMeasure::very_good_partial},
                       {.name = "CR", .measure = ResponseMeasure::complete},
                       {.name = "sCR", .measure = ResponseMeasure::stringent_complete},
                       {.name = "MRD", .measure = ResponseMeasure::mrd_negative},
                       {.name = "MRD for a year",
                        .measure = ResponseMeasure::mrd_negative,
                        .sustained_months = 12.0},
                       {.name = "MRD for half a year",
                        .measure = ResponseMeasure::mrd_negative,
                        .sustained_months = 6.0}};
    using trials::Trigger;
    study.analyses = {examples::after_months("early", Trigger::calendar, 14.0),
                      examples::after_months("late", Trigger::calendar, 60.0)};
    study.endpoints = {examples::decided_by_logrank(trials::EndpointKind::PFS)};
    return study;
}

void expect_same_counts(trials::Study const& study, std::vector<FollowedPatient> const& patients,
                        kernels::LookOutcome const& look) {
    for (std::size_t number = 0; number < study.responses.size(); ++number) {
        std::vector<reference::Response> data;
        int responders[2] = {0, 0};
        for (FollowedPatient const& one : patients) {
            if (one.patient.entry_day > look.day) continue;
            double const months = months_to(study.responses[number], one.course);
            bool const responds = one.is_seen_by(look.day, months);
            responders[one.patient.arm] += responds ? 1 : 0;
            data.push_back({responds, one.patient.arm, one.patient.stratum});
        }
        kernels::ResponseOutcome const& found = look.response[number];
        std::string const& name = study.responses[number].name;
        EXPECT_EQ(found.patients[0] + found.patients[1], static_cast<int>(data.size())) << name;
        EXPECT_EQ(found.responders[0], responders[0]) << name;
        EXPECT_EQ(found.responders[1], responders[1]) << name;
        EXPECT_NEAR(found.stratified.z, reference::cochran_mantel_haenszel_z(data), 1e-12) << name;
    }
}

TEST(ResponsesAtCuts, AreThoseOfTheReferenceEarlyAndLate) {
    for (trials::MyelomaModel const& model :
         {trials::MyelomaModel(trials::maia()), trials::MyelomaModel(trials::pollux())}) {
        trials::Study const study = study_with_responses(model);
        kernels::test::RunRecord run(study, false);
        run.add(kernels::best_instruction_level(), {0, replicates});
        int early = 0;
        int late = 0;
        for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
            auto const patients = follow(study, replicate);
            auto const& looks = run.outcomes[replicate].look;
            expect_same_counts(study, patients, looks[0]);
            expect_same_counts(study, patients, looks[1]);
            early += looks[0].response[6].responders[1];
            late += looks[1].response[6].responders[1];
        }
        EXPECT_LT(early, late);
        EXPECT_GT(late, 40);
    }
}

TEST(ResponsesAtCuts, CountWithinTheirMonthsAlone) {
    trials::Study study = study_with_responses(trials::pollux());
    study.responses = {
        {.name = "SD", .measure = ResponseMeasure::stable},
        {.name = "PR", .measure = ResponseMeasure::partial},
        {.name = "PR within ten weeks", .measure = ResponseMeasure::partial, .within_months = 2.3},
        {.name = "MRD within two years",
         .measure = ResponseMeasure::mrd_negative,
         .within_months = 24.0}};
    kernels::test::RunRecord run(study, false);
    run.add(kernels::best_instruction_level(), {0, replicates});
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        auto const patients = follow(study, replicate);
        auto const& look = run.outcomes[replicate].look[1];
        expect_same_counts(study, patients, look);
        EXPECT_GT(look.response[0].responders[1], look.response[1].responders[1]);
        EXPECT_GT(look.response[1].responders[1], look.response[2].responders[1]);
    }
}

/// PFS of a patient at a cut, from the kernels' whole days; a time from a later day on.
reference::Observation pfs_at_cut(reference::ReferencePatient const& patient, int last_day,
                                  int from_day) {
    reference::FollowUp const& pfs = patient.follow_up_of(trials::EndpointKind::PFS);
    int const followed = last_day - patient.entry_day;
    bool const is_over = pfs.leave_day <= followed;
    double const time = (is_over ? pfs.leave_day : followed) - from_day;
    return {time, is_over && pfs.event, patient.arm, patient.stratum};
}

/// The patients' PFS days are those that the kernels have, which another test compares.
void take_follow_up(kernels::test::RunRecord& run, std::vector<FollowedPatient>& patients) {
    auto const trial = trial_of(run.tables.plan, run.workspace.scratch.patients);
    for (std::size_t i = 0; i < patients.size(); ++i) {
        patients[i].patient.follow_up = trial.patients[i].follow_up;
    }
}

/// The data of a look for each endpoint of the next test.
std::vector<std::vector<reference::Observation>> data_of(std::vector<FollowedPatient> const& all,
                                                         int last_day) {
    std::vector<std::vector<reference::Observation>> data(4);
    for (FollowedPatient const& one : all) {
        if (one.patient.entry_day > last_day) continue;
        auto const pfs = pfs_at_cut(one.patient, last_day, 0);
        data[0].push_back(pfs);
        if (one.is_seen_by(last_day, one.course.months_to(reference::myeloma::Response::partial))) {
            int const began = *one.seen_day(one.course.response_began_months);
            data[1].push_back(pfs_at_cut(one.patient, last_day, began));
        }
        bool const is_negative = one.is_seen_by(last_day, first_negative_months(one.course));
        data[is_negative ? 2 : 3].push_back(pfs);
    }
    return data;
}

TEST(ResponsesAtCuts, AreWhereDurationBeginsAndBySubgroup) {
    using trials::EndpointKind;
    trials::Study study = study_with_responses(trials::pollux());
    study.subgroups = {{"negative", {}, "MRD", true}, {"not_negative", {}, "MRD", false}};
    study.endpoints = {examples::decided_by_logrank(EndpointKind::PFS),
                       examples::decided_by_logrank(EndpointKind::DOR),
                       examples::decided_by_logrank(EndpointKind::PFS),
                       examples::decided_by_logrank(EndpointKind::PFS)};
    study.endpoints[2].population = "negative";
    study.endpoints[3].population = "not_negative";
    ASSERT_TRUE(validate(study).empty());
    kernels::test::RunRecord run(study, false);
    Comparison comparison;
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        auto patients = follow(study, replicate);
        run.outcomes.clear();
        run.add(kernels::best_instruction_level(), {replicate, 1});
        take_follow_up(run, patients);
        for (int number = 0; number < 2; ++number) {
            kernels::LookOutcome const& look = run.outcomes.front().look[number];
            auto const data = data_of(patients, look.day);
            EXPECT_EQ(look.patients, static_cast<int>(data[0].size()));
            EXPECT_GT(data[1].size(), 20U);
            for (std::size_t estimand = 0; estimand < data.size(); ++estimand) {
                compare_endpoint(data[estimand], look.estimand[estimand], comparison);
            }
        }
    }
    for (auto const& [fault, count] : comparison.faults) {
        ADD_FAILURE() << fault << ": " << count << " times";
    }
    EXPECT_LT(comparison.largest_z, same_statistic);
}

}  // namespace
}  // namespace vtrial::test
