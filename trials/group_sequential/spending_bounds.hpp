// Boundaries by error spending, for looks at known information.
#pragma once

#include <vector>

#include "trials/group_sequential/boundary_walk.hpp"
#include "trials/group_sequential/sequential_probabilities.hpp"
#include "trials/group_sequential/spending.hpp"

namespace vtrial::trials::group_sequential {

/// An error and how it is spent.
struct ErrorSpending {
    SpendingFunction function;
    double total;  ///< one-sided
};

/// Efficacy bounds that have spent cumulative[k] at look k, under no effect and without futility;
/// information increases.
std::vector<double> efficacy_bounds(std::vector<double> const& information,
                                    std::vector<double> const& cumulative);

/// The same by a spending function; the last look spends what is left.
std::vector<double> efficacy_bounds(std::vector<double> const& information,
                                    ErrorSpending const& efficacy);

/// Futility by spending a type II error: Pampallona, Tsiatis and Kim, Drug Information Journal 35
/// (2001) 1113-1121.
struct Futility {
    FutilityRule rule = FutilityRule::none;
    ErrorSpending spending;
};

/// A design whose bounds meet at the last look.
struct FutilityDesign {
    Boundaries boundaries;
    double drift;      ///< mean of z at the last look with power 1 - beta
    double inflation;  ///< of the information, against one look of the same errors
};

/// The boundaries where the drift is given, as the mean of z per square root of the information.
Boundaries futility_bounds(std::vector<double> const& information, ErrorSpending const& efficacy,
                           Futility const& futility, double drift);

/// The boundaries for power 1 - beta, and the drift that they need.
FutilityDesign futility_design(std::vector<double> const& information,
                               ErrorSpending const& efficacy, Futility const& futility);

}  // namespace vtrial::trials::group_sequential
