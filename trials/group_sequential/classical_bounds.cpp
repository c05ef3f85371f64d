#include "trials/group_sequential/classical_bounds.hpp"

#include "kernels/core/double_precision.hpp"
#include "trials/group_sequential/find_root.hpp"
#include "trials/group_sequential/sequential_probabilities.hpp"

namespace vtrial::trials::group_sequential {

std::vector<double> wang_tsiatis_bounds(std::vector<double> const& information, double shape,
                                        double alpha) {
    auto const bounds_with = [&](double constant) {
        std::vector<double> bounds;
        for (double const seen : information) {
            double const log_fraction = kernels::log_of(seen / information.back());
            bounds.push_back(constant * kernels::exp_of((shape - 0.5) * log_fraction));
        }
        return bounds;
    };
    // from one look alone to Bonferroni's bound at each, which no other look undercuts
    double const constant = find_root(
        [&](double tried) {
            Boundaries const boundaries{bounds_with(tried), {}};
            return stopping_probabilities(information, boundaries, 0.0).upper_total() - alpha;
        },
        -kernels::normal_quantile(alpha),
        -kernels::normal_quantile(alpha / static_cast<double>(information.size())), 1e-11);
    return bounds_with(constant);
}

}  // namespace vtrial::trials::group_sequential
