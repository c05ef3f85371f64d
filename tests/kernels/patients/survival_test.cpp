// Survival of at least a million simulated patients of each arm against answers without simulation:
// the exponential of a Markov chain's generator where hazards are constant, quadrature elsewhere.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <ostream>

#include "tests/kernels/patients/simulated.hpp"
#include "tests/support/example_studies.hpp"
#include "validation/reference/survival_curves.hpp"

namespace vtrial::kernels::test {
namespace {

using examples::transition;
using trials::Transition;

#ifdef VTRIAL_SMALL_TESTS
constexpr std::uint64_t replicates = 3;
constexpr double step_months = 0.4;
#else
constexpr std::uint64_t replicates = 60;  // of 50,000 patients: a million even at 1 in 3
constexpr double step_months = 0.1;
#endif
/// Of the quadrature: 1e-5 at a step of 0.05, and falling with its square.
constexpr double quadrature_error = 1e-5 * (step_months / 0.05) * (step_months / 0.05);

constexpr std::size_t points = 7;

/// The last whole days of months 12, 24 ... 84: durations are observed in days rounded up.
std::array<std::int32_t, points> days() {
    std::array<std::int32_t, points> days{};
    for (std::size_t k = 0; k < points; ++k) {
        days[k] =
            static_cast<std::int32_t>(12.0 * static_cast<double>(k + 1) * trials::days_per_month);
    }
    return days;
}

struct Simulated {
    double patients = 0.0;
    std::array<std::array<double, points>, endpoint_count> beyond{};
};

std::array<Simulated, 2> simulate(trials::Study study) {
    study.patients = 50000;
    study.accrual = {{0.0}, {50000.0 / 22.0}};
    study.dropout = {};
    std::array<Simulated, 2> arms;
    for_each_replicate(study, replicates, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i) {
            Simulated& arm = arms[static_cast<std::size_t>(patients.arm[i])];
            arm.patients += 1.0;
            for (std::size_t e = 0; e < endpoint_count; ++e) {
                std::int32_t const day = leave_day(patients, static_cast<Endpoint>(e), i);
                for (std::size_t k = 0; k < points; ++k) {
                    arm.beyond[e][k] += day > days()[k] ? 1.0 : 0.0;
                }
            }
        }
    });
    return arms;
}

/// A study, and how its survival is known.
struct Known {
    char const* name;
    trials::Study study;
    bool by_matrix = false;
};
void PrintTo(Known const& known, std::ostream* stream) { *stream << known.name; }

class Survival : public testing::TestWithParam<Known> {};

TEST_P(Survival, IsWithinFourStandardErrorsOfTheExactOne) {
    Known const& known = GetParam();
    std::vector<double> months;
    for (std::int32_t const day : days()) {
        months.push_back(day / trials::days_per_month);
    }
    std::array<Simulated, 2> const arms = simulate(known.study);
    for (int arm = 0; arm < 2; ++arm) {
        reference::SurvivalCurves const curves =
            known.by_matrix
                ? reference::survival_matrix_exponential(known.study, arm, months)
                : reference::survival_by_quadrature(known.study, arm, months, step_months);
        std::array<std::vector<double>, 3> const exact{curves.pfs, curves.pfs2, curves.os};
        Simulated const& own = arms[static_cast<std::size_t>(arm)];
        for (std::size_t e = 0; e < endpoint_count; ++e) {
            for (std::size_t k = 0; k < points; ++k) {
                double const p = exact[e][k];
                double const error = std::sqrt(p * (1.0 - p) / own.patients);
                EXPECT_NEAR(own.beyond[e][k] / own.patients, p,
                            4.0 * error + (known.by_matrix ? 0.0 : quadrature_error))
                    << trials::endpoint_names[e] << ", arm " << arm << ", month " << months[k];
            }
        }
    }
}

using Change = void (*)(trials::Study&);

