#include "host/analyze/hazard_tests.hpp"

#include "host/analyze/covariate_model.hpp"
#include "kernels/statistics/max_combo_p_value.hpp"
#include "kernels/statistics/p_value.hpp"

namespace vtrial::host {
namespace {

using kernels::Ties;

/// Of the one-sided p-value of MaxCombo, which is integrated numerically.
constexpr double most_p_value_error = 1e-7;

TestResult result_of_test(kernels::LogRank const& test) {
    return test.exists() ? result_of(test.z) : TestResult{};
}

/// The Cox model of the arm alone, on the rows of the log-rank test.
kernels::Cox fit_arm(RiskTables const& tables, kernels::LogRank const& test, Ties ties) {
    auto const patients = static_cast<std::size_t>(tables.plan().patients);
    std::vector<double> control(patients);
    std::vector<double> experimental(patients);
    kernels::CoxTermsOf<double> terms{control.data(), experimental.data(), 0};
    DataRows const& rows = tables.stratified_rows();
    return ties == Ties::efron
               ? kernels::cox<Ties::efron>(DataTeam{}, rows, test, tables.events[1], terms)
               : kernels::cox<Ties::breslow>(DataTeam{}, rows, test, tables.events[1], terms);
}

void fit_hazard_ratio(PatientData const& data, RiskTables const& tables,
                      kernels::LogRank const& test, AnalysisResult& result) {
    if (!data.covariates.empty()) {
        CovariateModel const model = fit_covariate_model(data, tables.ranks(), result.ties);
        result.cox = model.arm;
        result.covariates = model.covariates;
        result.notes.insert(result.notes.end(), model.notes.begin(), model.notes.end());
        return;
    }
    kernels::Cox const cox = fit_arm(tables, test, result.ties);
    if (cox.exists != 0) {
        result.cox = {"", cox.log_hr, cox.standard_error};
    } else {
        result.notes.emplace_back("the Cox model has no estimate: its likelihood has no maximum");
    }
}

/// Wald's test of Cox's hazard ratio against a margin.
TestResult test_against(double margin, Coefficient const& coefficient) {
    if (!coefficient.log_hazard_ratio) {
        return {};
    }
    double const distance = *coefficient.log_hazard_ratio - kernels::log_of(margin);
    return result_of(distance / *coefficient.standard_error);
}

}  // namespace

void compare_hazards(PatientData const& data, RiskTables const& tables,
                     std::optional<double> margin, AnalysisResult& result) {
    auto const test_of_ratio = [&](double null_hazard_ratio) {
        return kernels::log_rank<double>(DataTeam{}, tables.stratified_rows(),
                                         std::int64_t{tables.events[1]}, null_hazard_ratio);
    };
    kernels::LogRank const test = test_of_ratio(1.0);
    result.log_rank = result_of_test(test);
    fit_hazard_ratio(data, tables, test, result);
    if (margin) {
        result.log_rank_margin = MarginTest{*margin, result_of_test(test_of_ratio(*margin))};
        result.cox_margin = MarginTest{*margin, test_against(*margin, result.cox)};
    }
}

void test_with_weights(RiskTables const& tables, AnalysisRequest const& request,
                       AnalysisResult& result) {
    DataTeam const team;
    DataRows const& rows = tables.stratified_rows();
    std::vector<double> survival(static_cast<std::size_t>(rows.count));
    std::vector<double> failure(survival.size());
    kernels::PooledSurvival<double> const pooled{survival.data(), failure.data()};
    kernels::pool_survival(team, tables.plan(), rows, pooled);
    for (kernels::FlemingHarrington const& powers : request.weights) {
        result.weighted.push_back(
            {powers, result_of_test(kernels::weighted_log_rank(team, rows, pooled, powers))});
    }
    if (request.max_combo) {
        kernels::MaxCombo const tests = kernels::max_combo(team, rows, pooled);
        result.max_combo.emplace();
        if (tests.exists != 0) {
            double const p = kernels::one_sided_p_value(team, tests, most_p_value_error).value;
            result.max_combo = TestResult{tests.least_z, kernels::two_sided_of(p)};
        }
    }
}

}  // namespace vtrial::host
