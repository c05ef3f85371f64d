// What a trial says after its looks: rpact's answers, and what must hold at a bound.
#include "trials/observed_design.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/core/normal_distribution.hpp"
#include "kernels/looks/decide.hpp"
#include "tests/trials/observed_studies.hpp"
#include "trials/lower.hpp"

namespace vtrial::trials {
namespace {

// rpact stops its searches for roots at 1e-6 or so, on the scale of z; hazard ratios are below 1.5.
constexpr double rpact_tolerance = 5e-6;

// Known answers by rpact 3.3.4: of validation/r/observed.R for these lines on its standard input,
// or of the calls told.

TEST(ObservedDesign, IsThatOfRpactAfterTheLastLook) {
    // lan_demets_obrien_fleming 0 0.025 1 1 390 1 197 -1.2 290 -2 395 -2.4
    ObservedSummary const found =
        observe_first(study_with_looks({195, 292, 390}), {{197, -1.2}, {290, -2.0}, {395, -2.4}});
    double const known[3][3]{{2.9454936177413522, 0.55393461877331229, 1.2823861775233241},
                             {2.3727209861972369, 0.59836757952481023, 1.0447459947936437},
                             {2.0147572083515115, 0.64129798241546776, 0.96197449911061916}};
    ASSERT_EQ(found.looks.size(), 3u);
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_NEAR(found.looks[k].efficacy.z, known[k][0], 1e-6);
        EXPECT_NEAR(found.looks[k].repeated_interval->lower, known[k][1], rpact_tolerance);
        EXPECT_NEAR(found.looks[k].repeated_interval->upper, known[k][2], rpact_tolerance);
    }
    EXPECT_EQ(found.looks[2].decision, LookDecision::rejected);
    EXPECT_NEAR(found.stagewise.p_one_sided, 0.013639874835015386, 1e-7);
    EXPECT_NEAR(*found.stagewise.hazard_ratio, 0.79334870873692731, rpact_tolerance);
    EXPECT_NEAR(found.stagewise.interval->lower, 0.64912805589724043, rpact_tolerance);
    EXPECT_NEAR(found.stagewise.interval->upper, 0.9738440469570383, rpact_tolerance);
    EXPECT_EQ(found.interval_level, 0.95);
}

TEST(ObservedDesign, HasTheConditionalPowerOfRpact) {
    // lan_demets_obrien_fleming 0 0.025 1 1 390 0 197 -1.2 290 -2
    ObservedSummary const found =
        observe_first(study_with_looks({195, 292, 390}), {{197, -1.2}, {290, -2.0}});
    EXPECT_NEAR(found.looks[1].conditional_power->at_estimated_hazard_ratio, 0.72771012241496402,
                1e-6);
    EXPECT_NEAR(*found.looks[1].conditional_power->at_true_hazard_ratio, 0.70787226741562703, 1e-6);
    EXPECT_FALSE(found.looks[1].ends_trial);
}

TEST(ObservedDesign, IsThatOfRpactWhereArmsDiffer) {
    // hwang_shih_decani -4 0.025 2 1 390 0 197 -1 301 -3.1
    Study study = study_with_looks({195, 292, 390}, {SpendingKind::hwang_shih_decani, -4.0, {}});
    study.arms[1].ratio = 2;
    ObservedSummary const found = observe_first(study, {{197, -1.0}, {301, -3.1}});
    EXPECT_NEAR(found.looks[1].efficacy.z, 2.3932082477840595, 1e-6);
    EXPECT_NEAR(found.looks[1].repeated_interval->lower, 0.51086017236080961, rpact_tolerance);
    EXPECT_NEAR(found.looks[1].repeated_interval->upper, 0.91720888246791543, rpact_tolerance);
    EXPECT_TRUE(found.looks[1].ends_trial);
    EXPECT_FALSE(found.looks[1].conditional_power);
    EXPECT_NEAR(found.stagewise.p_one_sided, 0.0035458829278226522, 1e-7);
    EXPECT_NEAR(*found.stagewise.hazard_ratio, 0.69773595951434453, rpact_tolerance);
    EXPECT_NEAR(found.stagewise.interval->lower, 0.54508622312056754, rpact_tolerance);
    EXPECT_NEAR(found.stagewise.interval->upper, 0.90294926031868117, rpact_tolerance);
}

TEST(ObservedDesign, IsThatOfRpactWithAMargin) {
    // lan_demets_pocock 0 0.05 1 1.3 300 1 140 -1.1 310 -1.9, and its first look alone
    Study study = study_with_looks({150, 300}, {SpendingKind::lan_demets_pocock, 0.0, {}});
    study.alpha_one_sided = 0.05;
    study.endpoints[0].deciding_test.margin = 1.3;
    ObservedSummary const found = observe_first(study, {{140, -1.1}, {310, -1.9}});
    EXPECT_NEAR(found.looks[0].efficacy.z, 1.8890717454289261, 1e-6);
    EXPECT_NEAR(found.looks[1].efficacy.z, 1.8795354549656622, 1e-6);
    EXPECT_NEAR(found.looks[1].repeated_interval->lower, 0.84623164055469191, rpact_tolerance);
    EXPECT_NEAR(found.looks[1].repeated_interval->upper, 1.2969815087575534, rpact_tolerance);
    EXPECT_NEAR(found.stagewise.p_one_sided, 0.048906800531028916, 1e-7);
    EXPECT_NEAR(*found.stagewise.hazard_ratio, 1.0607486000330359, rpact_tolerance);
    EXPECT_NEAR(found.stagewise.interval->lower, 0.87556701455746655, rpact_tolerance);
    EXPECT_NEAR(found.stagewise.interval->upper, 1.2981912911475857, rpact_tolerance);
    EXPECT_NEAR(found.interval_level, 0.9, 1e-15);
    EXPECT_NEAR(found.looks[0].conditional_power->at_estimated_hazard_ratio, 0.35886399752600751,
                1e-6);
    EXPECT_NEAR(*found.looks[0].conditional_power->at_true_hazard_ratio, 0.93738358438971781, 1e-6);
}

TEST(ObservedDesign, IsThatOfRpactWithBindingFutility) {
    // getAnalysisResults(getDesignGroupSequential(informationRates = c(195, 292, 390) / 390,
    //   alpha = 0.025, beta = 0.1, sided = 1, typeOfDesign = "asOF", typeBetaSpending = "bsHSD",
    //   gammaB = -2, bindingFutility = TRUE, tolerance = 1e-10),
    //   getDataset(overallLogRanks = c(-1.2, -1.8, -2.2), overallEvents = c(195, 292, 390),
    //   overallAllocationRatios = c(1, 1, 1)), directionUpper = FALSE)
    Study study = study_with_looks({195, 292, 390});
    Futility futility;
    futility.spending = Spending{SpendingKind::hwang_shih_decani, -2.0, {}};
    futility.is_binding = true;
    study.endpoints[0].sequential->futility = futility;
    ObservedSummary const found = observe_first(study, {{195, -1.2}, {292, -1.8}, {390, -2.2}});
    EXPECT_NEAR(found.looks[1].efficacy.z, 2.360845833726, 1e-6);
    EXPECT_NEAR(found.looks[1].futility->z, 1.169593455175, 1e-6);
    EXPECT_NEAR(found.looks[2].efficacy.z, 1.966904384026, 1e-6);
    EXPECT_NEAR(found.looks[2].repeated_interval->upper, 0.9766699435, rpact_tolerance);
    EXPECT_NEAR(found.stagewise.p_one_sided, 0.0173452819, 1e-7);
    EXPECT_NEAR(*found.stagewise.hazard_ratio, 0.8022149449, rpact_tolerance);
    EXPECT_NEAR(found.stagewise.interval->lower, 0.6540333557, rpact_tolerance);
    EXPECT_NEAR(found.stagewise.interval->upper, 0.9841065957, rpact_tolerance);
}

TEST(ObservedDesign, OneLookIsTheOrdinaryTest) {
    Study study = study_with_looks({390});
    study.endpoints[0].sequential.reset();
    study.endpoints[0].levels_one_sided = {{"look_1", 0.025}};
    ObservedSummary const found = observe_first(study, {{400, -1.5}});
    double const hazard_ratio = std::exp(-1.5 * 2.0 / 20.0);  // 1:1: an event weighs a quarter
    EXPECT_NEAR(*found.looks[0].hazard_ratio, hazard_ratio, 1e-12);
    EXPECT_NEAR(found.stagewise.p_one_sided, kernels::normal_upper_tail(1.5), 1e-15);
    EXPECT_NEAR(*found.stagewise.hazard_ratio, hazard_ratio, 1e-10);
    EXPECT_NEAR(found.stagewise.interval->upper, hazard_ratio * std::exp(1.959963984540054 / 10.0),
                1e-9);
    EXPECT_EQ(found.looks[0].decision, LookDecision::not_rejected);
    EXPECT_TRUE(found.looks[0].ends_trial);
    EXPECT_FALSE(found.looks[0].repeated_interval);  // nominal levels keep no level together
}

Study with_futility(Study study, bool is_binding) {
    Futility futility;
    futility.spending = Spending{SpendingKind::hwang_shih_decani, -2.0, {}};
    futility.hazard_ratio = 0.7 * study.endpoints[0].deciding_test.margin.value_or(1.0);
    futility.is_binding = is_binding;
    study.endpoints[0].sequential->futility = futility;
    return study;
}

// Whatever the rule, the bound of the last look is where p is the level and the interval ends at
// the null hypothesis.
TEST(ObservedDesign, AtTheLastBoundTheLevelIsUsedUp) {
    Study margin = study_with_looks({195, 292, 390});
    margin.endpoints[0].deciding_test.margin = 1.2;
    margin.arms[1].ratio = 3;
    for (Study const& study : {margin, with_futility(margin, false), with_futility(margin, true)}) {
        std::vector<ObservedLook> looks{{180, -1.0}, {299, -1.4}, {401, 0.0}};
        looks[2].z = -observe_first(study, looks).looks[2].efficacy.z;
        ObservedSummary const found = observe_first(study, looks);
        ObservedLookSummary const& last = found.looks[2];
        EXPECT_EQ(last.decision, LookDecision::rejected);
        EXPECT_NEAR(found.stagewise.p_one_sided, 0.025, 1e-7);
        EXPECT_NEAR(found.stagewise.interval->upper, 1.2, 1e-6);
        EXPECT_NEAR(*last.hazard_ratio, *last.efficacy.hazard_ratio, 1e-12);
        EXPECT_NEAR(last.repeated_interval->upper, 1.2, 1e-12);
    }
}

TEST(ObservedDesign, FutilityEndsATrialOnlyIfItBinds) {
    Study const study = study_with_looks({195, 292, 390});
    for (bool const is_binding : {false, true}) {
        ObservedSummary const found = observe_first(with_futility(study, is_binding), {{195, 1.0}});
        EXPECT_EQ(found.looks[0].decision, LookDecision::given_up);
        EXPECT_EQ(found.looks[0].ends_trial, is_binding);
        EXPECT_EQ(found.looks[0].conditional_power.has_value(), !is_binding);
        EXPECT_NEAR(found.stagewise.p_one_sided, kernels::normal_upper_tail(-1.0), 1e-12);
    }
}

TEST(ObservedDesign, DecidesAsAReplicateDoes) {
    Study const study = with_futility(study_with_looks({195, 390}), true);
    PlanTables const tables = lower(study);
    int rejected = 0;
    int given_up = 0;
    for (double z = 1.0; z > -4.0; z -= 0.01) {
        kernels::ReplicateOutcome outcome{};
        outcome.look[0].estimand[0].events[0] = 199;
        outcome.look[0].estimand[0].test[0].z = z;
        auto const standing = kernels::decide_look(tables.plan, outcome, 0, {}, true);
        LookDecision const expected = standing.rejected != 0   ? LookDecision::rejected
                                      : standing.given_up != 0 ? LookDecision::given_up
                                                               : LookDecision::not_rejected;
        EXPECT_EQ(observe_first(study, {{199, z}}).looks[0].decision, expected) << z;
        rejected += expected == LookDecision::rejected ? 1 : 0;
        given_up += expected == LookDecision::given_up ? 1 : 0;
    }
    EXPECT_GT(rejected, 50);
    EXPECT_GT(given_up, 50);
}

TEST(ObservedDesign, HasNoHazardRatioWhereTheTestHasNone) {
    Study study = study_with_looks({195, 390});
    study.endpoints[0].deciding_test.kind = TestKind::rmst;
    study.endpoints[0].deciding_test.months = 24.0;
    ObservedSummary const found = observe_first(study, {{195, -1.0}, {390, -2.5}});
    for (ObservedLookSummary const& look : found.looks) {
        EXPECT_FALSE(look.hazard_ratio);
        EXPECT_FALSE(look.efficacy.hazard_ratio);
        EXPECT_FALSE(look.repeated_interval);
        EXPECT_FALSE(look.conditional_power);
    }
    EXPECT_FALSE(found.true_hazard_ratio);
    EXPECT_FALSE(found.stagewise.hazard_ratio);
    EXPECT_FALSE(found.stagewise.interval);
    ObservedSummary const logrank =
        observe_first(study_with_looks({195, 390}), {{195, -1.0}, {390, -2.5}});
    EXPECT_EQ(found.stagewise.p_one_sided, logrank.stagewise.p_one_sided);
}

TEST(ObservedDesign, HasNoConditionalPowerBeyondTheEventsOfLaterLooks) {
    Study const study = study_with_looks({195, 292, 390});
    EXPECT_TRUE(observe_first(study, {{291, -1.0}}).looks[0].conditional_power);
    EXPECT_FALSE(observe_first(study, {{292, -1.0}}).looks[0].conditional_power);
}

TEST(ObservedDesign, TellsTheLevelThatAGraphGivesAtTheStart) {
    Study study = study_with_looks({195, 292, 390});
    study.endpoints.push_back(examples::decided_by_logrank(EndpointKind::OS));
    study.endpoints[1].sequential = SequentialDesign{{}, {{"look_2", 100}, {"look_3", 150}}, {}};
    study.graph = MultiplicityGraph{{{"PFS", 0.8}, {"OS", 0.2}},
                                    {{"PFS", {{"OS", 1.0}}}, {"OS", {{"PFS", 1.0}}}}};
    ObservedSummary const found =
        summarise_observed(study, summarise_design(study).at(1), {{104, -1.0}});
    EXPECT_EQ(found.endpoint, "OS");
    EXPECT_EQ(found.looks[0].analysis, "look_2");
    EXPECT_NEAR(found.level_one_sided, 0.005, 1e-15);
    EXPECT_TRUE(found.may_gain_level);
    EXPECT_NEAR(found.interval_level, 0.99, 1e-15);
    kernels::ReplicateOutcome outcome{};
    outcome.look[1].estimand[1].events[0] = 104;
    PlanTables const tables = lower(study);
    // the same root from another start, observed_bounds_test.cpp
    EXPECT_NEAR(found.looks[0].efficacy.z,
                kernels::bounds_at(tables.plan, outcome, tables.plan.hypothesis[1], 1, 0).efficacy,
                1e-11);
}

}  // namespace
}  // namespace vtrial::trials
