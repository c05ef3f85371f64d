#include "host/report/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

namespace vtrial::host {
namespace {

constexpr int most_digits = 10;
constexpr int digits_of_error = 2;
constexpr int most_decimals = 15;  ///< an error smaller than that is written with an exponent

/// Room for any double in fixed notation: 309 digits, the point and the decimals.
using Buffer = std::array<char, 400>;

std::string write(double number, std::chars_format format, int precision) {
    Buffer buffer{};
    auto const end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format, precision).ptr;
    return {buffer.data(), end};
}

double read(std::string const& text) {
    double number = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// The power of ten of the first digit, once the number is rounded to so many digits.
int exponent_of(double number, int digits) {
    std::string const text = write(number, std::chars_format::scientific, digits - 1);
    char const* first = text.data() + text.find('e') + 1;
    first += *first == '+' ? 1 : 0;
    int exponent = 0;
    std::from_chars(first, text.data() + text.size(), exponent);
    return exponent;
}

/// Rounded to `decimals` places after the point, or before it where they are negative.
std::string write_rounded(double number, int decimals) {
    if (decimals >= 0) {
        return write(number, std::chars_format::fixed, decimals);
    }
    int const digits_after_first = std::max(0, exponent_of(number, most_digits) + decimals);
    double const rounded = read(write(number, std::chars_format::scientific, digits_after_first));
    return write(rounded, std::chars_format::fixed, 0);
}

std::string write_optional(std::optional<double> const& number) {
    return number ? write_exact(*number) : "";
}

void append_line(std::string& text, std::initializer_list<std::string> fields) {
    char separator = '\0';
    for (std::string const& field : fields) {
        if (separator != '\0') {
            text += separator;
        }
        text += field;
        separator = ',';
    }
    text += '\n';
}

}  // namespace

std::string write_exact(double number) {
    Buffer buffer{};
    auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    return {buffer.data(), end};
}

std::string write_error(double mcse) {
    if (mcse == 0.0) {
        return "0";
    }
    int const decimals = digits_of_error - 1 - exponent_of(mcse, digits_of_error);
    return decimals > most_decimals
               ? write(mcse, std::chars_format::scientific, digits_of_error - 1)
               : write_rounded(mcse, decimals);
}

std::string write_estimate(double estimate, std::optional<double> mcse) {
    if (!mcse || *mcse == 0.0) {
        return write(estimate, std::chars_format::general, most_digits);
    }
    int const of_error = digits_of_error - 1 - exponent_of(*mcse, digits_of_error);
    int const of_estimate = most_digits - 1 - exponent_of(estimate, most_digits);
    return write_rounded(estimate, std::min(of_error, of_estimate));
}

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(text);
    }
    std::string field = "\"";
    for (char const character : text) {
        field += character;
        if (character == '"') {
            field += '"';
        }
    }
    return field + '"';
}

std::string estimates_lines(std::vector<EstimateRow> const& rows) {
    std::string text;
    for (EstimateRow const& row : rows) {
        append_line(text,
                    {csv_field(row.scenario), csv_field(row.analysis), csv_field(row.endpoint),
                     csv_field(row.rule), csv_field(row.subgroup), csv_field(row.arm),
                     csv_field(row.test), csv_field(row.quantity), write_optional(row.at),
                     row.estimate ? write_estimate(*row.estimate, row.mcse) : "",
                     row.mcse ? write_error(*row.mcse) : ""});
    }
    return text;
}

std::string curves_lines(std::vector<CurveRow> const& rows) {
    std::string text;
    for (CurveRow const& row : rows) {
        append_line(text, {csv_field(row.scenario), csv_field(row.analysis),
                           csv_field(row.endpoint), csv_field(row.rule), csv_field(row.arm),
                           write_exact(row.month), write_estimate(row.survival, row.mcse),
                           write_optional(row.lower), write_optional(row.upper)});
    }
    return text;
}

}  // namespace vtrial::host
