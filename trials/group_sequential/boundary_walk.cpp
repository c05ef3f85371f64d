#include "trials/group_sequential/boundary_walk.hpp"

#include <algorithm>

namespace vtrial::trials::group_sequential {

LookBounds BoundaryWalk::bounds(double information, SpendingStep step, LookBounds guess) const {
    double const upper = no_effect_.upper_bound(information, step.alpha, guess.upper);
    if (rule_ == FutilityRule::none) {
        return {upper, -no_bound};
    }
    double const lower = effect_.lower_bound(information, step.beta, guess.lower);
    return {upper, std::min(lower, upper)};
}

BoundaryWalk BoundaryWalk::advanced(double information, LookBounds bounds) const {
    BoundaryWalk next = *this;
    double const counted_on = rule_ == FutilityRule::binding ? bounds.lower : -no_bound;
    next.no_effect_ = no_effect_.advanced(information, counted_on, bounds.upper);
    if (rule_ != FutilityRule::none) {
        next.effect_ = effect_.advanced(information, bounds.lower, bounds.upper);
    }
    return next;
}

}  // namespace vtrial::trials::group_sequential
