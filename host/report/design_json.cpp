#include <nlohmann/json.hpp>

#include "host/report/design_report.hpp"
#include "host/report/observed_report.hpp"

namespace vtrial::host {
namespace {

using Json = nlohmann::ordered_json;

constexpr int design_schema_version = 1;

template <class Value>
Json or_null(std::optional<Value> const& value) {
    return value ? Json(*value) : Json();
}

Json look(trials::LookSummary const& summary, char const* planned) {
    return {{"analysis", summary.analysis},
            {planned, or_null(summary.planned_events)},
            {"information_fraction", or_null(summary.information_fraction)},
            {"efficacy", bound_json(summary.efficacy)},
            {"futility", summary.futility ? bound_json(*summary.futility) : Json()},
            {"level_spent", or_null(summary.level_spent)}};
}

Json hypothesis(trials::HypothesisSummary const& summary) {
    Json looks = Json::array();
    for (trials::LookSummary const& each : summary.looks) {
        looks.push_back(look(each, summary.is_of_response ? "planned_patients" : "planned_events"));
    }
    return {{"endpoint", summary.endpoint},
            {"test", summary.test},
            {"level_one_sided", summary.level_one_sided},
            {"waits", summary.waits},
            {"bounds_from", summary.bounds_from},
            {"looks", std::move(looks)}};
}

Json forecast(AnalysisForecast const& analysis) {
    Json object{{"analysis", analysis.analysis}, {"power_mcse_expected", analysis.power_mcse}};
    if (analysis.closed_form) {
        trials::ClosedForm const& form = *analysis.closed_form;
        object["closed_form"] = {
            {"power_by", form.is_sequential ? "Schoenfeld, recursive integration" : "Schoenfeld"},
            {"power", form.power},
            {"stop_efficacy", form.stop_efficacy},
            {"stop_futility", form.stop_futility},
            {"hazard_ratio", form.hazard_ratio},
            {"month_by", "Lachin and Foulkes"},
            {"month", form.months}};
    } else {
        object["closed_form"] = Json();
    }
    return object;
}

Json screening(std::optional<ScreeningForecast> const& forecast) {
    return forecast ? Json{{"patients_screened", forecast->patients_screened},
                           {"enrolled_share", forecast->enrolled_share},
                           {"full_accrual_months", forecast->full_accrual_months}}
                    : Json();
}

}  // namespace

std::string design_json(DesignReport const& report, std::string const& resolved_study) {
    Json document{{"schema_version", design_schema_version},
                  {"title", report.title},
                  {"patients", report.patients},
                  {"strata", report.strata},
                  {"replicates", report.replicates}};
    document["hypotheses"] = Json::array();
    for (trials::HypothesisSummary const& summary : report.hypotheses) {
        document["hypotheses"].push_back(hypothesis(summary));
    }
    document["scenarios"] = Json::array();
    for (ScenarioForecast const& scenario : report.scenarios) {
        Json analyses = Json::array();
        for (AnalysisForecast const& analysis : scenario.analyses) {
            analyses.push_back(forecast(analysis));
        }
        document["scenarios"].push_back({{"name", scenario.scenario},
                                         {"has_no_effect", scenario.has_no_effect},
                                         {"screening", screening(scenario.screening)},
                                         {"analyses", std::move(analyses)}});
    }
    for (trials::ObservedSummary const& summary : report.observed) {
        document["observed"].push_back(observed_json(summary));
    }
    document["cost"] = {{"replicates", report.cost.replicates},
                        {"patients", report.cost.patients},
                        {"core_seconds", report.cost.core_seconds},
                        {"bytes_a_thread", report.cost.bytes_a_thread}};
    document["resolved_study_toml"] = resolved_study;
    return document.dump(2) + "\n";
}

}  // namespace vtrial::host
