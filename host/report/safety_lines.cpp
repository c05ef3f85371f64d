#include "host/report/safety_lines.hpp"

#include <fmt/format.h>

#include "host/report/measurement_rows.hpp"
#include "host/report/safety_rows.hpp"

namespace vtrial::host {
namespace {

class SafetyLines {
  public:
    SafetyLines(trials::Study const& study,
                std::function<std::string(EstimateRow const&, std::size_t)> const& number)
        : study_(study), number_(number) {}

    std::string line_of(trials::SafetyEntry const& entry) const {
        EstimateRow row;
        row.endpoint = entry.name;
        row.subgroup = entry.population;
        row.quantity = trials::safety_event_names[static_cast<std::size_t>(entry.event)];
        std::string line = fmt::format("{}: in {} of patients", name_of(entry), both_arms(row, 4));
        if (entry.recurs()) {
            row.quantity = events_per_year_quantity;
            line += fmt::format("; {} a year of treatment", both_arms(row, 3));
        }
        return line;
    }

    std::string line_of(double month) const {
        auto const of = [&](char const* quantity, std::size_t most_decimals) {
            EstimateRow row;
            row.at = month;
            row.quantity = quantity;
            return both_arms(row, most_decimals);
        };
        return fmt::format("quality of life at month {:g}: {}, change {}, in {} of patients", month,
                           of(score_quantity, 1), of(score_change_quantity, 1),
                           of(asked_quantity, 3));
    }

    std::string line_of(trials::Measurement const& measurement) const {
        bool const is_trough = measurement.measure == trials::MeasurementKind::trough;
        EstimateRow row;
        row.endpoint = measurement.name;
        row.quantity = trials::measurement_names[static_cast<std::size_t>(measurement.measure)];
        if (measurement.week) {
            row.at = *measurement.week;
        }
        std::string const numbers = both_arms(row, 2);
        row.quantity = patients_measured_quantity;
        return fmt::format("{}: {} {} in {} patients", measurement.name,
                           is_trough ? "mg/L, mean" : "months, median", numbers, both_arms(row, 1));
    }

  private:
    /// A number of the control arm, where there is one, then of the experimental one.
    std::string both_arms(EstimateRow row, std::size_t most_decimals) const {
        row.arm = study_.arms[0].label;
        std::string const control =
            is_single_arm(study_) ? "" : number_(row, most_decimals) + " / ";
        row.arm = study_.arms[1].label;
        return control + number_(row, most_decimals);
    }

    trials::Study const& study_;
    std::function<std::string(EstimateRow const&, std::size_t)> const& number_;
};

}  // namespace

std::vector<std::string> safety_lines(
    trials::Study const& study,
    std::function<std::string(EstimateRow const&, std::size_t)> const& number) {
    SafetyLines const writer(study, number);
    std::vector<std::string> lines;
    for (trials::SafetyEntry const& entry : study.safety) {
        lines.push_back(writer.line_of(entry));
    }
    if (study.quality_of_life) {
        for (double const month : study.quality_of_life->months) {
            lines.push_back(writer.line_of(month));
        }
    }
    for (trials::Measurement const& measurement : study.measurements) {
        lines.push_back(writer.line_of(measurement));
    }
    return lines;
}

}  // namespace vtrial::host
