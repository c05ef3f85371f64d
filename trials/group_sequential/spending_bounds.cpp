#include "trials/group_sequential/spending_bounds.hpp"

#include "kernels/core/double_precision.hpp"
#include "trials/group_sequential/find_root.hpp"

namespace vtrial::trials::group_sequential {
namespace {

/// What each look adds to a cumulative amount.
std::vector<double> steps_of(std::vector<double> const& cumulative) {
    std::vector<double> steps;
    double before = 0.0;
    for (double const amount : cumulative) {
        steps.push_back(amount - before);
        before = amount;
    }
    return steps;
}

/// Boundaries and the power at the drift that they were made for.
struct Made {
    Boundaries boundaries;
    double power = 0.0;
};

Made make_bounds(std::vector<double> const& information, ErrorSpending const& efficacy,
                 Futility const& futility, double drift) {
    auto const alpha =
        steps_of(cumulative_spending(efficacy.function, efficacy.total, information));
    auto const beta = steps_of(
        cumulative_spending(futility.spending.function, futility.spending.total, information));
    Made made;
    BoundaryWalk walk(futility.rule, drift);
    for (std::size_t look = 0; look < information.size(); ++look) {
        LookBounds bounds = walk.bounds(information[look], {alpha[look], beta[look]});
        if (look + 1 == information.size()) {
            bounds.lower = bounds.upper;  // the last look decides
        }
        made.boundaries.upper.push_back(bounds.upper);
        made.boundaries.lower.push_back(bounds.lower);
        made.power += walk.power_at(information[look], bounds.upper);
        walk = walk.advanced(information[look], bounds);
    }
    return made;
}

}  // namespace

std::vector<double> efficacy_bounds(std::vector<double> const& information,
                                    std::vector<double> const& cumulative) {
    auto const steps = steps_of(cumulative);
    std::vector<double> bounds;
    ContinuationDensity going_on(0.0);
    for (std::size_t look = 0; look < information.size(); ++look) {
        bounds.push_back(going_on.upper_bound(information[look], steps[look]));
        if (look + 1 < information.size()) {
            going_on = going_on.advanced(information[look], -no_bound, bounds.back());
        }
    }
    return bounds;
}

std::vector<double> efficacy_bounds(std::vector<double> const& information,
                                    ErrorSpending const& efficacy) {
    return efficacy_bounds(information,
                           cumulative_spending(efficacy.function, efficacy.total, information));
}

Boundaries futility_bounds(std::vector<double> const& information, ErrorSpending const& efficacy,
                           Futility const& futility, double drift) {
    return make_bounds(information, efficacy, futility, drift).boundaries;
}

FutilityDesign futility_design(std::vector<double> const& information,
                               ErrorSpending const& efficacy, Futility const& futility) {
    double const beta = futility.spending.total;
    double const one_look =
        -kernels::normal_quantile(efficacy.total) - kernels::normal_quantile(beta);
    double const root = kernels::square_root(information.back());
    // no boundary needs nine times the information; the power rises with the drift
    double const drift = find_root(
        [&](double scaled) {
            return make_bounds(information, efficacy, futility, scaled / root).power - (1.0 - beta);
        },
        0.5 * one_look, 3.0 * one_look, 1e-11);
    double const ratio = drift / one_look;
    return {futility_bounds(information, efficacy, futility, drift / root), drift, ratio * ratio};
}

}  // namespace vtrial::trials::group_sequential
