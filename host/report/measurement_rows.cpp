#include "host/report/measurement_rows.hpp"

#include <optional>

#include "kernels/tally/add_safety.hpp"

namespace vtrial::host {
namespace {

/// The unit of the results, of what the tally has as a share.
double unit_of(trials::MeasurementKind measure) {
    constexpr double days_at_most = kernels::measured_at_most;
    return measure == trials::MeasurementKind::trough
               ? days_at_most / kernels::parts_of_mg_per_litre
               : days_at_most / trials::days_per_month;
}

void add_measurement(RowSheet& sheet, int look, int row, trials::Measurement const& measurement) {
    kernels::TallyLayout const& at = sheet.at();
    auto const measure = static_cast<std::size_t>(measurement.measure);
    double const unit = unit_of(measurement.measure);
    std::optional<double> const week =
        measurement.week ? std::optional<double>(*measurement.week) : std::nullopt;
    for (int arm = is_single_arm(sheet.study()) ? 1 : 0; arm < kernels::arm_count; ++arm) {
        sheet.row().arm = sheet.study().arms[static_cast<std::size_t>(arm)].label;
        std::int64_t const existing = at.measured_exists(look, row, arm);
        sheet.add(trials::measurement_names[measure], week,
                  scaled(sheet.share(at.measured(look, row, arm), existing), unit));
        if (measurement.measure == trials::MeasurementKind::trough) {
            sheet.add(trough_deviation_quantity, week,
                      scaled(sheet.share(at.measured_deviation(look, row, arm), existing), unit));
        }
        sheet.add(patients_measured_quantity, week,
                  sheet.mean(at.patients_measured(look, row, arm)));
    }
    sheet.row().arm.clear();
}

}  // namespace

void add_measurements(RowSheet& sheet, int look) {
    int row = 0;
    for (trials::Measurement const& measurement : sheet.study().measurements) {
        sheet.row().endpoint = measurement.name;
        add_measurement(sheet, look, row++, measurement);
    }
    sheet.row().endpoint.clear();
}

}  // namespace vtrial::host
