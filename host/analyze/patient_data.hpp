// The patients of a data file as the tests see them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/analyze/coded_column.hpp"

namespace vtrial::host {

/// Which columns of a file hold what, and how to read them.
struct DataColumns {
    std::optional<std::string> time;  ///< this and the event: both, or only responses are compared
    std::optional<std::string> event;
    std::string arm;
    std::optional<std::string> event_value;  ///< empty: 1, of a column of 0 and 1
    std::optional<std::string> control;      ///< empty: the first label in order
    std::vector<std::string> strata;
    std::vector<std::string> covariates;
    std::vector<std::string> responses;
    std::optional<std::string> response_value;  ///< empty: 1, of columns of 0 and 1
};

/// A covariate of the Cox model: a column of numbers, or one level of a column of texts.
struct Covariate {
    std::string name;
    std::vector<double> values;  ///< by patient
};

/// A binary endpoint.
struct ResponseColumn {
    std::string name;
    std::vector<std::uint8_t> responded;  ///< by patient
};

/// Levels of a column of texts at most; more are names or dates rather than levels.
inline constexpr std::size_t most_levels = 50;

struct PatientData {
    std::array<std::string, 2> arm_labels;  ///< control, experimental
    std::vector<double> time;         ///< of the event or of censoring, 0 or more; may be left out
    std::vector<std::uint8_t> event;  ///< 1: seen
    std::vector<std::int16_t> arm;    ///< 0 control, 1 experimental
    std::vector<std::int16_t> stratum;  ///< each combination of the strata's values is one
    std::int32_t strata = 1;
    std::vector<Covariate> covariates;
    std::vector<ResponseColumn> responses;
    std::int64_t rows_left_out = 0;
    std::vector<std::string> notes;  ///< what a user should know of how the file was read
};

/// Reads patients from the text of a CSV file. Errors go to the log; then there are no patients.
PatientData read_patients(std::string_view text, DataColumns const& columns, DataLog& log);

}  // namespace vtrial::host
