#include "host/analyze/covariate_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "kernels/statistics/cox_with_covariates.hpp"

namespace vtrial::host {
namespace {

/// The data as the fit takes them: in its order, covariates centred and scaled.
class Design {
  public:
    Design(PatientData const& data, std::vector<std::int32_t> const& ranks)
        : patients_(data.time.size()), columns_(1 + data.covariates.size()) {
        std::vector<std::size_t> order(patients_);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return data.stratum[a] != data.stratum[b] ? data.stratum[a] < data.stratum[b]
                                                      : ranks[a] > ranks[b];
        });
        for (std::size_t const i : order) {
            stratum_.push_back(data.stratum[i]);
            rank_.push_back(ranks[i]);
            event_.push_back(data.event[i]);
        }
        values_.resize(patients_ * columns_);
        std::vector<double> arm(data.arm.begin(), data.arm.end());
        put_column(0, arm, order);
        for (std::size_t k = 1; k < columns_; ++k) {
            put_column(k, data.covariates[k - 1].values, order);
        }
    }

    kernels::CoxPatients view() const {
        return {static_cast<std::int32_t>(patients_),
                static_cast<std::int32_t>(columns_),
                stratum_.data(),
                rank_.data(),
                event_.data(),
                values_.data()};
    }

    /// What one unit of a covariate is in units of the fit.
    double scale_of(std::size_t column) const { return scale_[column]; }

  private:
    /// Mean 0 and mean absolute value 1; a constant becomes 0.
    void put_column(std::size_t column, std::vector<double> const& values,
                    std::vector<std::size_t> const& order) {
        auto const count = static_cast<double>(patients_);
        auto const [least, most] = std::minmax_element(values.begin(), values.end());
        double const mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
        double deviation = 0.0;
        for (double const value : values) {
            deviation += value < mean ? mean - value : value - mean;
        }
        double const scale = *least < *most ? count / deviation : 0.0;
        for (std::size_t i = 0; i < patients_; ++i) {
            values_[i * columns_ + column] = (values[order[i]] - mean) * scale;
        }
        scale_.push_back(scale);
    }

    std::size_t patients_;
    std::size_t columns_;
    std::vector<std::int32_t> stratum_;
    std::vector<std::int32_t> rank_;
    std::vector<std::uint8_t> event_;
    std::vector<double> values_;
    std::vector<double> scale_;
};

std::string name_of(PatientData const& data, std::size_t column) {
    return column == 0 ? "the arm" : fmt::format("\"{}\"", data.covariates[column - 1].name);
}

}  // namespace

CovariateModel fit_covariate_model(PatientData const& data, std::vector<std::int32_t> const& ranks,
                                   kernels::Ties ties) {
    Design const design(data, ranks);
    std::size_t const columns = 1 + data.covariates.size();
    std::vector<double> coefficient(columns);
    std::vector<double> standard_error(columns);
    std::vector<std::uint8_t> is_left_out(columns);
    std::vector<double> workspace(
        static_cast<std::size_t>(kernels::cox_workspace_size(static_cast<std::int64_t>(columns))));
    kernels::CovariateFit fit{
        coefficient.data(), standard_error.data(), is_left_out.data(), workspace.data(), 0, -1};
    kernels::fit_cox(design.view(), ties, fit);
    CovariateModel model;
    if (fit.exists == 0) {
        model.notes.push_back(fmt::format(
            "the Cox model has no estimate: its likelihood has no maximum, the coefficient of {} "
            "runs away",
            name_of(data, static_cast<std::size_t>(std::max(fit.diverges, 0)))));
    }
    for (std::size_t k = 0; k < columns; ++k) {
        Coefficient result{k == 0 ? "" : data.covariates[k - 1].name, {}, {}};
        if (is_left_out[k] != 0) {
            model.notes.push_back(fmt::format(
                "{} says nothing beside the other covariates and is left out of the Cox model",
                name_of(data, k)));
        } else if (fit.exists != 0) {
            result.log_hazard_ratio = coefficient[k] * design.scale_of(k);
            result.standard_error = standard_error[k] * design.scale_of(k);
        }
        (k == 0 ? model.arm : model.covariates.emplace_back()) = result;
    }
    return model;
}

}  // namespace vtrial::host
