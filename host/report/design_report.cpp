#include "host/report/design_report.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/replicate/scratch.hpp"
#include "kernels/tally/layout.hpp"
#include "trials/lower.hpp"
#include "trials/screening.hpp"
#include "trials/validate.hpp"

namespace vtrial::host {
namespace {

// Nanoseconds for each patient of a replicate, so that the two studies of docs/PERFORMANCE.md,
// "Last figures", come out as measured there with AVX-512.
constexpr double ns_to_simulate = 31.0;
constexpr double ns_to_follow_disease = 3500.0;  ///< docs/MYELOMA.md
constexpr double ns_an_estimand = 6.3;           ///< analysed at a look, plain
constexpr double ns_a_stratified_test = 9.0;     ///< beside it, where there are strata
constexpr double ns_a_further_test = 6.0;

double seconds_a_replicate(kernels::Plan const& plan) {
    double ns_a_patient = kernels::has_disease_model(plan) ? ns_to_follow_disease : ns_to_simulate;
    for (std::int32_t k = 0; k < plan.estimands; ++k) {
        double const at_a_look = ns_an_estimand + (plan.strata > 1 ? ns_a_stratified_test : 0.0) +
                                 ns_a_further_test * plan.estimand[k].further_tests;
        ns_a_patient += at_a_look * plan.looks;
    }
    return 1e-9 * ns_a_patient * plan.patients;
}

template <class Packed>
std::int64_t scratch_bytes(kernels::Plan const& plan) {
    kernels::ScratchOf<Packed> measured;
    return kernels::lay_out(plan, kernels::thread_shape, nullptr, measured);
}

std::int64_t bytes_a_thread(kernels::Plan const& plan) {
    kernels::TallyLayout const layout = kernels::layout_of(plan);
    std::int64_t const tally = 8 * layout.sums() + 4 * layout.counts();
    return tally + (kernels::is_wide(plan) ? scratch_bytes<std::uint64_t>(plan)
                                           : scratch_bytes<std::uint32_t>(plan));
}

double error_of_rate(double rate, std::int64_t replicates) {
    return std::sqrt(rate * (1.0 - rate) / static_cast<double>(replicates));
}

std::optional<ScreeningForecast> screening_of(trials::Study const& study) {
    if (study.screening == trials::Screening{}) {
        return std::nullopt;
    }
    double const months =
        trials::planned_accrual_months(trials::randomisation_accrual(study), study.patients);
    return ScreeningForecast{trials::expected_screened(study), trials::enrolled_share(study),
                             months};
}

ScenarioForecast forecast(trials::Scenario const& scenario, std::int64_t replicates) {
    ScenarioForecast result{
        scenario.name, trials::has_no_effect(scenario.study), screening_of(scenario.study), {}};
    if (trials::is_single_arm(scenario.study)) {
        return result;  // nothing is compared
    }
    for (trials::Analysis const& analysis : scenario.study.analyses) {
        auto const closed = trials::closed_form(scenario.study, analysis);
        // without a formula: the rate whose error is the largest; a type I error is at most alpha
        double const rate = closed                 ? closed->power
                            : result.has_no_effect ? scenario.study.alpha_one_sided
                                                   : 0.5;
        result.analyses.push_back({analysis.name, closed, error_of_rate(rate, replicates)});
    }
    return result;
}

}  // namespace

DesignReport report_design(trials::StudyFile const& file) {
    trials::Study const& study = file.scenarios.front().study;
    DesignReport report{file.title, file.replicates, study.patients, 0, {}, {}, {}};
    report.hypotheses = trials::summarise_design(study);
    for (trials::Scenario const& scenario : file.scenarios) {
        report.scenarios.push_back(forecast(scenario, file.replicates));
        trials::PlanTables const tables = trials::lower(scenario.study);
        kernels::Plan const& plan = tables.plan;
        report.strata = std::max(report.strata, static_cast<int>(plan.strata));
        report.cost.replicates += file.replicates;
        report.cost.patients += file.replicates * plan.patients;
        report.cost.core_seconds +=
            seconds_a_replicate(plan) * static_cast<double>(file.replicates);
        report.cost.bytes_a_thread = std::max(report.cost.bytes_a_thread, bytes_a_thread(plan));
    }
    return report;
}

}  // namespace vtrial::host
