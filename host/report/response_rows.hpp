// The rows of binary endpoints at a look.
#pragma once

#include "host/report/row_sheet.hpp"

namespace vtrial::host {

/// What the rate of a response is called in result files: its measure, or `rate` where it is drawn.
char const* rate_quantity(trials::Response const& response);

/// Rates by arm, their difference, and how often each test rejects at its nominal level.
void add_responses(RowSheet& sheet, int look);

}  // namespace vtrial::host
