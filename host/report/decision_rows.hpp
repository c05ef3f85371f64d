// What a trial decides: the rows of hypotheses at a look, and of the trial where it stops.
#pragma once

#include "host/report/row_sheet.hpp"

namespace vtrial::host {

/// The hypothesis about an estimand or a response, or -1: it is described, not decided.
int hypothesis_of_estimand(kernels::Plan const& plan, int estimand);
int hypothesis_of_response(kernels::Plan const& plan, int response);

/// The first look at which a hypothesis is tested; the number of looks if there is none.
int first_tested_look(kernels::Plan const& plan, int hypothesis);

/// Whether some look may give a hypothesis up.
bool has_futility(kernels::Plan const& plan, int hypothesis);

/// Whether any and all hypotheses are rejected by a look.
void add_joint_decisions(RowSheet& sheet, int look);

/// Power and stopping probabilities of a hypothesis at a look, for the row of its test.
void add_decision(RowSheet& sheet, int look, int hypothesis);

/// What is estimated by looks, for the row of Cox's estimate or of the difference of the rates:
/// given that a trial rejects here, and how often repeated intervals cover the true hazard ratio.
void add_sequential_estimates(RowSheet& sheet, int look, int hypothesis);

/// The trial where its testing ends, as analysis `stop`.
void add_stop(RowSheet& sheet);

}  // namespace vtrial::host
