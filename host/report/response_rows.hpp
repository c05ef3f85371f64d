// The rows of binary endpoints at a look.
#pragma once

#include "host/report/row_sheet.hpp"

namespace vtrial::host {

/// Rates by arm, their difference, and how often each test rejects at its nominal level.
void add_responses(RowSheet& sheet, int look);

}  // namespace vtrial::host
