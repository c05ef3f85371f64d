#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "host/calibrate/calibration_files.hpp"
#include "host/calibrate/posterior_rows.hpp"
#include "host/report/sample.hpp"
#include "host/validate/target_text.hpp"

namespace vtrial::host {
namespace {

constexpr std::size_t shown_rows = 25;
constexpr Eigen::Index shown_combinations = 8;

/// Of the rows of one trial, or of all.
struct Tally {
    std::size_t rows = 0;
    std::size_t sourced = 0;
    std::size_t holding = 0;  ///< of the sourced
    double loss = 0.0;

    void add(FittedRow const& row) {
        bool const counts = row.target.published.status == PublishedStatus::sourced;
        rows += 1;
        sourced += counts ? 1 : 0;
        holding += counts && row.target.holds ? 1 : 0;
        loss += row.loss();
    }
};

std::map<std::string, Tally> by_trial(std::vector<FittedRow> const& rows) {
    std::map<std::string, Tally> tallies;
    for (FittedRow const& row : rows) {
        tallies[row.trial].add(row);
    }
    return tallies;
}

Tally sum_of(std::vector<FittedRow> const& rows) {
    Tally sum;
    for (FittedRow const& row : rows) {
        sum.add(row);
    }
    return sum;
}

/// In a table of Markdown a bar ends a cell.
std::string cell(std::string const& text) {
    std::string escaped;
    for (char const letter : text) {
        escaped += letter == '|' ? "\\|" : std::string(1, letter);
    }
    return escaped;
}

std::string stages_table(FitFile const& fit, Calibration const& calibration) {
    std::string text =
        "## Stages\n\n| stage | rows of | parameters | trials | loss at its start | "
        "at its end | evaluations | of these no study | ended |\n"
        "|---|---|---|---|---|---|---|---|---|\n";
    for (std::size_t s = 0; s < calibration.stages.size(); ++s) {
        StageResult const& stage = calibration.stages[s];
        FitStage const& asked = fit.stages[s];
        text += fmt::format(
            "| {} | {} | {} | {} | {:.2f} | {:.2f} | {} | {} | {} |\n", stage.stage,
            target_rows_names[static_cast<std::size_t>(asked.rows)], asked.parameters.size(),
            fmt::join(stage.trials, ", "), stage.start_loss, stage.loss, stage.evaluations,
            stage.sets_without_study,
            stage.has_converged ? "no further fall"
                                : fmt::format("after {} generations", stage.generations));
    }
    return text + "\nA stage's loss counts its own rows and priors.\n";
}

std::string trials_table(Calibration const& calibration) {
    auto const before = by_trial(calibration.rows_at_start);
    auto const after = by_trial(calibration.rows);
    std::string text =
        "\n## Loss by trial\n\n| trial | rows | loss before | after | sourced rows | "
        "hold before | after |\n|---|---|---|---|---|---|---|\n";
    auto const line = [](std::string const& name, Tally const& then, Tally const& now) {
        return fmt::format("| {} | {} | {:.1f} | {:.1f} | {} | {} | {} |\n", name, now.rows,
                           then.loss, now.loss, now.sourced, then.holding, now.holding);
    };
    for (auto const& [trial, tally] : after) {
        text += line(trial, before.at(trial), tally);
    }
    return text + line("all", sum_of(calibration.rows_at_start), sum_of(calibration.rows));
}

/// Of 90 % of the sets, or a dash.
std::string range_over_sets(Calibration const& calibration, std::size_t parameter) {
    if (!calibration.posterior) {
        return "-";
    }
    std::vector<double> values;
    for (PosteriorMember const& member : calibration.posterior->members) {
        values.push_back(member.values[parameter]);
    }
    std::sort(values.begin(), values.end());
    return fmt::format("{:.4g} ... {:.4g}", quantile_of(values, 0.05), quantile_of(values, 0.95));
}

std::string parameters_table(Calibration const& calibration) {
    std::string text =
        "\n## Parameters\n\n| parameter | stage | start | fitted | sd / prior sd, were rows "
        "independent | 90 % of the sets |\n|---|---|---|---|---|---|\n";
    for (std::size_t k = 0; k < calibration.free.size(); ++k) {
        FreeParameter const& free = calibration.free[k];
        text += fmt::format("| {} | {} | {:.4g} | {:.4g} | {:.2f} | {} |\n", free.name(),
                            free.stage, free.start, free.value,
                            calibration.identified->posterior_sds[static_cast<Eigen::Index>(k)],
                            range_over_sets(calibration, k));
    }
    return text;
}

/// The parameters that make up most of a combination.
std::string combination_text(Calibration const& calibration, Eigen::Index column) {
    auto const& part = calibration.identified->combinations;
    std::vector<Eigen::Index> order;
    for (Eigen::Index k = 0; k < part.rows(); ++k) {
        order.push_back(k);
    }
    std::sort(order.begin(), order.end(), [&](Eigen::Index a, Eigen::Index b) {
        return std::abs(part(a, column)) > std::abs(part(b, column));
    });
    std::string text;
    for (std::size_t k = 0; k < std::min<std::size_t>(3, order.size()); ++k) {
        text += fmt::format("{}{:+.2f} {}", text.empty() ? "" : ", ", part(order[k], column),
                            calibration.free[static_cast<std::size_t>(order[k])].name());
    }
    return text;
}

std::string combinations_table(Calibration const& calibration) {
    auto const& values = calibration.identified->eigenvalues;
    auto const below = std::count_if(values.begin(), values.end(),
                                     [](double eigenvalue) { return eigenvalue < 1.0; });
    std::string text = fmt::format(
        "\n## What the targets do not determine\n\nOf {} combinations of parameters the targets "
        "say less than the prior on {} (eigenvalue below 1). The least determined:\n\n"
        "| eigenvalue | combination, in prior standard deviations |\n|---|---|\n",
        values.size(), below);
    for (Eigen::Index k = 0; k < std::min(shown_combinations, values.size()); ++k) {
        text += fmt::format("| {:.3g} | {} |\n", values[k], combination_text(calibration, k));
    }
    return text;
}

std::string missed_table(Calibration const& calibration) {
    std::vector<FittedRow> rows = calibration.rows;
    std::stable_sort(rows.begin(), rows.end(),
                     [](FittedRow const& a, FittedRow const& b) { return a.loss() > b.loss(); });
    rows.resize(std::min(rows.size(), shown_rows));
    std::string text =
        "\n## The rows that cost most\n\n| trial | quantity | published | simulated | "
        "residual | loss | holds |\n|---|---|---|---|---|---|---|\n";
    for (FittedRow const& row : rows) {
        text += fmt::format("| {} | {} | {} | {} | {:+.1f} | {:.1f} | {} |\n",
                            row.target.published.trial, cell(row.target.published.quantity),
                            published_text(row.target.published), simulated_text(row.target),
                            row.residual, row.loss(), verdict_text(row.target));
    }
    return text;
}

std::string left_out_table(Calibration const& calibration) {
    std::string text =
        "\n## Each trial predicted by the others\n\nRows of daratumumab; a trial's "
        "own parameters come from its control arm.\n\n| trial | rows | loss fitted | "
        "predicted | sourced | hold fitted | predicted |\n|---|---|---|---|---|---|---|\n";
    for (LeftOutTrial const& trial : calibration.left_out) {
        Tally const fitted = sum_of(trial.fitted);
        Tally const predicted = sum_of(trial.predicted);
        text += fmt::format("| {} | {} | {:.1f} | {:.1f} | {} | {} | {} |\n", trial.trial,
                            fitted.rows, fitted.loss, predicted.loss, fitted.sourced,
                            fitted.holding, predicted.holding);
    }
    return text;
}

}  // namespace

std::string calibration_report(FitFile const& fit, Calibration const& calibration) {
    std::string text = fmt::format(
        "# {}\n\n{} published rows of {} trials, {} simulated trials of each an evaluation, seed "
        "{}. Loss {:.1f}, before the fit {:.1f}: squared residuals in standard deviations of the "
        "published numbers, by weight.\n\n",
        fit.title, calibration.rows.size(), fit.trials.size(), fit.replicates, fit.seed,
        loss_of(calibration.rows), loss_of(calibration.rows_at_start));
    text += stages_table(fit, calibration) + trials_table(calibration) +
            parameters_table(calibration) + combinations_table(calibration) +
            missed_table(calibration);
    if (!calibration.left_out.empty()) {
        text += left_out_table(calibration);
    }
    if (calibration.posterior) {
        text += posterior_report(calibration.rows, *calibration.posterior);
    }
    return text;
}

}  // namespace vtrial::host
