#include "trials/myeloma/population.hpp"

#include "kernels/core/normal_distribution.hpp"

namespace vtrial::trials {

double share_below(AgeDistribution const& age, double years) {
    return kernels::normal_distribution((years - age.mean_years) / age.sd_years);
}

double share_enrolled(AgeDistribution const& age) {
    return share_below(age, age.oldest_years) - share_below(age, age.youngest_years);
}

}  // namespace vtrial::trials
