#include "host/analyze/coded_column.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "host/analyze/csv_reader.hpp"
#include "host/config/suggest.hpp"

namespace vtrial::host {
namespace {

std::string_view without_blanks(std::string_view text) {
    constexpr char const* blanks = " \t";
    std::size_t const begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool is_missing(std::string_view text) {
    std::string_view const bare = without_blanks(text);
    return bare.empty() || bare == "NA";
}

/// What the header suggests to be wrong, where a column is not found.
std::string remedy(CsvRecord const& header, std::string const& name) {
    if (header.size() == 1 && header[0].text.find_first_of(";\t") != std::string::npos) {
        return "; the header has no comma: save the file with commas between its fields";
    }
    std::vector<std::string> names;
    for (CsvField const& field : header) {
        names.push_back(field.text);
    }
    return did_you_mean(name, names);
}

/// The place of a column in the header; the log is told where there is none, or more than one.
std::size_t find_column(CsvRecord const& header, WantedColumn const& wanted, DataLog& log) {
    auto const is_wanted = [&](CsvField const& field) { return field.text == wanted.name; };
    auto const found = std::find_if(header.begin(), header.end(), is_wanted);
    if (found == header.end()) {
        log.error({0, 1, 1}, fmt::format("there is no column \"{}\" (--{}){}", wanted.name,
                                         wanted.option, remedy(header, wanted.name)));
        return 0;
    }
    auto const again = std::find_if(found + 1, header.end(), is_wanted);
    if (again != header.end()) {
        log.error(again->where, fmt::format("a second column \"{}\"", wanted.name));
    }
    return static_cast<std::size_t>(found - header.begin());
}

/// Adds a row to all columns, or counts it where one of its values is missing.
void add_row(CsvRecord const& record, std::vector<std::size_t> const& places, CodedTable& table) {
    bool is_complete = true;
    for (std::size_t i = 0; i < places.size(); ++i) {
        bool const lacks_value = is_missing(record[places[i]].text);
        table.columns[i].missing += lacks_value ? 1 : 0;
        is_complete = is_complete && !lacks_value;
    }
    table.rows_left_out += is_complete ? 0 : 1;
    table.rows += is_complete ? 1 : 0;
    for (std::size_t i = 0; i < places.size() && is_complete; ++i) {
        CsvField const& field = record[places[i]];
        table.columns[i].add(field.text, field.where);
    }
}

}  // namespace

void CodedColumn::add(std::string_view text, Position where) {
    auto const [known, is_new] =
        code_of_.try_emplace(std::string(text), static_cast<std::int32_t>(labels_.size()));
    if (is_new) {
        labels_.push_back({std::string(text), where});
    }
    codes_.push_back(known->second);
}

CodedTable read_columns(std::string_view text, std::vector<WantedColumn> const& wanted,
                        DataLog& log) {
    CodedTable table;
    check_encoding(text, log);
    CsvReader reader(text, log);
    CsvRecord record;
    if (log.has_errors() || !reader.next(record)) {
        if (!log.has_errors()) {
            log.error({}, "is empty; a line with the names of the columns is needed");
        }
        return table;
    }
    std::vector<std::size_t> places;
    for (WantedColumn const& column : wanted) {
        places.push_back(find_column(record, column, log));
        table.columns.emplace_back(column.name, record[places.back()].where);
    }
    std::size_t const fields = record.size();
    bool const has_columns = !log.has_errors();
    while (reader.next(record)) {
        if (record.size() != fields) {
            log.error(record.front().where,
                      fmt::format("has {} fields, the header has {}", record.size(), fields));
        } else if (has_columns) {
            add_row(record, places, table);
        }
    }
    return table;
}

std::optional<double> number_of(std::string_view text) {
    std::string_view const bare = without_blanks(text);
    double number = 0.0;
    auto const [end, error] = std::from_chars(bare.data(), bare.data() + bare.size(), number);
    if (error != std::errc{} || end != bare.data() + bare.size() || !std::isfinite(number)) {
        return std::nullopt;
    }
    return number;
}

bool is_same_value(std::string_view a, std::string_view b) {
    auto const first = number_of(a);
    auto const second = number_of(b);
    return first && second ? *first == *second : a == b;
}

}  // namespace vtrial::host
