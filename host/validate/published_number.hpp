// Numbers that a trial has published, as a table of them states it: docs/VALIDATE.md has its
// columns.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/analyze/data_log.hpp"

namespace vtrial::host {

/// How far a number is to be trusted. Only sourced numbers count when a trial is judged.
enum class PublishedStatus { sourced, unverified, derived, missing };
inline constexpr std::array<char const*, 4> published_status_names{"sourced", "unverified",
                                                                   "derived", "missing"};

struct PublishedNumber {
    std::string trial;
    std::string quantity;  ///< a path, as `cuts/final/PFS/HR`
    std::string unit;
    PublishedStatus status = PublishedStatus::sourced;
    std::optional<double> value;  ///< none: not reached, or no number
    bool is_not_reached = false;  ///< NR or NE: a median that the data did not come to
    std::optional<double> lower;  ///< limits of the 95 % confidence interval
    std::optional<double> upper;
    bool is_upper_not_reached = false;  ///< the interval has no upper end

    bool has_interval() const { return lower && (upper || is_upper_not_reached); }
};

/// The numbers of a comma-separated text with a header line, in its order. What is wrong is told
/// to the log.
std::vector<PublishedNumber> read_published_numbers(std::string_view text, DataLog& log);

}  // namespace vtrial::host
