#include "validation/reference/survival_curves.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "validation/reference/hazard.hpp"
#include "validation/reference/profiles.hpp"

namespace vtrial::reference {
namespace {

using trials::Transition;

using Grid = std::vector<double>;  ///< a value at 0, 1, 2, ... steps after entry into a state

/// A state that two competing causes end: the way onward, and death.
struct State {
    Grid staying;  ///< probability to be there still, at each grid time
    Grid onward;   ///< probability to go onward between a grid time and the next
};

/// Within a step the two causes share the exits as they share the cumulative hazard.
State competing_risks(Grid const& onward_hazard, Grid const& death_hazard) {
    State state;
    for (std::size_t i = 0; i < onward_hazard.size(); ++i) {
        state.staying.push_back(std::exp(-(onward_hazard[i] + death_hazard[i])));
    }
    for (std::size_t i = 0; i + 1 < onward_hazard.size(); ++i) {
        double const onward = onward_hazard[i + 1] - onward_hazard[i];
        double const both = onward + death_hazard[i + 1] - death_hazard[i];
        double const exits = state.staying[i] - state.staying[i + 1];
        state.onward.push_back(both > 0.0 ? exits * onward / both : 0.0);
    }
    return state;
}

/// Probability to be in this state still, or to have gone onward and be "alive" there, where
/// `next` is that probability by the time since going onward: a convolution (trapezoid rule).
Grid with_next(State const& state, Grid const& next) {
    Grid alive = state.staying;
    for (std::size_t exit = 0; exit < state.onward.size(); ++exit) {
        double const half = state.onward[exit] / 2.0;
        for (std::size_t after = 0; exit + after + 1 < alive.size(); ++after) {
            alive[exit + after + 1] += half * (next[after] + next[after + 1]);
        }
    }
    return alive;
}

/// Cumulative hazards of the seven transitions on the grid, and whom they spare.
struct Cell {
    std::array<Grid, trials::transition_count> hazard;
    std::array<double, trials::transition_count> cured_share;
};

Cell make_cell(trials::Study const& study, int arm, int profile, std::size_t points, double step) {
    Cell cell;
    for (std::size_t i = 0; i < trials::transition_count; ++i) {
        CumulativeHazard const hazard(study, static_cast<Transition>(i), arm, profile);
        for (std::size_t k = 0; k < points; ++k) {
            cell.hazard[i].push_back(hazard.at(static_cast<double>(k) * step));
        }
        cell.cured_share[i] = hazard.cured_share();
    }
    return cell;
}

/// The hazards of patients with this frailty and this uniform draw for cure.
struct Patients {
    double frailty;
    double cure_uniform;
};

Cell hazards_of(Patients const& patients, Cell cell) {
    for (std::size_t i = 0; i < trials::transition_count; ++i) {
        bool const is_gap = static_cast<Transition>(i) == Transition::next_line_start;
        bool const is_cured = patients.cure_uniform < cell.cured_share[i];
        double const factor = is_cured ? 0.0 : is_gap ? 1.0 : patients.frailty;
        for (double& hazard : cell.hazard[i]) hazard *= factor;
    }
    return cell;
}

struct GridCurves {
    Grid pfs;
    Grid pfs2;
    Grid os;
};

GridCurves curves_of(Cell const& cell) {
    auto const hazard = [&](Transition t) -> Grid const& {
        return cell.hazard[static_cast<std::size_t>(t)];
    };
    State const first_line = competing_risks(hazard(Transition::progression),
                                             hazard(Transition::death_before_progression));
    State const gap = competing_risks(hazard(Transition::next_line_start),
                                      hazard(Transition::death_before_next_line));
    State const next_line = competing_risks(hazard(Transition::second_progression),
                                            hazard(Transition::death_on_next_line));
    Grid const& death = hazard(Transition::death_after_second_progression);
    Grid const last = competing_risks(Grid(death.size(), 0.0), death).staying;
    return {first_line.staying, with_next(first_line, with_next(gap, next_line.staying)),
            with_next(first_line, with_next(gap, with_next(next_line, last)))};
}

struct WeightedValue {
    double value;
    double weight;
};

/// The cure draw decides which transitions never happen: one middle, and length, an interval
/// between the cured shares.
std::vector<WeightedValue> cure_intervals(Cell const& cell) {
    std::vector<double> bounds(cell.cured_share.begin(), cell.cured_share.end());
    bounds.insert(bounds.end(), {0.0, 1.0});
    std::sort(bounds.begin(), bounds.end());
    std::vector<WeightedValue> intervals;
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        double const length = bounds[i + 1] - bounds[i];
        if (length > 0.0) intervals.push_back({(bounds[i] + bounds[i + 1]) / 2.0, length});
    }
    return intervals;
}

/// Log-normal frailty of median 1. The trapezoid rule on the whole line has an error that falls
/// exponentially in 1 / step for a smooth integrand; 1/4 leaves less than 1e-9.
std::vector<WeightedValue> frailty_nodes(double sd) {
    if (sd <= 0.0) return {{1.0, 1.0}};
    double const step = 0.25;
    double const root_two_pi = std::sqrt(2.0 * std::acos(-1.0));
    std::vector<WeightedValue> nodes;
    for (double z = -6.5; z <= 6.5; z += step) {
        nodes.push_back({std::exp(sd * z), step * std::exp(-z * z / 2.0) / root_two_pi});
    }
    return nodes;
}

double interpolate(Grid const& grid, double position) {
    auto const left = static_cast<std::size_t>(position);
    double const beyond = position - static_cast<double>(left);
    return grid[left] * (1.0 - beyond) + grid[left + 1] * beyond;
}

}  // namespace

SurvivalCurves survival_by_quadrature(trials::Study const& study, int arm,
                                      std::vector<double> const& months, double step_months) {
    double const horizon = *std::max_element(months.begin(), months.end());
    auto const points = static_cast<std::size_t>(horizon / step_months) + 2;
    auto const prevalences = profile_prevalences(study);
    std::vector<double> const zeros(months.size(), 0.0);
    SurvivalCurves sum{zeros, zeros, zeros};
    auto const add = [&](GridCurves const& curves, double weight) {
        for (std::size_t i = 0; i < months.size(); ++i) {
            double const position = months[i] / step_months;
            sum.pfs[i] += weight * interpolate(curves.pfs, position);
            sum.pfs2[i] += weight * interpolate(curves.pfs2, position);
            sum.os[i] += weight * interpolate(curves.os, position);
        }
    };
    for (std::size_t profile = 0; profile < prevalences.size(); ++profile) {
        Cell const cell = make_cell(study, arm, static_cast<int>(profile), points, step_months);
        for (auto const& cure : cure_intervals(cell)) {
            for (auto const& frailty : frailty_nodes(study.model.frailty_sd)) {
                add(curves_of(hazards_of({frailty.value, cure.value}, cell)),
                    prevalences[profile] * cure.weight * frailty.weight);
            }
        }
    }
    return sum;
}

}  // namespace vtrial::reference
