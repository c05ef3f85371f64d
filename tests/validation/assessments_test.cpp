// Visits and censoring rules of the kernels against the reference, which replays each patient's
// history visit by visit at every cut, and against closed forms.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "kernels/looks/assessed_cut.hpp"
#include "tests/kernels/workspace.hpp"
#include "tests/support/example_studies.hpp"
#include "trials/lower.hpp"
#include "validation/reference/assess.hpp"
#include "validation/reference/cut.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::test {
namespace {

using kernels::test::Team;
using kernels::test::Workspace;
using trials::CensoringRule;

#ifdef VTRIAL_SMALL_TESTS
constexpr std::uint64_t part_of_replicates = 20;
#else
constexpr std::uint64_t part_of_replicates = 1;
#endif

constexpr std::array both_rules{CensoringRule::fda, CensoringRule::treatment_policy};

trials::Study with_rules(trials::Study study, trials::Assessments assessments) {
    study.assessments = std::move(assessments);
    study.endpoints = {trials::Endpoint{}};
    study.endpoints.front().rules = {both_rules.begin(), both_rules.end()};
    return study;
}

/// Patients of a study under both rules, one replicate after the other.
class Simulation {
  public:
    explicit Simulation(trials::Study const& study)
        : tables(trials::lower(study)), workspace_(tables.plan) {}

    kernels::Patients const& simulate(std::uint64_t replicate) {
        replicate_ = replicate;
        kernels::simulate_patients_on_cpu(kernels::best_instruction_level(), tables.plan, replicate,
                                          workspace_.scratch);
        return workspace_.scratch.patients;
    }

    /// What is known of PFS under rule k at a cut: 2 * day + event by patient, -1: not enrolled.
    std::int32_t const* follow_until(std::int32_t day, int k) {
        kernels::follow_assessed_until(Team{}, tables.plan, replicate_, day,
                                       workspace_.scratch.patients.observed[kernels::pfs_row(k)],
                                       workspace_.scratch);
        return workspace_.scratch.table.followed;
    }

    trials::PlanTables const tables;

  private:
    Workspace workspace_;
    std::uint64_t replicate_ = 0;
};

/// The histories of a replicate's patients, in the whole days that the kernels have given them.
std::vector<reference::PatientHistory> histories_of(trials::Study const& study,
                                                    kernels::Patients const& seen_by_all,
                                                    std::uint64_t replicate) {
    std::vector<reference::PatientHistory> histories;
    auto const last_day = static_cast<int>(study.maximum_months * trials::days_per_month);
    for (std::int32_t i = 0; i < seen_by_all.count; ++i) {
        std::int32_t const pfs = seen_by_all.observed[0][i];
        std::int32_t const os = seen_by_all.observed[2][i];
        auto const who = static_cast<std::uint32_t>(i);
        reference::PatientHistory history;
        history.progression = pfs % 2 == 1 ? pfs / 2 : reference::never_day;
        (os % 2 == 1 ? history.death : history.dropout) = os / 2;
        double const new_therapy =
            reference::new_therapy_days(study, replicate, who, seen_by_all.arm[i]);
        history.new_therapy = static_cast<int>(std::ceil(new_therapy));
        history.visits =
            reference::planned_visits(study, replicate, who, seen_by_all.arm[i], last_day);
        histories.push_back(std::move(history));
    }
    return histories;
}

struct Agreement {
    std::int64_t compared = 0;
    std::int64_t differ = 0;
    std::int64_t censored_by_fda_alone = 0;
};

void compare_cut(std::vector<reference::PatientHistory> const& histories, std::int32_t day,
                 kernels::Patients const& patients, Simulation& simulation, Agreement& agreement) {
    std::vector<bool> events_by_fda;
    for (int k = 0; k < 2; ++k) {
        std::int32_t const* const known = simulation.follow_until(day, k);
        for (std::int32_t i = 0; i < patients.count; ++i) {
            std::int32_t const followed_days = day - patients.entry_day[i];
            auto const standing =
                reference::pfs_standing(histories[static_cast<std::size_t>(i)],
                                        both_rules[static_cast<std::size_t>(k)], followed_days);
            std::int32_t const expected =
                followed_days < 0 ? -1 : 2 * standing.day + (standing.event ? 1 : 0);
            agreement.compared += 1;
            agreement.differ += known[i] == expected ? 0 : 1;
            if (k == 0) {
                events_by_fda.push_back(standing.event);
            } else if (standing.event && !events_by_fda[static_cast<std::size_t>(i)]) {
                agreement.censored_by_fda_alone += 1;
            }
        }
    }
}

void expect_agreement(trials::Study const& base, trials::Assessments const& assessments,
                      std::uint64_t replicates) {
    trials::Study const study = with_rules(base, assessments);
    Simulation simulation(study);
    Simulation seen_by_all(base);
    Agreement agreement;
    replicates = std::max<std::uint64_t>(2, replicates / part_of_replicates);
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        auto const histories = histories_of(study, seen_by_all.simulate(replicate), replicate);
        kernels::Patients const& patients = simulation.simulate(replicate);
        for (double const month : {3.0, 11.0, 25.0, 48.0, 77.0, 120.0}) {
            compare_cut(histories, trials::last_calendar_day(month), patients, simulation,
                        agreement);
        }
    }
    // The day of a new therapy is a float's in the kernels: another one for some in a million,
    // where midnight is between the two. Nothing else is rounded.
    bool const has_new_therapy = assessments.control_new_therapy_per_year > 0.0 ||
                                 assessments.experimental_new_therapy_per_year > 0.0;
    std::int64_t const excused = has_new_therapy ? agreement.compared / 100000 : 0;
    EXPECT_LE(agreement.differ, excused) << "of " << agreement.compared;
    bool const rules_differ = has_new_therapy || assessments.control_missed_share > 0.0;
    EXPECT_EQ(agreement.censored_by_fda_alone > 0, rules_differ);
    testing::Test::RecordProperty("differ", std::to_string(agreement.differ));
}

