#include "trials/lower_copula.hpp"

#include "kernels/core/sine.hpp"

namespace vtrial::trials {
namespace {

/// Kendall's tau of the Gaussian copula is 2 / pi asin(correlation) (Kruskal, Journal of the
/// American Statistical Association 53 (1958) 814-861).
kernels::CopulaPlan gaussian(double tau) {
    double const correlation = kernels::sine_of_pi(0.5 * tau);
    return {kernels::CopulaFamily::gaussian, 0, kernels::square_root(correlation),
            kernels::square_root(1.0 - correlation)};
}

/// Kendall's tau is theta / (theta + 2) for Clayton's copula and 1 - 1 / theta for Gumbel's (Genest
/// and MacKay, The American Statistician 40 (1986) 280-283). Without dependence all three are one.
kernels::CopulaPlan plan_of(CopulaFamily family, double tau) {
    if (tau == 0.0) {
        return gaussian(0.0);
    }
    switch (family) {
        case CopulaFamily::clayton:
            return {kernels::CopulaFamily::clayton, 0, 2.0 * tau / (1.0 - tau), 0.0};
        case CopulaFamily::gumbel:
            return {kernels::CopulaFamily::gumbel, 0, 1.0 - tau, tau};
        case CopulaFamily::gaussian:
            return gaussian(tau);
    }
    return {};
}

}  // namespace

kernels::CopulaPlan lower_copula(Study const& study) {
    if (!study.copula) {
        return {};
    }
    kernels::CopulaPlan plan = plan_of(study.copula->family, study.copula->kendall_tau);
    plan.ends_are_ordered = study.copula->order == CopulaOrder::natural ? 1 : 0;
    return plan;
}

}  // namespace vtrial::trials
