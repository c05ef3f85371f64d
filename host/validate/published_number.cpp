#include "host/validate/published_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>

#include "host/analyze/csv_reader.hpp"

namespace vtrial::host {
namespace {

enum Column : std::size_t { trial, quantity, value, lower, upper, unit, status, column_count };
constexpr std::array<char const*, column_count> column_names{"trial", "quantity", "value", "ci_lo",
                                                             "ci_hi", "unit",     "status"};

bool means_not_reached(std::string_view text) { return text == "NR" || text == "NE"; }

std::optional<double> number_in(std::string_view text) {
    double number = 0.0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const is_number =
        error == std::errc{} && end == text.data() + text.size() && std::isfinite(number);
    return is_number ? std::optional(number) : std::nullopt;
}

/// Reads record after record, each by the places that the header gives the columns.
class NumberReader {
  public:
    NumberReader(std::string_view text, DataLog& log) : csv_(text, log), log_(log) {}

    std::vector<PublishedNumber> read() {
        CsvRecord record;
        if (!csv_.next(record)) {
            log_.error({}, "the file is empty; a header line must name its columns");
            return {};
        }
        if (!find_columns(record)) {
            return {};
        }
        std::size_t const fields = record.size();
        std::vector<PublishedNumber> numbers;
        while (csv_.next(record)) {
            if (record.size() != fields) {
                log_.error(record.front().where,
                           fmt::format("must have {} fields, as the header line, got {}", fields,
                                       record.size()));
                continue;
            }
            numbers.push_back(number_of(record));
        }
        return numbers;
    }

  private:
    bool find_columns(CsvRecord const& header) {
        bool has_all = true;
        for (std::size_t column = 0; column < column_count; ++column) {
            auto const found = std::find_if(
                header.begin(), header.end(),
                [&](CsvField const& field) { return field.text == column_names[column]; });
            if (found == header.end()) {
                log_.error(header.front().where,
                           fmt::format("a column \"{}\" is missing", column_names[column]));
                has_all = false;
            }
            place_[column] = static_cast<std::size_t>(found - header.begin());
        }
        return has_all;
    }

    PublishedNumber number_of(CsvRecord const& record) {
        auto const field = [&](Column column) -> CsvField const& { return record[place_[column]]; };
        PublishedNumber number;
        number.trial = field(trial).text;
        number.quantity = field(quantity).text;
        number.unit = field(unit).text;
        number.status = read_status(field(status));
        number.value = number_in(field(value).text);
        number.is_not_reached = means_not_reached(field(value).text);
        number.lower = read_limit(field(lower));
        number.upper = read_limit(field(upper));
        number.is_upper_not_reached = means_not_reached(field(upper).text);
        if (number.lower && number.upper && *number.lower > *number.upper) {
            log_.error(field(upper).where, fmt::format("must be at least ci_lo, {}, got {}",
                                                       *number.lower, field(upper).text));
        }
        return number;
    }

    std::optional<double> read_limit(CsvField const& field) {
        auto const number = number_in(field.text);
        if (!number && !field.text.empty() && !means_not_reached(field.text)) {
            log_.error(field.where,
                       fmt::format("must be a number, NR, NE or empty, got \"{}\"", field.text));
        }
        return number;
    }

    PublishedStatus read_status(CsvField const& field) {
        auto const found =
            std::find(published_status_names.begin(), published_status_names.end(), field.text);
        if (found == published_status_names.end()) {
            log_.error(field.where,
                       fmt::format("must be sourced, unverified, derived or missing, got \"{}\"",
                                   field.text));
            return PublishedStatus::unverified;
        }
        return static_cast<PublishedStatus>(found - published_status_names.begin());
    }

    CsvReader csv_;
    DataLog& log_;
    std::array<std::size_t, column_count> place_{};
};

}  // namespace

std::vector<PublishedNumber> read_published_numbers(std::string_view text, DataLog& log) {
    check_encoding(text, log);
    return NumberReader(text, log).read();
}

}  // namespace vtrial::host
