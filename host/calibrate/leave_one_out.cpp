#include "host/calibrate/leave_one_out.hpp"

namespace vtrial::host {
namespace {

std::vector<FittedRow> daratumumab_rows(FitContext const& context, std::string const& trial,
                                        ParameterSet const& set) {
    return fitted_rows(context.fit, context.simulator, {trial}, TargetRows::daratumumab, set);
}

}  // namespace

std::vector<LeftOutTrial> leave_one_out(FitContext const& context, ParameterSet const& before,
                                        std::vector<StageResult> const& results,
                                        ParameterSet const& fitted) {
    std::vector<LeftOutTrial> table;
    for (std::string const& trial : context.fit.trials) {
        auto rows = daratumumab_rows(context, trial, fitted);
        if (rows.empty()) {
            continue;
        }
        ParameterSet without = before;
        for (std::size_t s = 0; s < results.size(); ++s) {
            FitStage const& stage = context.fit.stages[s];
            if (stage.rows == TargetRows::control) {
                continue;
            }
            auto others = results[s].trials;
            std::erase(others, trial);
            // where its own earlier stages have left it: the whole fit has seen the trial
            auto const starts = starts_of(stage, context.simulator, context.fit, without);
            fit_stage(context, stage, stage.name + " without " + trial, others, starts, starts,
                      without);
        }
        table.push_back({trial, std::move(rows), daratumumab_rows(context, trial, without)});
    }
    return table;
}

}  // namespace vtrial::host
