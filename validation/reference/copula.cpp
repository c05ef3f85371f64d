#include "validation/reference/copula.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "validation/reference/simulate.hpp"

namespace vtrial::reference {
namespace {

using Survival = std::array<long double, 3>;

long double const pi = std::acos(-1.0L);

double upper_tail(double z) { return std::erfc(z / std::sqrt(2.0)) / 2.0; }

/// Each survival probability from its distribution given those before it.
Survival clayton(double tau, PhiloxCounter const& first_line) {
    long double const theta = 2.0L * tau / (1.0L - tau);
    Survival survival{};
    long double sum = 1.0L;
    for (std::size_t k = 0; k < survival.size(); ++k) {
        long double const power = -theta / (1.0L + static_cast<long double>(k) * theta);
        long double const uniform = uniform_32_bits(first_line[k]);
        long double const growth = std::expm1(power * std::log(uniform));
        survival[k] = std::exp(-std::log1p(sum * growth) / theta);
        sum += sum * growth;
    }
    return survival;
}

/// exp(-(E / V)^alpha), V positive stable of index alpha.
Survival gumbel(double tau, PhiloxCounter const& first_line, PhiloxCounter const& next_line) {
    long double const alpha = 1.0L - tau;
    long double const angle = pi * uniform_32_bits(first_line[3]);
    long double const w = -std::log(static_cast<long double>(uniform_32_bits(next_line[0])));
    long double const frailty =
        std::sin(alpha * angle) / std::pow(std::sin(angle), 1.0L / alpha) *
        std::pow(std::sin((1.0L - alpha) * angle) / w, (1.0L - alpha) / alpha);
    Survival survival{};
    for (std::size_t k = 0; k < survival.size(); ++k) {
        long double const e = -std::log(static_cast<long double>(uniform_32_bits(first_line[k])));
        survival[k] = std::exp(-std::pow(e / frailty, alpha));
    }
    return survival;
}

Survival gaussian(double tau, PhiloxCounter const& first_line) {
    double const correlation = std::sin(std::acos(-1.0) * tau / 2.0);
    double const shared = normal_quantile(uniform_32_bits(first_line[3]));
    Survival survival{};
    for (std::size_t k = 0; k < survival.size(); ++k) {
        double const own = normal_quantile(uniform_32_bits(first_line[k]));
        survival[k] =
            upper_tail(std::sqrt(correlation) * shared + std::sqrt(1.0 - correlation) * own);
    }
    return survival;
}

Survival draw_survival(trials::CopulaModel const& model, PhiloxCounter const& first_line,
                       PhiloxCounter const& next_line) {
    double const tau = model.kendall_tau;
    if (tau == 0.0 || model.family == trials::CopulaFamily::gaussian) {
        return gaussian(tau, first_line);
    }
    return model.family == trials::CopulaFamily::clayton ? clayton(tau, first_line)
                                                         : gumbel(tau, first_line, next_line);
}

/// The mean over the shared normal variable of the product of the conditional probabilities, by
/// the trapezoid rule, which errs little where the integrand is smooth and vanishes at both ends.
double gaussian_joint_survival(double tau, std::vector<double> const& survival) {
    double const correlation = std::sin(std::acos(-1.0) * tau / 2.0);
    double total = 0.0;
    double weights = 0.0;
    for (double shared = -9.0; shared <= 9.0; shared += 0.01) {
        double product = 1.0;
        for (double const probability : survival) {
            double const bound = -normal_quantile(probability);
            product *= upper_tail((bound - std::sqrt(correlation) * shared) /
                                  std::sqrt(1.0 - correlation));
        }
        double const weight = std::exp(-shared * shared / 2.0);
        total += weight * product;
        weights += weight;
    }
    return total / weights;
}

}  // namespace

JointEndpoints joint_endpoints(trials::CopulaModel const& model,
                               std::vector<CumulativeHazard> const& hazards,
                               PhiloxCounter const& first_line, PhiloxCounter const& next_line) {
    Survival const survival = draw_survival(model, first_line, next_line);
    double const cure = uniform_23_bits(next_line[3]);
    std::array<double, 3> days{};
    for (std::size_t k = 0; k < days.size(); ++k) {
        auto const cumulative_hazard = static_cast<double>(-std::log(survival[k]));
        bool const never = cure < hazards[k].cured_share();
        days[k] = never ? longest_days
                        : std::min(longest_days,
                                   hazards[k].inverse(cumulative_hazard) * trials::days_per_month);
    }
    if (model.order == trials::CopulaOrder::natural) {
        days[1] = std::min(days[1], days[2]);
        days[0] = std::min(days[0], days[1]);
    }
    return {days, static_cast<double>(survival[0])};
}

double joint_survival(trials::CopulaModel const& model, std::vector<double> const& survival) {
    double const tau = model.kendall_tau;
    if (tau == 0.0 || model.family == trials::CopulaFamily::gaussian) {
        return gaussian_joint_survival(tau, survival);
    }
    bool const is_clayton = model.family == trials::CopulaFamily::clayton;
    double const theta = is_clayton ? 2.0 * tau / (1.0 - tau) : 1.0 / (1.0 - tau);
    double sum = is_clayton ? 1.0 : 0.0;
    for (double const probability : survival) {
        sum += is_clayton ? std::pow(probability, -theta) - 1.0
                          : std::pow(-std::log(probability), theta);
    }
    return is_clayton ? std::pow(sum, -1.0 / theta) : std::exp(-std::pow(sum, 1.0 / theta));
}

}  // namespace vtrial::reference
