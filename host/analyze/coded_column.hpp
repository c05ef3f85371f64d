// Columns of a data file as codes of their distinct texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "host/analyze/data_log.hpp"

namespace vtrial::host {

/// A column of complete rows. What is to be said of a text is said once, where it stands first.
class CodedColumn {
  public:
    struct Label {
        std::string text;
        Position first;  ///< where it stands first
    };

    CodedColumn(std::string name, Position header) : name_(std::move(name)), header_(header) {}

    void add(std::string_view text, Position where);

    std::string const& name() const { return name_; }
    Position header() const { return header_; }
    std::vector<Label> const& labels() const { return labels_; }
    std::vector<std::int32_t> const& codes() const { return codes_; }  ///< of labels, by row

    std::int64_t missing = 0;  ///< rows without a value here, left out of all columns

  private:
    std::string name_;
    Position header_;
    std::vector<Label> labels_;
    std::vector<std::int32_t> codes_;
    std::unordered_map<std::string, std::int32_t> code_of_;
};

/// Rows with a value in every column, and how many of all rows that are.
struct CodedTable {
    std::vector<CodedColumn> columns;
    std::int64_t rows = 0;
    std::int64_t rows_left_out = 0;
};

/// A column that is asked for, and by which option.
struct WantedColumn {
    std::string option;
    std::string name;
};

/// The wanted columns, in that order, of the rows that have a value in each: a field that is empty
/// or NA has none. Errors go to the log: no CSV, columns that are not there, ragged rows.
CodedTable read_columns(std::string_view text, std::vector<WantedColumn> const& wanted,
                        DataLog& log);

/// The whole text, blanks around it left aside, as a finite number; empty if it is none.
std::optional<double> number_of(std::string_view text);

/// Equal as numbers, or as texts where they are not both numbers.
bool is_same_value(std::string_view a, std::string_view b);

}  // namespace vtrial::host
