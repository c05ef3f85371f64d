// The data of tests/data/README.md as the reference sees them.
#pragma once

#include <string>
#include <vector>

#include "tests/support/csv.hpp"
#include "validation/reference/survival_tests.hpp"

namespace vtrial::reference {

inline std::vector<Observation> read_data(std::string const& name) {
    support::CsvTable const table("data_" + name + ".csv");
    std::vector<Observation> data;
    for (std::size_t i = 0; i < table.size(); ++i) {
        data.push_back({table.number(i, "time"), table.text(i, "status") == "1",
                        std::stoi(table.text(i, "arm")), std::stoi(table.text(i, "stratum"))});
    }
    return data;
}

/// Whether a line of an oracle is of the stratified test.
inline Stratification stratification_of(support::CsvTable const& table, std::size_t line) {
    return table.text(line, "stratified") == "TRUE" ? Stratification::stratified
                                                    : Stratification::plain;
}

}  // namespace vtrial::reference
