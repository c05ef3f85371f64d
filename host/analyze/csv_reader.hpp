// Comma-separated text, record by record, as RFC 4180 has it: a field in quotes may hold commas,
// line ends and doubled quotes. Lines end with LF or CR LF; empty lines are skipped, as R does.
//
// Of Debian's libraries, libcsv does not tell where a field stood, and fccp wants the number of
// columns at compile time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "host/analyze/data_log.hpp"

namespace vtrial::host {

struct CsvField {
    std::string text;  ///< without its quotes
    Position where;
};
using CsvRecord = std::vector<CsvField>;

class CsvReader {
  public:
    /// The text must outlive the reader. What is no CSV is told to the log and passed over.
    CsvReader(std::string_view text, DataLog& log) : text_(text), log_(&log) {}

    /// Reads the next record; false at the end of the text.
    bool next(CsvRecord& record);

  private:
    CsvField read_field();
    std::string read_quoted();
    std::string read_plain();
    bool is_at(char character) const;
    bool is_at_line_end() const;
    void step();
    void step_over_line_end();

    std::string_view text_;
    DataLog* log_;
    std::size_t offset_ = 0;
    Position where_{0, 1, 1};
};

/// Where the text is not UTF-8 or has a NUL byte, which no text has, the log is told so.
void check_encoding(std::string_view text, DataLog& log);

/// The text without a byte order mark, which spreadsheets put before UTF-8.
std::string_view without_byte_order_mark(std::string_view text);

}  // namespace vtrial::host
