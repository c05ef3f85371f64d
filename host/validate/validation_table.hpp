// Confrontations as a table to print.
#pragma once

#include <string>
#include <vector>

#include "host/validate/validated_trial.hpp"

namespace vtrial::host {

/// Trial after trial: its targets, how many numbers are left out for which reason, and the count.
std::string validation_table(std::vector<ValidatedTrial> const& trials);

/// The reasons for which numbers are left out, in the order of the numbers, with their quantities.
std::vector<std::pair<std::string, std::vector<std::string>>> reasons_of(
    std::vector<LeftOut> const& left_out);

}  // namespace vtrial::host