Known changed(char const* name, Change change, bool by_matrix = false) {
    Known known{name, examples::simple_study(0.56), by_matrix};
    change(known.study);
    return known;
}

void add_risk_groups(trials::Study& study) {
    study.factors = {{"stage", {"I", "II", "III"}, {0.3, 0.4, 0.3}},
                     {"risk", {"standard", "high"}, {0.7, 0.3}}};
    transition(study, Transition::progression).prognosis_by_level = {{"stage", {0.7, 1.0, 1.5}},
                                                                     {"risk", {1.0, 1.8}}};
    transition(study, Transition::progression).effect.modifiers_by_level = {{"risk", {1.0, 1.4}}};
    transition(study, Transition::death_on_next_line).prognosis_by_level = {
        {"stage", {0.8, 1.0, 1.4}}};
}

void add_biomarkers(trials::Study& study) {
    add_risk_groups(study);
    study.biomarkers = {{"del17p", {"no", "yes"}, {0.8, 0.2}}};
    transition(study, Transition::progression).prognosis_by_level["del17p"] = {1.0, 2.5};
    transition(study, Transition::progression).effect.modifiers_by_level["del17p"] = {1.0, 0.6};
    transition(study, Transition::death_after_second_progression).prognosis_by_level = {
        {"del17p", {0.9, 1.6}}};
}

void enrich_by_biomarker(trials::Study& study) {
    add_biomarkers(study);
    study.screening.eligible = {{"del17p", {"yes"}}, {"stage", {"I", "III"}}};
}

void make_weibull(trials::Study& study) {
    transition(study, Transition::progression).control = examples::with_median(25.0, 1.6);
    transition(study, Transition::second_progression).control = examples::with_median(11.0, 0.8);
    transition(study, Transition::next_line_start).control = examples::with_median(1.5, 2.0);
}

void make_piecewise(trials::Study& study) {
    transition(study, Transition::progression).control =
        examples::with_rates({0.0, 3.0, 24.0, 60.0}, {0.01, 0.03, 0.0, 0.05});
    transition(study, Transition::death_after_second_progression).experimental =
        examples::with_rates({0.0, 6.0}, {0.08, 0.02});
}

void make_delayed(trials::Study& study) {
    transition(study, Transition::progression).effect.delay_months = 6.0;
    transition(study, Transition::death_before_progression).effect.delay_months = 15.5;
}

void make_waning(trials::Study& study) {
    for (auto const which : {Transition::progression, Transition::death_before_progression}) {
        transition(study, which).effect.delay_months = 2.0;
        transition(study, which).effect.waning_starts_months = 20.0;
        transition(study, which).effect.waning_ends_months = 40.5;
    }
    transition(study, Transition::progression).control = examples::with_median(25.0, 1.3);
}

void add_cure(trials::Study& study) {
    transition(study, Transition::progression).control.cured_share = 0.25;
    transition(study, Transition::death_before_progression).control.cured_share = 0.1;
    transition(study, Transition::second_progression).control.cured_share = 0.4;
}

std::string name_of(testing::TestParamInfo<Known> const& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Of, Survival,
    testing::Values(changed(
                        "constant", [](trials::Study&) {}, true),
                    changed("constant_in_strata", add_risk_groups, true),
                    changed("constant_by_biomarker", add_biomarkers, true),
                    changed("constant_where_eligible", enrich_by_biomarker, true),
                    changed("weibull", make_weibull), changed("piecewise", make_piecewise),
                    changed("delay", make_delayed), changed("waning", make_waning),
                    changed("cure", add_cure),
                    changed("frailty", [](trials::Study& study) { study.model.frailty_sd = 0.8; }),
                    changed("frailty_and_weibull",
                            [](trials::Study& study) {
                                make_weibull(study);
                                study.model.frailty_sd = 0.5;
                            }),
                    Known{"everything", examples::rich_study()},
                    Known{"everything_by_biomarker", examples::biomarker_study()}),
    name_of);

}  // namespace
}  // namespace vtrial::kernels::test
