#include "validation/reference/draws.hpp"

#include <cmath>

namespace vtrial::reference {

double exponential(std::uint32_t word) { return -std::log(uniform_23_bits(word)); }

double normal_quantile(double probability) {
    double below = -10.0;
    double above = 10.0;
    for (int halving = 0; halving < 60; ++halving) {
        double const middle = (below + above) / 2.0;
        double const distribution = std::erfc(-middle / std::sqrt(2.0)) / 2.0;
        (distribution < probability ? below : above) = middle;
    }
    return (below + above) / 2.0;
}

}  // namespace vtrial::reference