TEST(AssessmentAgreement, WhereNoVisitIsMissed) {
    expect_agreement(examples::rich_study(), {{{28, std::nullopt}}, 0.0, 0.0, 0.0, 0.0}, 100);
}

TEST(AssessmentAgreement, WherePatientsStartNewTherapies) {
    expect_agreement(examples::rich_study(), {{{28, std::nullopt}}, 0.0, 0.0, 0.15, 0.05}, 100);
}

TEST(AssessmentAgreement, WhereVisitsAreMissedByArm) {
    expect_agreement(examples::rich_study(),
                     {{{28, 12.0}, {56, 36.0}, {84, std::nullopt}}, 0.1, 0.02, 0.0, 0.0}, 100);
}

TEST(AssessmentAgreement, WhereMostVisitsAreMissed) {
    expect_agreement(examples::simple_study(0.6), {{{7, std::nullopt}}, 0.9, 0.7, 0.02, 0.1}, 60);
}

TEST(AssessmentAgreement, OfTheReferenceWithItself) {
    trials::Study const study =
        with_rules(examples::rich_study(), {{{28, std::nullopt}}, 0.1, 0.1, 0.1, 0.1});
    auto const trial = reference::simulate(study, 3);
    constexpr int day = 2600;
    auto const data = reference::pfs_at_cut(trial, CensoringRule::fda, day);
    ASSERT_EQ(data.size(), trial.patients.size());
    for (std::size_t i = 0; i < data.size(); ++i) {
        reference::FollowUp const& follow_up =
            trial.patients[i].follow_up_of(trials::EndpointKind::PFS);
        int const event_day = trial.patients[i].entry_day + follow_up.leave_day;
        EXPECT_EQ(data[i].event, follow_up.event && event_day <= day);
        if (data[i].event) {
            EXPECT_EQ(data[i].time, follow_up.leave_day);
        }
    }
}

/// Progression at a constant hazard, nobody dies before it or drops out.
trials::Study progression_only(double median_months) {
    trials::Study study = examples::simple_study(1.0);
    study.dropout = {};
    auto& transitions = study.model.transitions;
    transitions[0].control = examples::with_median(median_months);
    transitions[1].control.share = 0.0;
    for (auto const which :
         {trials::Transition::death_before_next_line, trials::Transition::death_on_next_line,
          trials::Transition::death_after_second_progression}) {
        examples::transition(study, which).control = examples::with_median(2400.0);
    }
    return study;
}

/// 4.5 standard deviations of a share of n: beyond them once in 150,000.
double bound(double share, double n) { return 4.5 * std::sqrt(share * (1.0 - share) / n); }

TEST(AssessmentClosedForm, AtVisitsTheCurveIsTheExponential) {
    constexpr double median_months = 20.0;
    constexpr std::int32_t every = 56;
    trials::Study const study =
        with_rules(progression_only(median_months), {{{every, std::nullopt}}, 0.0, 0.0, 0.0, 0.0});
    Simulation simulation(study);
    constexpr std::int32_t visits = 20;
    std::int64_t events[visits + 1] = {};
    std::int64_t patients = 0;
    std::int64_t off_the_grid = 0;
    for (std::uint64_t replicate = 0; replicate < 200; ++replicate) {
        kernels::Patients const& own = simulation.simulate(replicate);
        for (std::int32_t i = 0; i < own.count; ++i) {
            std::int32_t const day = own.observed[0][i] / 2;
            off_the_grid += (own.observed[0][i] & 1) != 0 && day % every != 0 ? 1 : 0;
            for (std::int32_t visit = 1; visit <= visits; ++visit) {
                events[visit] += (own.observed[0][i] & 1) != 0 && day <= visit * every ? 1 : 0;
            }
        }
        patients += own.count;
    }
    // some die of a hazard of 1/120 of that of progression, after it and before the next visit
    EXPECT_LT(static_cast<double>(off_the_grid) / static_cast<double>(patients), 1e-3);
    double const hazard_per_day = std::log(2.0) / (median_months * trials::days_per_month);
    auto const n = static_cast<double>(patients);
    for (std::int32_t visit = 1; visit <= visits; ++visit) {
        double const expected = -std::expm1(-hazard_per_day * visit * every);
        EXPECT_NEAR(static_cast<double>(events[visit]) / n, expected, bound(expected, n) + 1e-3);
    }
}

