#include "trials/group_sequential/continuation_density.hpp"

#include <algorithm>

#include "kernels/core/normal_distribution.hpp"

namespace vtrial::trials::group_sequential {
namespace {

using kernels::square_root;

/// Beyond so many standard deviations a normal tail is 0 or 1: it is 1e-19.
constexpr double far = 9.0;

/// The grid ends so many standard deviations from the mean.
constexpr double reach = 7.0;

/// Width of a panel in standard deviations; twice as wide farther than `close_by` from the mean.
constexpr double narrow_width = 0.5;
constexpr double wide_width = 1.0;
constexpr double close_by = 4.0;

/// Gauss-Legendre rule of twelve points on [-1, 1], one half of it.
struct Abscissa {
    double place;
    double weight;
};
constexpr Abscissa half_rule[] = {
    {0x1.f68f1d8e42e81p-1, 0x1.8275d9dea6d8fp-5}, {0x1.cee874ffb88b4p-1, 0x1.b60602bce6181p-4},
    {0x1.8a30aeed88f36p-1, 0x1.47d7258f22d8fp-3}, {0x1.2cb4f05c077f9p-1, 0x1.a0163e6b1ab72p-3},
    {0x1.78a8d20a8b19dp-2, 0x1.de3155c256ab5p-3}, {0x1.007a5f8f630e4p-3, 0x1.fe40ce6d4f025p-3}};
constexpr int half_points = 6;

/// The k-th of the twelve points, increasing.
constexpr Abscissa abscissa(int k) {
    bool const is_left = k < half_points;
    Abscissa const right = half_rule[is_left ? k : 2 * half_points - 1 - k];
    return {is_left ? -right.place : right.place, right.weight};
}

}  // namespace

struct ContinuationDensity::Tail {
    double probability;
    double density;  ///< -d probability / d bound, towards the side
};

double ContinuationDensity::mass() const {
    double total = 0.0;
    for (double const mass : masses_) {
        total += mass;
    }
    return total;
}

ContinuationDensity::Tail ContinuationDensity::tail_at(double information, double bound,
                                                       double side) const {
    double const step = information - information_;
    double const inverse_sd = side / square_root(step);
    double const start = bound * square_root(information) - drift_ * step;
    double probability = 0.0;
    double density = 0.0;
    for (std::size_t j = 0; j < scores_.size(); ++j) {
        double const distance = (start - scores_[j]) * inverse_sd;
        if (distance < -far) {
            probability += masses_[j];
        } else if (distance < far) {
            kernels::NormalPoint const point = kernels::normal_point(distance);
            probability += masses_[j] * point.upper_tail;
            density += masses_[j] * point.density;
        }
    }
    return {probability, density * square_root(information / step)};
}

double ContinuationDensity::above(double information, double bound) const {
    return tail_at(information, bound, 1.0).probability;
}

double ContinuationDensity::below(double information, double bound) const {
    return tail_at(information, bound, -1.0).probability;
}

// Newton's method for the normal quantile of the probability, which is nearly linear in the bound,
// within a bracket.
double ContinuationDensity::bound_with(double information, double probability, double guess,
                                       double side) const {
    if (probability < least_spending) {
        return side * no_bound;
    }
    if (probability >= mass()) {
        return -side * no_bound;
    }
    constexpr int most_steps = 200;
    constexpr double converged = 1e-5;  // the error left is of the order of its square
    constexpr double measurable = 1e-200;
    double const wanted = -kernels::normal_quantile(probability);
    double low = -no_bound;
    double high = no_bound;
    double bound = side * guess;
    for (int step = 0; step < most_steps && high - low > 0.0; ++step) {
        Tail const tail = tail_at(information, side * bound, side);
        (tail.probability > probability ? low : high) = bound;
        double next = 0.5 * (low + high);
        if (tail.probability > measurable && tail.probability < 0.9999 &&
            tail.density > measurable) {
            double const reached = -kernels::normal_quantile(tail.probability);
            double const slope = tail.density / kernels::normal_density(reached);
            double const change = (wanted - reached) / slope;
            if (change < converged && change > -converged) {
                return side * (bound + change);
            }
            double const newton = bound + change;
            next = newton > low && newton < high ? newton : next;
        }
        if (next == bound) {
            break;
        }
        bound = next;
    }
    return side * bound;
}

double ContinuationDensity::upper_bound(double information, double probability,
                                        double guess) const {
    return bound_with(information, probability, guess, 1.0);
}

double ContinuationDensity::lower_bound(double information, double probability,
                                        double guess) const {
    return bound_with(information, probability, guess, -1.0);
}

/// Twelve points between two z values, with the density that `before` makes there.
void ContinuationDensity::add_panel(ContinuationDensity const& before, double low, double high) {
    double const step = information_ - before.information_;
    double const inverse_sd = 1.0 / square_root(step);
    double const root = square_root(information_);
    double const half_width = 0.5 * (high - low);
    for (int k = 0; k < 2 * half_points; ++k) {
        Abscissa const point = abscissa(k);
        double const score = (0.5 * (low + high) + half_width * point.place) * root;
        double const start = score - drift_ * step;
        double density = 0.0;
        for (std::size_t j = 0; j < before.scores_.size(); ++j) {
            double const distance = (start - before.scores_[j]) * inverse_sd;
            if (distance > -far && distance < far) {
                density += before.masses_[j] * kernels::normal_density(distance);
            }
        }
        scores_.push_back(score);
        masses_.push_back(point.weight * half_width * root * inverse_sd * density);
    }
}

ContinuationDensity ContinuationDensity::advanced(double information, double lower,
                                                  double upper) const {
    ContinuationDensity next(drift_, panels_);
    next.information_ = information;
    next.scores_.clear();
    next.masses_.clear();
    double const mean = drift_ * square_root(information);
    double const low = std::max(lower, mean - reach);
    double const high = std::min(upper, mean + reach);
    if (low >= high) {
        return next;
    }
    double const width = panels_ == Panels::narrow ? narrow_width : wide_width;
    // from the upper end, where bounds cut the density
    std::vector<double> ends{high};
    while (ends.back() > low) {
        double const distance = ends.back() - mean;
        bool const is_close = distance > -close_by && distance <= close_by;
        ends.push_back(std::max(low, ends.back() - (is_close ? width : 2.0 * width)));
    }
    for (std::size_t i = ends.size() - 1; i > 0; --i) {
        next.add_panel(*this, ends[i], ends[i - 1]);
    }
    return next;
}

}  // namespace vtrial::trials::group_sequential
