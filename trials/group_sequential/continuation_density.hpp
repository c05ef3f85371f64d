// The recursion that every group-sequential number comes from: the density of the score of the
// trials that have not stopped, carried from look to look.
#pragma once

#include <vector>

#include "kernels/plan/bound_table.hpp"

namespace vtrial::trials::group_sequential {

using kernels::no_bound;

/// A spending below this is none, its bound is `no_bound`: nothing real would notice.
inline constexpr double least_spending = 1e-13;

/// Width of the panels of a grid. Narrow: an absolute error below 1e-9 for steps by 1 % of the
/// information or more; wide: 1e-7, in a quarter of the time. For steps by 0.3 %: 1e-8 and 1e-4.
enum class Panels { narrow, wide };

/// The trials that go on after a look: Armitage, McPherson and Rowe, Journal of the Royal
/// Statistical Society A 132 (1969) 235-244. The z statistic of a look at `information` has mean
/// drift * sqrt(information) and variance 1, its increments of score are independent.
///
/// Held as point masses on panels of twelve Gauss-Legendre points each. What is farther than 7
/// standard deviations from the mean, 1e-12, is left out.
class ContinuationDensity {
  public:
    /// Before the first look.
    explicit ContinuationDensity(double drift, Panels panels = Panels::narrow)
        : drift_(drift), panels_(panels) {}

    double information() const { return information_; }

    /// Probability not to have stopped before; 1 before the first look.
    double mass() const;

    /// Probability not to have stopped before and to have z >= bound, or z < bound, at a look with
    /// more information.
    double above(double information, double bound) const;
    double below(double information, double bound) const;

    /// The bound that z crosses upwards, or downwards, with this probability at a look with more
    /// information. No error to spend: no_bound, or -no_bound; more than there is: the other one.
    /// `guess` only saves time.
    double upper_bound(double information, double probability, double guess = 2.0) const;
    double lower_bound(double information, double probability, double guess = 0.0) const;

    /// Those that go on after a look with more information, having lower <= z < upper there.
    ContinuationDensity advanced(double information, double lower, double upper) const;

  private:
    struct Tail;
    /// Tail and its density at a bound, on the side that `side` = 1 or -1 points to.
    Tail tail_at(double information, double bound, double side) const;
    double bound_with(double information, double probability, double guess, double side) const;
    void add_panel(ContinuationDensity const& before, double low, double high);

    double drift_;
    Panels panels_;
    double information_ = 0.0;
    std::vector<double> scores_{0.0};  ///< increasing
    std::vector<double> masses_{1.0};
};

}  // namespace vtrial::trials::group_sequential
