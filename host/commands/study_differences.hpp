// In which lines two resolved studies differ, for people to read.
#pragma once

#include <string>

namespace vtrial::host {

/// At most `most` lines, each with its table's name before the key: `  stored  design.patients =
/// 400` and `  asked   design.patients = 401`, then how many more there are. Empty if none differs.
std::string study_differences(std::string const& stored, std::string const& asked,
                              std::size_t most = 10);

/// A resolved study without the line that says how many replicates are wanted.
std::string without_replicates(std::string const& resolved_study);

}  // namespace vtrial::host
