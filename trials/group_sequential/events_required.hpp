// How many events a design needs.
#pragma once

#include <vector>

#include "trials/group_sequential/sequential_probabilities.hpp"

namespace vtrial::trials::group_sequential {

/// A one-sided test to plan for.
struct TestErrors {
    double alpha;
    double power;
};

/// Events for one log-rank test, not rounded: Schoenfeld, Biometrika 68 (1981) 316-319. The hazard
/// ratio is the true one over that of the null hypothesis; `experimental_share` of the patients.
double events_required(double hazard_ratio, double experimental_share, TestErrors errors);

/// By how much looks inflate the information for the same power: the maximal information of a
/// design with these boundaries over that of one test.
double information_inflation(std::vector<double> const& information, Boundaries const& boundaries,
                             TestErrors errors);

}  // namespace vtrial::trials::group_sequential
