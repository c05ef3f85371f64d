#include "trials/group_sequential/event_walk.hpp"

namespace vtrial::trials::group_sequential {

SpendingStep spent_by_look(EventDesign const& design, std::size_t look, double events) {
    LookPoint const point{look, events / design.planned_events.back()};
    bool const is_last = look + 1 == design.planned_events.size();
    auto const spent_of = [&](ErrorSpending const& error) {
        return is_last ? error.total : spent(error.function, error.total, point);
    };
    bool const has_futility = design.futility.rule != FutilityRule::none;
    return {spent_of(design.efficacy), has_futility ? spent_of(design.futility.spending) : 0.0};
}

LookBounds EventWalk::bounds(double events, LookBounds guess) const {
    SpendingStep const now = spent_by_look(*design_, looks_, events);
    LookBounds bounds =
        walk_.bounds(events, {now.alpha - spent_.alpha, now.beta - spent_.beta}, guess);
    bool const is_last = looks_ + 1 == design_->planned_events.size();
    if (is_last && design_->futility.rule != FutilityRule::none) {
        bounds.lower = bounds.upper;  // the last look decides
    }
    return bounds;
}

void EventWalk::pass_look(double events) {
    walk_ = walk_.advanced(events, bounds(events));
    spent_ = spent_by_look(*design_, looks_, events);
    ++looks_;
}

}  // namespace vtrial::trials::group_sequential
