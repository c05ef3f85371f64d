#include "host/calibrate/posterior_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/report/csv.hpp"
#include "host/report/sample.hpp"

namespace vtrial::host {
namespace {

constexpr double normal_quantile = 1.959963984540054;  // 97.5 %

/// Not reached is later than all that is.
std::optional<double> reached_quantile_of(std::vector<double> const& ascending, double share) {
    double const value = quantile_of(ascending, share);
    return std::isinf(value) ? std::nullopt : std::optional(value);
}

PosteriorRow row_over_sets(PosteriorSample const& sample, std::size_t row) {
    std::vector<double> simulated;
    std::vector<double> residuals;
    for (PosteriorMember const& member : sample.members) {
        double const value = member.simulated[row];
        simulated.push_back(std::isnan(value) ? std::numeric_limits<double>::infinity() : value);
        residuals.push_back(member.residuals[row]);
    }
    std::sort(simulated.begin(), simulated.end());
    SampleMoments const residual = moments_of(residuals);
    double const error_and_spread = std::sqrt(1.0 + residual.sd * residual.sd);
    return {reached_quantile_of(simulated, 0.05),
            reached_quantile_of(simulated, 0.5),
            reached_quantile_of(simulated, 0.95),
            residual.mean,
            residual.sd,
            std::abs(residual.mean) <= normal_quantile * error_and_spread};
}

std::string text_of(std::optional<double> const& quantile) {
    return quantile ? fmt::format("{:.6g}", *quantile) : "NR";
}

/// Of the sourced rows: how many agree, and the median of how uncertain they are.
std::string rows_text(std::vector<FittedRow> const& rows,
                      std::vector<PosteriorRow> const& over_sets) {
    std::vector<double> sds;
    std::size_t agreeing = 0;
    for (std::size_t row = 0; row < over_sets.size(); ++row) {
        if (rows[row].target.published.status == PublishedStatus::sourced) {
            sds.push_back(over_sets[row].residual_sd);
            agreeing += over_sets[row].agrees ? 1 : 0;
        }
    }
    if (sds.empty()) {
        return "";
    }
    std::sort(sds.begin(), sds.end());
    return fmt::format(
        "\nOf {} sourced rows {} agree with the sets: the published number lies where one trial "
        "would put it in 95 of 100. The uncertainty of the parameters moves a row by {:.2f} "
        "standard deviations of its publication (median over rows). Each row stands in "
        "posterior_targets.csv.\n",
        sds.size(), agreeing, quantile_of(sds, 0.5));
}

}  // namespace

std::vector<PosteriorRow> posterior_rows(PosteriorSample const& sample, std::size_t rows) {
    std::vector<PosteriorRow> result;
    for (std::size_t row = 0; row < rows && sample.members.size() > 1; ++row) {
        result.push_back(row_over_sets(sample, row));
    }
    return result;
}

std::string posterior_targets_csv(std::vector<FittedRow> const& rows,
                                  std::vector<PosteriorRow> const& over_sets) {
    std::string text =
        "trial,quantity,status,published,fitted,lower,median,upper,residual_mean,residual_sd,"
        "agrees\n";
    for (std::size_t row = 0; row < over_sets.size(); ++row) {
        PublishedNumber const& published = rows[row].target.published;
        PosteriorRow const& sets = over_sets[row];
        text += fmt::format("{},{},{},{},{},{},{},{},{:.3f},{:.3f},{}\n",
                            csv_field(published.trial), csv_field(published.quantity),
                            published_status_names[static_cast<std::size_t>(published.status)],
                            published.is_not_reached ? "NR" : text_of(published.value),
                            text_of(rows[row].target.simulated.value), text_of(sets.lower),
                            text_of(sets.median), text_of(sets.upper), sets.residual_mean,
                            sets.residual_sd, sets.agrees ? "yes" : "no");
    }
    return text;
}

std::string posterior_report(std::vector<FittedRow> const& rows, PosteriorSample const& sample) {
    std::string text = fmt::format(
        "\n## Posterior\n\n{} sets of equal weight, each the fit made again to published numbers "
        "as single simulated trials might have given them. The fit misses its rows by {:.2f} times "
        "what such errors leave (misfit, by which they are multiplied), and the rows tell {:.2f} "
        "times less than as many independent ones would (repetition). Mean loss of the sets "
        "{:.1f}, {:.1f} if residuals were linear, {:.1f} of the fit. Another step would move a set "
        "by {:.2f} posterior standard deviations.\n",
        sample.members.size(), sample.dispersion.misfit, sample.dispersion.repetition,
        sample.mean_loss(), sample.expected_loss, sample.fitted_loss, sample.unsettled());
    text += rows_text(rows, posterior_rows(sample, rows.size()));
    for (std::string const& doubt : doubts_of(sample)) {
        text += "\n**" + doubt + "**\n";
    }
    return text;
}

}  // namespace vtrial::host
