#include "host/commands/reports.hpp"

#include "host/report/csv.hpp"
#include "host/report/curves.hpp"
#include "host/report/estimates.hpp"
#include "host/report/json.hpp"
#include "host/report/over_scenarios.hpp"
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

Reports make_reports(PlannedStudy const& study, BlockStore const& store) {
    auto const forms = closed_forms(study.file);
    Reports reports{estimates_header, curves_header, "", study.file.title + "\n\n" + table_head(),
                    ""};
    ResultsJson json;
    OverScenarios over_scenarios;
    for (std::size_t i = 0; i < study.file.scenarios.size(); ++i) {
        trials::Scenario const& scenario = study.file.scenarios[i];
        auto const layout = kernels::layout_of(study.plans[i].plan);
        ScenarioResult const result{&scenario, trials::lower(scenario.study),
                                    store.total(i, layout), 0.0};
        auto const rows = estimates(result);
        auto const curve_rows = curves(result);
        reports.estimates += estimates_lines(rows);
        reports.curves += curves_lines(curve_rows);
        reports.table += table_lines(result, rows, forms);
        json.add(result, rows, curve_rows);
        if (study.file.has_summary_over_scenarios) {
            over_scenarios.add(rows);
        }
    }
    if (study.file.has_summary_over_scenarios) {
        auto const rows = over_scenarios.rows();
        reports.over_scenarios = over_scenarios_csv(rows);
        reports.table += over_scenarios_table(rows, study.file.scenarios.size()) + "\n";
        json.add_over_scenarios(rows);
    }
    reports.table += table_foot();
    reports.json = json.text();
    return reports;
}

void write_reports(Reports const& reports, OutputFolder& folder) {
    folder.write(estimates_name, reports.estimates);
    folder.write(curves_name, reports.curves);
    folder.write(json_name, reports.json);
    folder.write(table_name, reports.table);
    if (reports.over_scenarios.empty()) {
        folder.remove(over_scenarios_name);  // of another study that was here
    } else {
        folder.write(over_scenarios_name, reports.over_scenarios);
    }
}

}  // namespace vtrial::host
