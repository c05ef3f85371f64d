#include "trials/group_sequential/spending.hpp"

#include <algorithm>

#include "kernels/core/normal_distribution.hpp"

namespace vtrial::trials::group_sequential {
namespace {

using kernels::exp_of;
using kernels::log_of;

constexpr double e_less_1 = 1.7182818284590452354;

/// 1 - e^-x; near 0 by its series, since the difference would lose its digits.
double one_less_exp_of_minus(double x) {
    if (x > -0.01 && x < 0.01) {
        return x * kernels::horner(-x, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2, 1.0);
    }
    return 1.0 - exp_of(-x);
}

/// 2 - 2 Phi(z / sqrt(t)) with 2 - 2 Phi(z) = total.
double spent_like_obrien_fleming(double total, double fraction) {
    double const z = -kernels::normal_quantile(0.5 * total);
    return 2.0 * kernels::normal_upper_tail(z / kernels::square_root(fraction));
}

double share_by_hwang_shih_decani(double gamma, double fraction) {
    return gamma == 0.0 ? fraction
                        : one_less_exp_of_minus(gamma * fraction) / one_less_exp_of_minus(gamma);
}

double interpolated_share(SpendingFunction const& function, double fraction) {
    auto const& fractions = function.information_fractions;
    auto const above = std::upper_bound(fractions.begin(), fractions.end(), fraction);
    auto const i = static_cast<std::size_t>(above - fractions.begin());
    double const left = i == 0 ? 0.0 : fractions[i - 1];
    double const right = i == fractions.size() ? 1.0 : fractions[i];
    double const low = i == 0 ? 0.0 : function.shares[i - 1];
    double const high = i == fractions.size() ? 1.0 : function.shares[i];
    return low + (high - low) * ((fraction - left) / (right - left));
}

}  // namespace

double spent(SpendingFunction const& function, double total, LookPoint point) {
    double const fraction = point.information_fraction;
    if (function.kind == SpendingKind::by_look) {
        return total * function.shares[point.look];
    }
    if (fraction <= 0.0 || fraction >= 1.0) {
        return fraction <= 0.0 ? 0.0 : total;
    }
    switch (function.kind) {
        case SpendingKind::lan_demets_obrien_fleming:
            return spent_like_obrien_fleming(total, fraction);
        case SpendingKind::lan_demets_pocock:
            return total * log_of(1.0 + e_less_1 * fraction);
        case SpendingKind::hwang_shih_decani:
            return total * share_by_hwang_shih_decani(function.parameter, fraction);
        case SpendingKind::power_family:
            return total * exp_of(function.parameter * log_of(fraction));
        case SpendingKind::piecewise_linear:
            return total * interpolated_share(function, fraction);
        case SpendingKind::by_look:
            break;
    }
    return total;
}

std::vector<double> cumulative_spending(SpendingFunction const& function, double total,
                                        std::vector<double> const& information) {
    std::vector<double> cumulative;
    for (std::size_t look = 0; look < information.size(); ++look) {
        cumulative.push_back(
            spent(function, total, {look, information[look] / information.back()}));
    }
    cumulative.back() = total;
    return cumulative;
}

}  // namespace vtrial::trials::group_sequential
