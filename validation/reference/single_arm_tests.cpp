#include "validation/reference/single_arm_tests.hpp"

#include <cmath>

namespace vtrial::reference {

double exact_binomial_p_value(int responders, int patients, double rate) {
    double tail = 0.0;
    for (int x = patients; x >= responders; --x) {
        double const log_choose =
            std::lgamma(patients + 1.0) - std::lgamma(x + 1.0) - std::lgamma(patients - x + 1.0);
        tail += std::exp(log_choose + x * std::log(rate) + (patients - x) * std::log1p(-rate));
    }
    return tail;
}

std::optional<double> one_sample_logrank_z(std::vector<Observation> const& observations,
                                           double null_median) {
    double observed = 0.0;
    double expected = 0.0;
    for (Observation const& patient : observations) {
        observed += patient.event ? 1.0 : 0.0;
        expected += std::log(2.0) * patient.time / null_median;
    }
    if (!(expected > 0.0)) return std::nullopt;
    return (observed - expected) / std::sqrt(expected);
}

}  // namespace vtrial::reference
