// Addresses of a myeloma patient's draws.
#include "validation/reference/myeloma/draws.hpp"

#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "kernels/plan/draws.hpp"

namespace vtrial::reference::myeloma {
namespace {

std::vector<DrawAddress> all_addresses() {
    using namespace address;
    std::vector<DrawAddress> all{arrival,
                                 dropout,
                                 age,
                                 sex,
                                 stage,
                                 cytogenetics,
                                 performance,
                                 prior_lines,
                                 refractory,
                                 immunoglobulin,
                                 measured_in,
                                 baseline_marker,
                                 comorbidity,
                                 renal_function,
                                 aggressiveness,
                                 growth,
                                 resistant_clone,
                                 backbone_kill,
                                 transformation,
                                 death,
                                 backbone_stop,
                                 daratumumab_stop,
                                 fast_kill,
                                 immune_kill,
                                 clearance,
                                 target_mediated_elimination,
                                 escape,
                                 visit_parity,
                                 visit_phase,
                                 marrow_confirmation,
                                 residual_disease_repeated,
                                 response_evaluable,
                                 residual_disease_evaluable};
    for (std::uint32_t line = 1; line <= 5; ++line) {
        all.insert(all.end(),
                   {clinical_progression(line), no_further_treatment(line), gap(line),
                    later_daratumumab(line), later_depth(line), later_backbone_kill(line)});
    }
    for (std::uint32_t cycle = 1; cycle <= 120; ++cycle) {
        all.insert(all.end(), {proportional_error(cycle), additive_error(cycle),
                               immunofixation(cycle), residual_disease(cycle)});
    }
    return all;
}

TEST(MyelomaDraws, NoTwoMeaningsShareAWord) {
    std::set<std::tuple<std::uint32_t, std::uint32_t, std::size_t>> seen;
    for (DrawAddress const& where : all_addresses()) {
        EXPECT_LT(where.word, 4u);
        EXPECT_LT(where.block, 1u << 12);
        EXPECT_TRUE(seen.insert({where.purpose, where.block, where.word}).second)
            << where.purpose << " " << where.block << " " << where.word;
    }
}

TEST(MyelomaDraws, PurposesAreThoseOfTheKernels) {
    auto const is_for = [](DrawAddress const& where, kernels::DrawPurpose purpose) {
        return where.purpose == static_cast<std::uint32_t>(purpose);
    };
    EXPECT_TRUE(is_for(address::dropout, kernels::DrawPurpose::baseline));
    EXPECT_TRUE(is_for(address::age, kernels::DrawPurpose::covariates));
    EXPECT_TRUE(is_for(address::growth, kernels::DrawPurpose::disease));
    EXPECT_TRUE(is_for(address::clearance, kernels::DrawPurpose::daratumumab));
    EXPECT_TRUE(is_for(address::visit_parity, kernels::DrawPurpose::assessability));
    EXPECT_TRUE(is_for(address::gap(3), kernels::DrawPurpose::line_of_therapy));
    EXPECT_TRUE(is_for(address::immunofixation(7), kernels::DrawPurpose::disease_visit));
    for (DrawAddress const& where : all_addresses()) {
        // arrival and drop-out are those of every model
        EXPECT_TRUE(is_for(where, kernels::DrawPurpose::baseline) ||
                    where.purpose > static_cast<std::uint32_t>(kernels::DrawPurpose::assessment));
    }
}

TEST(MyelomaDraws, AWordIsTheKernelsAtTheSameAddress) {
    PatientDraws const draws{{1234, 7}, 99};
    auto const words =
        kernels::draw(1234, 7, kernels::DrawPurpose::disease_visit, kernels::visit_block(99, 30));
    EXPECT_EQ(draws.uniform(address::immunofixation(30)), uniform_32_bits(words.word[2]));
}

TEST(MyelomaDraws, NormalsAreQuantilesOfTheUniforms) {
    for (std::uint32_t patient = 0; patient < 2000; ++patient) {
        PatientDraws const draws{{5, 0}, patient};
        double const expected = normal_quantile(draws.uniform(address::age));
        // two steps of Newton's method from 4.5e-4 leave less than 1e-9
        EXPECT_NEAR(draws.normal(address::age), expected, 1e-9);
    }
}

}  // namespace
}  // namespace vtrial::reference::myeloma
