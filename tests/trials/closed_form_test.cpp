// The closed forms against values of rpact 3.3.4 (power, month) and of R's integration (events).
#include "trials/closed_form.hpp"

#include <gtest/gtest.h>

#include "tests/support/csv.hpp"
#include "tests/support/example_studies.hpp"

namespace vtrial::trials {
namespace {

/// The design of expected_events.csv with its one analysis.
Study textbook(double hazard_ratio) {
    Study study = examples::simple_study(hazard_ratio);
    study.analyses = {examples::after_events("final", EndpointKind::PFS, 390)};
    study.endpoints = {examples::decided_by_logrank(EndpointKind::PFS, {{"final", 0.025}})};
    return study;
}

TEST(ClosedForm, PowerAndMonthAreThoseOfRpact) {
    Study const study = textbook(0.75);
    auto const form = closed_form(study, study.analyses[0]);
    ASSERT_TRUE(form.has_value());
    EXPECT_NEAR(form->power, 0.8108, 5e-5);  // rpact's, to the digits at hand
    EXPECT_NEAR(form->months, 56.754, 5e-4);
    EXPECT_NEAR(form->hazard_ratio, 0.75, 1e-12);
}

TEST(ClosedForm, ExpectedEventsAreThoseOfR) {
    support::CsvTable const oracle("expected_events.csv");
    for (std::size_t line = 0; line < oracle.size(); ++line) {
        Study const study = textbook(oracle.number(line, "hr"));
        for (ArmRole const arm : {ArmRole::control, ArmRole::experimental}) {
            auto const hazard = constant_pfs_hazard_per_month(study, arm);
            ASSERT_TRUE(hazard.has_value());
            double const expected = oracle.number(line, arm == ArmRole::control ? "ctl" : "trt");
            EXPECT_NEAR(expected_pfs_events(study, arm, *hazard, oracle.number(line, "time")),
                        expected, 1e-9 * expected);  // the digits of the file
        }
    }
}

/// The same with looks by Lan-DeMets O'Brien-Fleming spending.
Study textbook_with_looks() {
    Study study = textbook(0.75);
    study.analyses = {examples::after_events("first", EndpointKind::PFS, 195),
                      examples::after_events("second", EndpointKind::PFS, 292),
                      examples::after_events("final", EndpointKind::PFS, 390)};
    study.endpoints[0].levels_one_sided.clear();
    study.endpoints[0].sequential =
        SequentialDesign{{}, {{"first", 195}, {"second", 292}, {"final", 390}}, {}};
    return study;
}

TEST(ClosedForm, OfLooksIsThatOfRecursiveIntegration) {
    Study const study = textbook_with_looks();
    // as rpact has them, to the four digits with which they are published
    double const stop[] = {0.1701, 0.3721, 0.2611};
    double power = 0.0;
    double month = 0.0;
    for (std::size_t look = 0; look < 3; ++look) {
        auto const form = closed_form(study, study.analyses[look]);
        ASSERT_TRUE(form.has_value());
        EXPECT_NEAR(form->stop_efficacy, stop[look], 6e-5);
        EXPECT_NEAR(form->power, power + form->stop_efficacy, 1e-12);
        EXPECT_GT(form->months, month);
        EXPECT_TRUE(form->is_sequential);
        power = form->power;
        month = form->months;
    }
    EXPECT_NEAR(month, closed_form(textbook(0.75), textbook(0.75).analyses[0])->months, 1e-9);
}

TEST(ClosedForm, OfLooksThatWaitForAnotherEndpointDoesNotExist) {
    Study study = textbook_with_looks();
    study.endpoints.push_back(examples::decided_by_logrank(EndpointKind::OS, {{"final", 0.025}}));
    study.hierarchy = {"OS", "PFS"};
    EXPECT_FALSE(closed_form(study, study.analyses[0]).has_value());
    study.hierarchy = {"PFS", "OS"};
    EXPECT_TRUE(closed_form(study, study.analyses[0]).has_value());
}

TEST(ClosedForm, DoesNotExistWhereHazardsAreNotConstant) {
    Study study = textbook(0.75);
    study.model.transitions[0].effect.delay_months = 3.0;
    EXPECT_FALSE(closed_form(study, study.analyses[0]).has_value());
    study = textbook(0.75);
    study.model.frailty_sd = 0.5;
    EXPECT_FALSE(closed_form(study, study.analyses[0]).has_value());
    study = textbook(0.75);
    study.analyses[0].triggers[0].kind = Trigger::calendar;
    EXPECT_FALSE(closed_form(study, study.analyses[0]).has_value());
}

}  // namespace
}  // namespace vtrial::trials
