#include "validation/reference/myeloma/draws.hpp"

#include <cmath>

namespace vtrial::reference::myeloma {
namespace {

double distribution(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2.0; }
double density(double z) { return std::exp(-z * z / 2.0) / std::sqrt(2.0 * std::acos(-1.0)); }

/// The quantile of a probability up to 1/2: Abramowitz and Stegun 26.2.23 (to 4.5e-4), then two
/// steps of Newton's method (to 1e-11); the bisection elsewhere would take most of the time.
double lower_quantile(double probability) {
    double const t = std::sqrt(-2.0 * std::log(probability));
    double z = (2.515517 + t * (0.802853 + t * 0.010328)) /
                   (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))) -
               t;
    for (int step = 0; step < 2; ++step) z -= (distribution(z) - probability) / density(z);
    return z;
}

double quantile(double probability) {
    return probability <= 0.5 ? lower_quantile(probability) : -lower_quantile(1.0 - probability);
}

}  // namespace

double PatientDraws::normal(DrawAddress where) const { return quantile(uniform(where)); }

double PatientDraws::normal_between(double lowest, double highest, DrawAddress where) const {
    double const below = distribution(lowest);
    return quantile(below + (distribution(highest) - below) * uniform(where));
}

double PatientDraws::exponential(DrawAddress where) const { return -std::log(uniform(where)); }

}  // namespace vtrial::reference::myeloma
