// The result files of a study, made from its store.
#pragma once

#include <string>

#include "host/commands/planned_study.hpp"
#include "host/files/output_folder.hpp"

namespace vtrial::host {

inline constexpr char const* estimates_name = "estimates.csv";
inline constexpr char const* curves_name = "curves.csv";
inline constexpr char const* json_name = "results.json";
inline constexpr char const* table_name = "summary.txt";
inline constexpr char const* over_scenarios_name = "over_scenarios.csv";

/// The texts of the files.
struct Reports {
    std::string estimates;
    std::string curves;
    std::string json;
    std::string table;
    std::string over_scenarios;  ///< empty: the study has no summary over its scenarios
};

/// Made from the sum of each scenario's blocks, one scenario after the other: memory holds the
/// tally of one. Throws StoreError if a block is damaged.
Reports make_reports(PlannedStudy const& study, BlockStore const& store);

/// Replaces all files but the manifest. Throws FileError.
void write_reports(Reports const& reports, OutputFolder& folder);

}  // namespace vtrial::host
