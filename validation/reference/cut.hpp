// When the data of an analysis are cut, and what they say on that day.
#pragma once

#include <string>
#include <vector>

#include "trials/study.hpp"
#include "validation/reference/simulate.hpp"
#include "validation/reference/survival_tests.hpp"

namespace vtrial::reference {

struct Cut {
    int day = 0;  ///< of the calendar, from the opening of accrual
    bool events_not_reached = false;
    bool was_extended = false;  ///< a checkpoint let it wait longer
};

/// The days on which the analyses of the study cut the data of a trial, in their order.
std::vector<Cut> cuts(trials::Study const& study, ReferenceTrial const& trial);

/// The number of events of an endpoint seen by the end of a calendar day.
int events_by(ReferenceTrial const& trial, trials::EndpointKind endpoint, int day);

/// The trial as if only the patients of a population had been in it: those of the subgroup of this
/// name, or all where it is empty.
ReferenceTrial patients_in(trials::Study const& study, std::string const& population,
                           ReferenceTrial const& trial);

/// What is known of an endpoint on a calendar day, in days, of the patients enrolled by then.
std::vector<Observation> data_at_cut(ReferenceTrial const& trial, trials::EndpointKind endpoint,
                                     int day);

/// The same from the second randomisation on, of those who have been randomised again by then.
std::vector<Observation> data_from_second(ReferenceTrial const& trial,
                                          trials::EndpointKind endpoint, int day);

/// The same of PFS where it is seen at visits, under a censoring rule.
std::vector<Observation> pfs_at_cut(ReferenceTrial const& trial, trials::CensoringRule rule,
                                    int day);

/// The same from the second randomisation on.
std::vector<Observation> pfs_from_second_at_cut(ReferenceTrial const& trial,
                                                trials::CensoringRule rule, int day);

}  // namespace vtrial::reference
