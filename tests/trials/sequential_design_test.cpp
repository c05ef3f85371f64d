// A group-sequential design from the words of a study.
#include "trials/sequential_design.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/example_studies.hpp"

namespace vtrial::trials {
namespace {

/// Two looks at PFS, spending as O'Brien and Fleming's bounds do.
Study two_looks() {
    Study study = examples::simple_study(0.75);
    study.analyses = {examples::after_events("interim", EndpointKind::PFS, 195),
                      examples::after_events("final", EndpointKind::PFS, 390)};
    study.endpoints.resize(1);
    study.endpoints[0].sequential.emplace();
    set_planned_events(study);
    return study;
}

TEST(PlannedEvents, AreThoseOfTheAnalyses) {
    EXPECT_EQ(two_looks().endpoints[0].sequential->planned_events,
              (std::map<std::string, int>{{"interim", 195}, {"final", 390}}));
}

TEST(PlannedEvents, HaveNoDefaultWhereAnAnalysisWaitsForAnythingElse) {
    for (int variant = 0; variant < 3; ++variant) {
        Study study = two_looks();
        study.endpoints[0].sequential->planned_events.clear();
        Analysis& analysis = study.analyses[0];
        if (variant == 0) {
            analysis.triggers[0].kind = Trigger::calendar;
        } else if (variant == 1) {
            analysis.triggers[0].events_of = EndpointKind::OS;
        } else {
            analysis.triggers.push_back({Trigger::calendar, EndpointKind::PFS, 0, 24.0});
        }
        set_planned_events(study);
        EXPECT_TRUE(study.endpoints[0].sequential->planned_events.empty()) << variant;
    }
}

TEST(FutilityDrift, CountsFromTheNullHypothesis) {
    Study study = two_looks();
    Endpoint& endpoint = study.endpoints[0];
    endpoint.sequential->futility.emplace();
    endpoint.sequential->futility->spending.emplace();
    endpoint.sequential->futility->hazard_ratio = 0.9;
    // Schoenfeld: z has mean -log(ratio) / 2 per square root of the events, 1:1
    EXPECT_NEAR(event_design(study, endpoint, 0.025).futility_drift, -std::log(0.9) / 2.0, 1e-12);
    endpoint.deciding_test.margin = 1.2;
    EXPECT_NEAR(event_design(study, endpoint, 0.025).futility_drift, -std::log(0.9 / 1.2) / 2.0,
                1e-12);
}

}  // namespace
}  // namespace vtrial::trials
