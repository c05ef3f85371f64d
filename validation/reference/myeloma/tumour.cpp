#include "validation/reference/myeloma/tumour.hpp"

#include <algorithm>
#include <cmath>

namespace vtrial::reference::myeloma {

void Clones::split(double resistant_share) {
    double const all = burden();
    sensitive = all * (1.0 - resistant_share);
    resistant = all * resistant_share;
}

double gompertz_rate(double rate_at_baseline, double plateau_burden, double burden) {
    double const share = std::log(plateau_burden / burden) / std::log(plateau_burden);
    return rate_at_baseline * std::max(0.0, share);
}

Clones grow_clones(Clones const& start, CloneRates const& rates, double months,
                   double smallest_burden) {
    return {std::max(smallest_burden, start.sensitive * std::exp(rates.sensitive * months)),
            std::max(smallest_burden, start.resistant * std::exp(rates.resistant * months))};
}

double follow_burden(double marker, Clones const& start, CloneRates const& rates,
                     double clearance_per_month, double months) {
    double const left = std::exp(-clearance_per_month * months);
    auto const produced = [&](double burden, double rate) {
        double const sum = rate + clearance_per_month;
        // where production and clearance keep step the difference quotient becomes its limit
        if (std::fabs(sum * months) < 1e-9) return burden * clearance_per_month * months * left;
        return burden * clearance_per_month * (std::exp(rate * months) - left) / sum;
    };
    return marker * left + produced(start.sensitive, rates.sensitive) +
           produced(start.resistant, rates.resistant);
}

}  // namespace vtrial::reference::myeloma
