// A second randomisation of patients whose progression is seen at visits: the kernels against the
// reference.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/support/second_randomisation_studies.hpp"
#include "tests/validation/assessed_looks.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::test {
namespace {

using trials::CensoringRule;

/// Who is randomised again is who has not progressed, seen or not, and PFS from then on is dated by
/// the same visits: of the kernels as of the reference, which draws and follows by itself.
void expect_same_second_randomisation(trials::Study const& study, std::uint64_t replicates) {
    AssessedTrials simulation(study);
    std::int64_t randomised_again = 0;
    std::int64_t dated_before = 0;
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        kernels::Patients const& patients = simulation.simulate(replicate);
        auto const trial = reference::simulate(study, replicate);
        for (std::int32_t i = 0; i < patients.count; ++i) {
            auto const& expected = trial.patients[static_cast<std::size_t>(i)];
            ASSERT_EQ(patients.second_day[i], expected.second_day) << replicate << " " << i;
            if (expected.second_day < 0) continue;
            EXPECT_EQ(patients.second_planned[i], expected.second_arm) << replicate << " " << i;
            ++randomised_again;
            dated_before += expected.follow_up[0].leave_day < expected.second_day ? 1 : 0;
        }
    }
    EXPECT_GT(randomised_again, 0);
    EXPECT_GT(dated_before, 0);  // censored by the rule at a visit before
}

TEST(AssessmentAgreement, FromASecondRandomisationOn) {
    for (auto const& rules : {std::vector{CensoringRule::fda, CensoringRule::treatment_policy},
                              std::vector{CensoringRule::treatment_policy, CensoringRule::fda}}) {
        trials::Study study = kernels::test::with_looks(examples::rich_study());
        study.assessments = {{{28, 12.0}, {56, std::nullopt}}, 0.1, 0.15, 0.0, 0.0};
        examples::randomise_again(study, 8.3, {{"progression", 0.5}});
        for (trials::Endpoint& endpoint : study.endpoints) {
            if (endpoint.kind == trials::EndpointKind::PFS) {
                endpoint.rules = rules;
            }
        }
        // three of PFS under two rules each, and two of OS and PFS2
        ASSERT_GE(trials::estimands_of(study).size(), 8u);
        expect_same_second_randomisation(
            study, std::max<std::uint64_t>(2, 20 / part_of_assessed_replicates));
        expect_same_looks(study, std::max<std::uint64_t>(2, 60 / part_of_assessed_replicates));
    }
}

}  // namespace
}  // namespace vtrial::test