TEST(AssessmentClosedForm, TheMedianMovesToTheVisitAfterIt) {
    // medians of 20 months are 608.75 days
    for (auto const& [every, seen] :
         {std::pair{28, 616}, std::pair{56, 616}, std::pair{84, 672}, std::pair{112, 672}}) {
        Simulation simulation(
            with_rules(progression_only(20.0), {{{every, std::nullopt}}, 0.0, 0.0, 0.0, 0.0}));
        std::vector<std::int32_t> days;
        for (std::uint64_t replicate = 0; replicate < 300; ++replicate) {
            kernels::Patients const& own = simulation.simulate(replicate);
            for (std::int32_t i = 0; i < own.count; ++i) {
                days.push_back(own.observed[0][i] / 2);
            }
        }
        auto const middle = days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2);
        std::nth_element(days.begin(), middle, days.end());
        EXPECT_EQ(*middle, seen) << "visits every " << every << " days";
    }
}

/// Of patients who progress between visits v - 1 and v, whom the FDA's rule censors: visits are
/// missed before the one that shows it, m of them from v on, of which two in a row are too many.
double late_share(std::int32_t v, double missed) {
    double const attended = 1.0 - missed;
    double const two_after = missed * missed;
    double const one_after_one_before = v >= 2 ? missed * attended * missed : 0.0;
    double const two_before = v >= 3 ? attended * missed * missed : 0.0;
    return two_after + one_after_one_before + two_before;
}

TEST(AssessmentClosedForm, TwoMissedVisitsCensorTheExpectedShare) {
    constexpr double median_months = 20.0;
    constexpr std::int32_t every = 28;
    constexpr double missed = 0.25;
    Simulation simulation(with_rules(progression_only(median_months),
                                     {{{every, std::nullopt}}, missed, missed, 0.0, 0.0}));
    double const hazard_per_day = std::log(2.0) / (median_months * trials::days_per_month);
    double expected = 0.0;
    double progressed = 0.0;
    for (std::int32_t v = 1; v <= 100; ++v) {
        double const here =
            std::exp(-hazard_per_day * (v - 1) * every) - std::exp(-hazard_per_day * v * every);
        expected += here * late_share(v, missed);
        progressed += here;
    }
    std::int64_t late = 0;
    std::int64_t events = 0;
    for (std::uint64_t replicate = 0; replicate < 200; ++replicate) {
        kernels::Patients const& own = simulation.simulate(replicate);
        for (std::int32_t i = 0; i < own.count; ++i) {
            std::int32_t const policy = own.observed[kernels::pfs_row(1)][i];
            // seen soon enough after visit 100 that the end of the study cuts off nobody
            bool const counts = (policy & 1) != 0 && policy / 2 <= 100 * every;
            events += counts ? 1 : 0;
            late += counts && (own.observed[kernels::pfs_row(0)][i] & 1) == 0 ? 1 : 0;
        }
    }
    auto const n = static_cast<double>(events);
    double const share = expected / progressed;
    EXPECT_NEAR(static_cast<double>(late) / n, share, bound(share, n) + 1e-3);
}

TEST(AssessmentRules, CoincideWhereNothingIsMissedAndNoTherapyStarts) {
    trials::Study const study =
        with_rules(examples::rich_study(), {{{42, std::nullopt}}, 0.0, 0.0, 0.0, 0.0});
    Simulation simulation(study);
    for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
        kernels::Patients const& patients = simulation.simulate(replicate);
        for (std::int32_t i = 0; i < patients.count; ++i) {
            ASSERT_EQ(patients.observed[kernels::pfs_row(0)][i],
                      patients.observed[kernels::pfs_row(1)][i]);
        }
    }
}

TEST(AssessmentRules, OtherEndpointsStayAsTheyAre) {
    trials::Study const base = examples::rich_study();
    Simulation without(base);
    Simulation with(with_rules(base, {{{28, std::nullopt}}, 0.2, 0.2, 0.1, 0.1}));
    kernels::Patients const& expected = without.simulate(7);
    kernels::Patients const& patients = with.simulate(7);
    for (std::int32_t i = 0; i < patients.count; ++i) {
        ASSERT_EQ(patients.observed[1][i], expected.observed[1][i]);
        ASSERT_EQ(patients.observed[2][i], expected.observed[2][i]);
        ASSERT_EQ(patients.entry_day[i], expected.entry_day[i]);
    }
}

}  // namespace
}  // namespace vtrial::test
