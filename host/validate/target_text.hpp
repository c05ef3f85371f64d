// Targets as people read them.
#pragma once

#include <string>

#include "host/validate/confront.hpp"

namespace vtrial::host {

/// A published number with its interval, as `0.56 (0.43-0.73)`; NR: not reached.
std::string published_text(PublishedNumber const& number);

/// A simulated quantity with the 5-95 % range over trials, as `0.55 [0.45-0.68]`; of a median that
/// most trials do not reach, `NR` with their share.
std::string simulated_text(Target const& target);

/// A quantity in a table: the data cut, or `subgroups`, and what is of it.
struct QuantityHeading {
    std::string group;
    std::string quantity;
};
QuantityHeading heading_of(PublishedNumber const& number);

/// `yes` or `no`, in brackets where the number is not sourced and does not count.
std::string verdict_text(Target const& target);

/// One line on how many of the sourced targets hold.
std::string count_text(Confrontation const& confrontation);

}  // namespace vtrial::host
