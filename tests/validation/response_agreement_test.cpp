// Binary endpoints at the looks of single replicates: the kernels against the reference, which
// draws the same words and counts patients one by one.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/kernels/launch/runs.hpp"
#include "validation/reference/further_tests.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::test {
namespace {

#ifdef VTRIAL_SMALL_TESTS
constexpr std::uint64_t replicates = 4;
#else
constexpr std::uint64_t replicates = 200;
#endif

/// The patients of a trial who are assessed by a calendar day.
std::vector<reference::Response> assessed(trials::Study const& study, std::size_t response,
                                          reference::ReferenceTrial const& trial, int last_day) {
    double const months = study.responses[response].assessed_months;
    double const days = std::floor(months * trials::days_per_month + 0.5);
    std::vector<reference::Response> data;
    for (reference::ReferencePatient const& patient : trial.patients) {
        if (patient.entry_day + days <= last_day) {
            data.push_back({patient.responses[response], patient.arm, patient.stratum});
        }
    }
    return data;
}

/// -(p1 - p0) / sqrt(p (1 - p) (1 / n0 + 1 / n1)), p the rate of both arms together.
double pooled_z(double n0, double x0, double n1, double x1) {
    double const p = (x0 + x1) / (n0 + n1);
    double const variance = p * (1.0 - p) * (1.0 / n0 + 1.0 / n1);
    return n0 > 0.0 && n1 > 0.0 && variance > 0.0 ? -(x1 / n1 - x0 / n0) / std::sqrt(variance)
                                                  : 0.0;
}

void expect_same(std::vector<reference::Response> const& data,
                 kernels::ResponseOutcome const& outcome) {
    double patients[2] = {0.0, 0.0};
    double responders[2] = {0.0, 0.0};
    for (reference::Response const& response : data) {
        patients[response.arm] += 1.0;
        responders[response.arm] += response.responds ? 1.0 : 0.0;
    }
    for (int arm = 0; arm < 2; ++arm) {
        EXPECT_EQ(outcome.patients[arm], patients[arm]);
        EXPECT_EQ(outcome.responders[arm], responders[arm]);
    }
    EXPECT_NEAR(outcome.difference.z,
                pooled_z(patients[0], responders[0], patients[1], responders[1]), 1e-12);
    EXPECT_NEAR(outcome.stratified.z, reference::cochran_mantel_haenszel_z(data), 1e-12);
}

TEST(ResponseAgreement, AtEveryLook) {
    trials::Study study = kernels::test::with_looks(examples::rich_study());
    study.responses = {{"MRD negativity", 0.1, 0.25, 12.0, {{"risk", {1.0, 0.6}}}, 0.5},
                       {"CR", 0.25, 0.45, 9.0, {}, 0.0}};
    kernels::test::RunRecord run(study, false);
    std::int64_t seen = 0;
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        run.outcomes.clear();
        run.add(kernels::best_instruction_level(), {replicate, 1});
        reference::ReferenceTrial const trial = reference::simulate(study, replicate);
        for (std::size_t look = 0; look < study.analyses.size(); ++look) {
            kernels::LookOutcome const& outcome = run.outcomes.front().look[look];
            for (std::size_t response = 0; response < study.responses.size(); ++response) {
                auto const data = assessed(study, response, trial, outcome.day);
                expect_same(data, outcome.response[response]);
                seen += static_cast<std::int64_t>(data.size());
            }
        }
    }
    EXPECT_GT(seen, 0);
}

}  // namespace
}  // namespace vtrial::test
