// When the data of an analysis are cut, and what they say on that day.
#pragma once

#include <vector>

#include "trials/study.hpp"
#include "validation/reference/simulate.hpp"
#include "validation/reference/survival_tests.hpp"

namespace vtrial::reference {

struct Cut {
    int day = 0;  ///< of the calendar, from the opening of accrual
    bool events_not_reached = false;
};

/// The day on which this analysis of the study cuts the data of a trial.
Cut cut_day(trials::Study const& study, trials::Analysis const& analysis,
            ReferenceTrial const& trial);

/// What is known of an endpoint on a calendar day, in days, of the patients enrolled by then.
std::vector<Observation> data_at_cut(ReferenceTrial const& trial, trials::EndpointKind endpoint,
                                     int day);

/// The same of PFS where it is seen at visits, under a censoring rule.
std::vector<Observation> pfs_at_cut(ReferenceTrial const& trial, trials::CensoringRule rule,
                                    int day);

}  // namespace vtrial::reference
