// The words of a path, and the short forms in which numbers of single arms are published.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/validate/quantity_path.hpp"

namespace vtrial::host {

using PathParts = std::vector<std::string>;

/// A separator within round brackets separates nothing: `74.7 mo (EHA/ASH 2022)` is one cut.
PathParts split_path(std::string_view text, char separator);

/// The number between a prefix and a suffix.
std::optional<double> number_between(std::string_view text, std::string_view prefix,
                                     std::string_view suffix);

/// Reads `PFS_median`, `OS_12m`, `VGPR`, `ge_VGPR`, `n_VGPR`, each of a single arm, into a path;
/// false: it is none of them.
bool read_short_form(std::string const& word, QuantityPath& path);

}  // namespace vtrial::host
