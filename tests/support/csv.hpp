// A comma-separated table with a header line, from the tests' data folder.
#pragma once

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace vtrial::support {

/// The fields of one line, without their quotes. Fields hold no comma.
inline std::vector<std::string> split_csv_line(std::string line) {
    line.erase(
        std::remove_if(line.begin(), line.end(), [](char c) { return c == '"' || c == '\r'; }),
        line.end());
    std::vector<std::string> fields;
    std::istringstream stream(line);
    for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
    return fields;
}

class CsvTable {
  public:
    /// Reads a file of the folder VTRIAL_TEST_DATA; throws std::runtime_error if it is not there.
    explicit CsvTable(std::string const& file_name) {
        std::string const path = std::string(VTRIAL_TEST_DATA) + "/" + file_name;
        std::ifstream stream(path);
        if (!stream) throw std::runtime_error("cannot read " + path);
        std::string line;
        std::getline(stream, line);
        header_ = split_csv_line(line);
        while (std::getline(stream, line)) lines_.push_back(split_csv_line(line));
    }

    std::size_t size() const { return lines_.size(); }

    std::string const& text(std::size_t line, std::string const& column) const {
        auto const found = std::find(header_.begin(), header_.end(), column);
        if (found == header_.end()) throw std::runtime_error("no column " + column);
        return lines_.at(line).at(static_cast<std::size_t>(found - header_.begin()));
    }

    /// NA is not-a-number.
    double number(std::size_t line, std::string const& column) const {
        std::string const& field = text(line, column);
        return field == "NA" ? std::numeric_limits<double>::quiet_NaN() : std::stod(field);
    }

  private:
    std::vector<std::string> header_;
    std::vector<std::vector<std::string>> lines_;
};

}  // namespace vtrial::support
