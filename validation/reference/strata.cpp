#include "validation/reference/strata.hpp"

#include <cstddef>

namespace vtrial::reference {

std::vector<double> stratum_prevalences(trials::Study const& study) {
    std::vector<double> strata{1.0};
    for (auto const& factor : study.factors) {
        std::vector<double> finer;
        for (double const stratum : strata) {
            for (double const level : factor.prevalences) finer.push_back(stratum * level);
        }
        strata = finer;
    }
    return strata;
}

double stratum_multiplier(trials::Study const& study, int stratum,
                          std::map<std::string, std::vector<double>> const& by_level) {
    double product = 1.0;
    auto index = static_cast<std::size_t>(stratum);
    for (auto factor = study.factors.rbegin(); factor != study.factors.rend(); ++factor) {
        std::size_t const level = index % factor->levels.size();
        index /= factor->levels.size();
        if (by_level.count(factor->name) > 0) product *= by_level.at(factor->name).at(level);
    }
    return product;
}

}  // namespace vtrial::reference
