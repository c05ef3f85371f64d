// Levels that are passed on, against procedures that the graphs are made for.
#include "trials/multiplicity.hpp"

#include <gtest/gtest.h>

#include "tests/support/example_studies.hpp"

namespace vtrial::trials {
namespace {

using Weights = std::vector<double>;

void expect_weights(WeightedGraph const& graph, std::uint32_t rejected, Weights const& expected) {
    Weights const weights = after_rejections(graph, rejected).weights;
    ASSERT_EQ(weights.size(), expected.size());
    for (std::size_t h = 0; h < weights.size(); ++h) {
        EXPECT_NEAR(weights[h], expected[h], 1e-15) << "rejected " << rejected << ", h " << h;
    }
}

Study three_endpoints() {
    Study study = examples::simple_study(0.7);
    study.analyses = {examples::after_months("final", Trigger::calendar, 60.0)};
    for (EndpointKind const kind : {EndpointKind::PFS, EndpointKind::PFS2, EndpointKind::OS}) {
        study.endpoints.push_back(examples::decided_by_logrank(kind, {{"final", 0.01}}));
    }
    return study;
}

TEST(Multiplicity, HolmGivesTheWholeLevelToTheLast) {
    double const third = 1.0 / 3.0;
    WeightedGraph const holm{{third, third, third}, {{0, 0.5, 0.5}, {0.5, 0, 0.5}, {0.5, 0.5, 0}}};
    expect_weights(holm, 0b000, {third, third, third});
    expect_weights(holm, 0b010, {0.5, 0.0, 0.5});
    expect_weights(holm, 0b011, {0.0, 0.0, 1.0});
    expect_weights(holm, 0b111, {0.0, 0.0, 0.0});
}

TEST(Multiplicity, TheOrderOfRejectionsDoesNotMatter) {
    WeightedGraph const graph{
        {0.4, 0.3, 0.2, 0.1},
        {{0, 0.5, 0.3, 0.2}, {0.6, 0, 0.4, 0}, {0, 0.1, 0, 0.9}, {1, 0, 0, 0}}};
    // after_rejections goes by number; the other order is made of two calls
    for (std::uint32_t first = 0; first < 4; ++first) {
        for (std::uint32_t second = 0; second < 4; ++second) {
            if (first == second) {
                continue;
            }
            WeightedGraph const stepwise =
                after_rejections(after_rejections(graph, 1u << first), 1u << second);
            expect_weights(graph, 1u << first | 1u << second, stepwise.weights);
        }
    }
}

TEST(Multiplicity, ReproducesThePaperOfTheGraphs) {
    // Bretz et al. 2009, figure 1, parallel gatekeeping of two primary and two secondary hypotheses
    WeightedGraph const graph{{0.5, 0.5, 0, 0},
                              {{0, 0, 0.5, 0.5}, {0, 0, 0.5, 0.5}, {0, 0, 0, 1}, {0, 0, 1, 0}}};
    expect_weights(graph, 0b0001, {0.0, 0.5, 0.25, 0.25});
    expect_weights(graph, 0b0101, {0.0, 0.5, 0.0, 0.5});
    expect_weights(graph, 0b0111, {0.0, 0.0, 0.0, 1.0});
}

TEST(Multiplicity, AHierarchyIsAChain) {
    Study study = three_endpoints();
    study.hierarchy = {"OS", "PFS", "PFS2"};
    WeightedGraph const graph = graph_of(study);
    expect_weights(graph, 0b000, {0, 0, 1});
    expect_weights(graph, 0b100, {1, 0, 0});
    expect_weights(graph, 0b101, {0, 1, 0});
}

TEST(Multiplicity, WithoutOneEveryEndpointKeepsItsOwnLevel) {
    Study study = three_endpoints();
    study.endpoints[1].levels_one_sided.clear();  // described only
    study.endpoints[2].alpha_one_sided = 0.01;
    EXPECT_EQ(decided_endpoints(study), (std::vector<std::size_t>{0, 2}));
    expect_weights(graph_of(study), 0b00, {1.0, 0.4});
    expect_weights(graph_of(study), 0b01, {0.0, 0.4});
}

}  // namespace
}  // namespace vtrial::trials
