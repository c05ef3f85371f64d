#include "host/commands/reports.hpp"

#include "host/report/csv.hpp"
#include "host/report/curves.hpp"
#include "host/report/estimates.hpp"
#include "host/report/json.hpp"
#include "host/report/table.hpp"
#include "trials/closed_form.hpp"

namespace vtrial::host {
namespace {

std::vector<ClosedForm> closed_forms(trials::StudyFile const& file) {
    std::vector<ClosedForm> forms;
    for (trials::Scenario const& scenario : file.scenarios) {
        for (trials::Analysis const& analysis : scenario.study.analyses) {
            if (auto const form = trials::closed_form(scenario.study, analysis)) {
                char const* const name =
                    form->is_sequential ? "Schoenfeld, recursive integration" : "Schoenfeld";
                auto const here =
                    form->is_sequential ? std::optional(form->stop_efficacy) : std::nullopt;
                forms.push_back(
                    {scenario.name, analysis.name, "PFS", name, form->power, here, form->months});
            }
        }
    }
    return forms;
}

}  // namespace

std::vector<ScenarioResult> stored_results(PlannedStudy const& study, BlockStore const& store,
                                           std::vector<ScenarioEffort> const& efforts) {
    std::vector<ScenarioResult> results;
    for (std::size_t i = 0; i < study.file.scenarios.size(); ++i) {
        trials::Scenario const& scenario = study.file.scenarios[i];
        auto const layout = kernels::layout_of(study.plans[i].plan);
        results.push_back({&scenario, trials::lower(scenario.study), store.total(i, layout),
                           efforts[i].simulated, efforts[i].seconds});
    }
    return results;
}

Reports make_reports(trials::StudyFile const& file, std::vector<ScenarioResult> const& results) {
    std::vector<EstimateRow> estimate_rows;
    std::vector<CurveRow> curve_rows;
    for (ScenarioResult const& result : results) {
        auto const estimated = estimates(result);
        auto const curve = curves(result);
        estimate_rows.insert(estimate_rows.end(), estimated.begin(), estimated.end());
        curve_rows.insert(curve_rows.end(), curve.begin(), curve.end());
    }
    return {estimates_csv(estimate_rows), curves_csv(curve_rows), results_json(results),
            file.title + "\n\n" + table(results, closed_forms(file))};
}

void write_reports(Reports const& reports, OutputFolder& folder) {
    folder.write(estimates_name, reports.estimates);
    folder.write(curves_name, reports.curves);
    folder.write(json_name, reports.json);
    folder.write(table_name, reports.table);
}

}  // namespace vtrial::host
