// What endpoints, their levels and their graph must satisfy; without any file.
#include <gtest/gtest.h>

#include <limits>

#include "tests/support/example_studies.hpp"
#include "trials/limits.hpp"
#include "trials/validate.hpp"

namespace vtrial::trials {
namespace {

double const nan = std::numeric_limits<double>::quiet_NaN();

Endpoint sequential(EndpointKind kind) {
    Endpoint endpoint;
    endpoint.kind = kind;
    endpoint.sequential.emplace();
    endpoint.sequential->planned_events = {{"interim", 195}, {"final", 390}};
    return endpoint;
}

/// PFS and OS share the level, and pass it on.
Study shared_level() {
    Study study = examples::simple_study(0.75);
    study.analyses = {examples::after_events("interim", EndpointKind::PFS, 195),
                      examples::after_events("final", EndpointKind::PFS, 390)};
    study.endpoints = {sequential(EndpointKind::PFS), sequential(EndpointKind::OS)};
    study.graph = MultiplicityGraph{{{"PFS", 0.8}, {"OS", 0.2}},
                                    {{"PFS", {{"OS", 1.0}}}, {"OS", {{"PFS", 1.0}}}}};
    return study;
}

/// The paths of all problems, one a line.
std::string paths_of(Study const& study) {
    std::string text;
    for (Problem const& problem : validate(study)) {
        text += problem.path + "\n";
    }
    return text;
}

TEST(ValidateEndpoints, PassesASharedLevel) { EXPECT_EQ(paths_of(shared_level()), ""); }

TEST(ValidateEndpoints, NotANumberIsOutsideEveryRange) {
    Study study = shared_level();
    study.graph->weights["PFS"] = nan;
    study.graph->transitions["OS"]["PFS"] = nan;
    study.endpoints[0].sequential->spending = {SpendingKind::wang_tsiatis, nan, {}};
    study.endpoints[1].deciding_test = {TestKind::weighted, false, nan, nan, 0.0, {}};
    study.endpoints[1].sequential->spending = {SpendingKind::user, 0.0, {nan, nan}};
    EXPECT_EQ(paths_of(study),
              "endpoints.PFS.spending.delta\n"
              "endpoints.OS.decides.rho\n"
              "endpoints.OS.decides.gamma\n"
              "endpoints.OS.spending.cumulative\n"
              "design.graph.weights.PFS\n"
              "design.graph.weights\n"
              "design.graph.transitions.OS.PFS\n");
}

TEST(ValidateEndpoints, NamesThatAreNotDecidedAreToldNotLookedUp) {
    Study study = shared_level();
    study.graph->weights = {{"PFS", 0.5}, {"nothing", 0.5}};
    study.graph->transitions = {{"PFS", {{"PFS2", 1.0}}}, {"EFS", {{"PFS", 1.0}}}};
    EXPECT_EQ(paths_of(study),
              "design.graph.weights.nothing\n"
              "design.graph.transitions.EFS\n"
              "design.graph.transitions.PFS.PFS2\n");
    study.graph.reset();
    study.hierarchy = {"PFS", "OS", "EFS"};
    EXPECT_EQ(paths_of(study), "design.hierarchy\n");
}

TEST(ValidateEndpoints, NominalLevelsFollowTheWholeLevelOnly) {
    Study study = shared_level();
    study.endpoints[1].sequential.reset();
    study.endpoints[1].levels_one_sided = {{"final", 0.005}};
    EXPECT_EQ(paths_of(study), "endpoints.OS.levels_one_sided\n");
    study.graph->weights = {{"PFS", 1.0}};  // then OS has none of it, or all
    EXPECT_EQ(paths_of(study), "");
    study.graph.reset();
    study.hierarchy = {"PFS", "OS"};
    EXPECT_EQ(paths_of(study), "");
}

TEST(ValidateEndpoints, FutilityIsJudgedAtTheHighestLevel) {
    Study study = shared_level();
    SequentialDesign& design = *study.endpoints[0].sequential;
    design.spending = {SpendingKind::pocock, 0.0, {}};
    design.futility.emplace();
    // two looks of Pocock's: 2.1783 at 0.025 (Jennison and Turnbull 2000, table 2.1)
    design.futility->bounds_z = {{"interim", 2.17}};
    EXPECT_EQ(paths_of(study), "");
    design.futility->bounds_z = {{"interim", 2.18}};
    EXPECT_EQ(paths_of(study), "endpoints.PFS.futility.bounds_z.interim\n");
    study.graph->transitions.clear();  // then 0.02 is all that PFS can have
    EXPECT_EQ(paths_of(study), "");
}

TEST(ValidateEndpoints, AnythingMayBeEmpty) {
    Study study = shared_level();
    study.analyses.clear();
    EXPECT_FALSE(validate(study).empty());
    study = shared_level();
    study.analyses[0].triggers.clear();
    EXPECT_EQ(paths_of(study), "analyses.interim\n");
    study = shared_level();
    study.graph = MultiplicityGraph{};
    EXPECT_EQ(paths_of(study), "design.graph\ndesign.graph\n");
    study = shared_level();
    study.endpoints[0].sequential->planned_events.clear();
    study.endpoints[0].sequential->spending = {SpendingKind::user, 0.0, {}};
    EXPECT_FALSE(validate(study).empty());
}

}  // namespace
}  // namespace vtrial::trials
