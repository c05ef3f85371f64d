#include "host/report/table_numbers.hpp"

#include <fmt/format.h>

#include "host/report/csv.hpp"

namespace vtrial::host {
namespace {

/// The decimals of a number's text.
std::size_t decimals_of(std::string const& text) {
    std::size_t const point = text.find('.');
    return point == std::string::npos ? 0 : text.size() - point - 1;
}

}  // namespace

std::string number(double estimate, std::optional<double> mcse, std::size_t most_decimals) {
    if (mcse && *mcse > 0.0) {
        std::string text = write_estimate(estimate, mcse);
        if (decimals_of(text) <= most_decimals) {
            return text;
        }
    }
    return fmt::format("{:.{}f}", estimate, most_decimals);
}

std::string number(EstimateRow const* row, std::size_t most_decimals) {
    return row != nullptr && row->estimate ? number(*row->estimate, row->mcse, most_decimals)
                                           : no_number;
}

std::string rate(EstimateRow const* row) {
    constexpr std::size_t decimals = 5;
    constexpr double smallest_shown = 0.000005;
    if (row == nullptr || !row->estimate || !row->mcse) {
        return no_number;
    }
    double const estimate = *row->estimate;
    double const error = *row->mcse;
    std::string error_text = write_error(error);
    if (estimate <= 0.0) {
        return "< " + error_text;
    }
    if (estimate >= 1.0) {
        return "> " + write_estimate(1.0 - error, error);
    }
    if (error < smallest_shown) {
        error_text = "<0.00001";
    } else if (decimals_of(error_text) > decimals) {
        error_text = fmt::format("{:.{}f}", error, decimals);
    }
    return number(estimate, error, decimals) + " +- " + error_text;
}

std::string ratio(EstimateRow const* row) {
    return number(row, row != nullptr && row->estimate.value_or(0.0) >= 9.9995 ? 1 : 3);
}

}  // namespace vtrial::host
