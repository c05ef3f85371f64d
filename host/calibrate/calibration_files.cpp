#include "host/calibrate/calibration_files.hpp"

#include <fmt/format.h>

#include <set>
#include <string>

#include "host/calibrate/posterior_rows.hpp"
#include "host/calibrate/target_residual.hpp"
#include "host/config/write_toml.hpp"
#include "host/files/build_info.hpp"
#include "host/report/csv.hpp"
#include "host/spread/posterior_table.hpp"

namespace vtrial::host {
namespace {

std::string number_or_nothing(std::optional<double> const& number) {
    return number ? fmt::format("{:.6g}", *number) : "";
}

std::string row_line(FittedRow const& row) {
    PublishedNumber const& published = row.target.published;
    return fmt::format("{},{},{},{},{},{},{},{:.4g},{:.4g},{:.3f},{:.4f},{}\n",
                       csv_field(published.trial), csv_field(published.quantity),
                       published_status_names[static_cast<std::size_t>(published.status)],
                       published.is_not_reached ? "NR" : number_or_nothing(published.value),
                       number_or_nothing(published.lower), number_or_nothing(published.upper),
                       number_or_nothing(row.target.simulated.value), row.sd, row.weight,
                       row.residual, row.loss(), row.target.holds ? "yes" : "no");
}

/// To five digits, which is more than a fit knows, so that a study can state the same number.
double rounded(double value) { return std::stod(fmt::format("{:.5g}", value)); }

/// One parameter of parameters.toml.
TomlNode entry_of(FreeParameter const& free, std::string const& path, double posterior_sd) {
    TomlNode entry;
    entry.set("path", TomlNode::of_text(path));
    if (!free.parameter.is_shared()) {
        entry.set("trials", TomlNode::of_texts(free.parameter.trials));
    }
    entry.set("value", TomlNode::of_number(rounded(free.value)));
    entry.set("start", TomlNode::of_number(free.start));
    entry.set("stage", TomlNode::of_text(free.stage));
    entry.set("posterior_sd_share", TomlNode::of_number(posterior_sd));
    return entry;
}

/// All that have the value of a parameter.
std::vector<std::string> paths_of(FittedParameter const& parameter) {
    std::vector<std::string> paths{parameter.path};
    paths.insert(paths.end(), parameter.also.begin(), parameter.also.end());
    return paths;
}

}  // namespace

std::string parameter_file(FitFile const& fit, Calibration const& calibration) {
    TomlNode document;
    document.set("schema_version", TomlNode::of_integer(1));
    document.set("title", TomlNode::of_text(fit.title));
    TomlNode& from = document.set("provenance", TomlNode{});
    from.set("fit", TomlNode::of_text(fit.name));
    from.set("fit_sha256", TomlNode::of_text(fit.sha256));
    from.set("program", TomlNode::of_text("vtrial " + version() + " " + commit()));
    from.set("trials", TomlNode::of_texts(fit.trials));
    from.set("seed", TomlNode::of_integer(static_cast<std::int64_t>(fit.seed)));
    from.set("replicates", TomlNode::of_integer(fit.replicates));
    from.set("rows", TomlNode::of_integer(static_cast<std::int64_t>(calibration.rows.size())));
    from.set("loss", TomlNode::of_number(loss_of(calibration.rows)));
    from.set("loss_at_start", TomlNode::of_number(loss_of(calibration.rows_at_start)));
    TomlNode list;
    list.kind = TomlKind::array;
    for (std::size_t k = 0; k < calibration.free.size(); ++k) {
        auto const index = static_cast<Eigen::Index>(k);
        double const sd = calibration.identified->posterior_sds[index];
        FittedParameter const& parameter = calibration.free[k].parameter;
        list.elements.push_back(entry_of(calibration.free[k], parameter.path, sd));
        for (std::string const& path : parameter.also) {
            list.elements.push_back(entry_of(calibration.free[k], path, sd));
        }
    }
    document.set("parameters", std::move(list));
    return "# Made by vtrial-calibrate, not by hand: docs/CALIBRATION.md.\n" + write_toml(document);
}

std::string targets_csv(Calibration const& calibration) {
    std::string text =
        "trial,quantity,status,published,ci_lo,ci_hi,simulated,sd,weight,residual,loss,holds\n";
    for (FittedRow const& row : calibration.rows) {
        text += row_line(row);
    }
    return text;
}

std::string eigenvalues_csv(Calibration const& calibration) {
    Identifiability const& identified = *calibration.identified;
    std::string text = "eigenvalue,posterior_sd_share";
    for (FreeParameter const& free : calibration.free) {
        text += "," + csv_field(free.name());
    }
    text += "\n";
    for (Eigen::Index k = 0; k < identified.eigenvalues.size(); ++k) {
        double const value = identified.eigenvalues[k];
        text += fmt::format("{:.4g},{:.4f}", value, 1.0 / std::sqrt(1.0 + std::max(0.0, value)));
        for (Eigen::Index parameter = 0; parameter < identified.combinations.rows(); ++parameter) {
            text += fmt::format(",{:.3f}", identified.combinations(parameter, k));
        }
        text += "\n";
    }
    return text;
}

std::string posterior_csv(FitFile const& fit, Calibration const& calibration) {
    std::string text =
        fmt::format("# fit {}; sha256 {}; vtrial {} {}; loss {:.4f}\nset,loss", fit.name,
                    fit.sha256, version(), commit(), loss_of(calibration.rows));
    for (FreeParameter const& free : calibration.free) {
        PosteriorColumn column;
        for (std::string const& trial : free.parameter.trials) {
            column.trials.push_back(calibration.published_trials.at(trial));
        }
        for (std::string const& path : paths_of(free.parameter)) {
            column.path = path;
            text += "," + csv_field(column_heading(column));
        }
    }
    text += "\n";
    auto const& members = calibration.posterior->members;
    for (std::size_t m = 0; m < members.size(); ++m) {
        text += fmt::format("{},{:.4f}", m + 1, members[m].loss);
        for (std::size_t k = 0; k < calibration.free.size(); ++k) {
            std::string const value = fmt::format(",{:.6g}", members[m].values[k]);
            for (std::size_t n = 0; n < paths_of(calibration.free[k].parameter).size(); ++n) {
                text += value;
            }
        }
        text += "\n";
    }
    return text;
}

std::string leave_one_out_csv(Calibration const& calibration) {
    std::string text =
        "trial,quantity,status,published,fitted,predicted,residual,residual_left_out,"
        "holds,holds_left_out\n";
    for (LeftOutTrial const& trial : calibration.left_out) {
        for (std::size_t row = 0; row < trial.fitted.size(); ++row) {
            FittedRow const& fitted = trial.fitted[row];
            FittedRow const& predicted = trial.predicted[row];
            PublishedNumber const& published = fitted.target.published;
            text +=
                fmt::format("{},{},{},{},{},{},{:.3f},{:.3f},{},{}\n", csv_field(published.trial),
                            csv_field(published.quantity),
                            published_status_names[static_cast<std::size_t>(published.status)],
                            published.is_not_reached ? "NR" : number_or_nothing(published.value),
                            number_or_nothing(fitted.target.simulated.value),
                            number_or_nothing(predicted.target.simulated.value), fitted.residual,
                            predicted.residual, fitted.target.holds ? "yes" : "no",
                            predicted.target.holds ? "yes" : "no");
        }
    }
    return text;
}

std::vector<PageFile> calibration_files(FitFile const& fit, Calibration const& calibration) {
    std::vector<PageFile> files{{"parameters.toml", parameter_file(fit, calibration)},
                                {"targets.csv", targets_csv(calibration)},
                                {"eigenvalues.csv", eigenvalues_csv(calibration)},
                                {"report.md", calibration_report(fit, calibration)}};
    if (calibration.posterior) {
        files.push_back({"posterior.csv", posterior_csv(fit, calibration)});
        auto const& rows = calibration.rows;
        files.push_back(
            {"posterior_targets.csv",
             posterior_targets_csv(rows, posterior_rows(*calibration.posterior, rows.size()))});
    }
    if (!calibration.left_out.empty()) {
        files.push_back({"leave_one_out.csv", leave_one_out_csv(calibration)});
    }
    return files;
}

}  // namespace vtrial::host
