// The spending functions that the tables of known answers name.
#pragma once

#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "trials/group_sequential/spending.hpp"

namespace vtrial::trials::group_sequential::known {

inline constexpr double alpha = 0.025;

inline SpendingFunction spending_named(std::string const& name) {
    SpendingFunction function;
    if (name == "LDOF") {
        function.kind = SpendingKind::lan_demets_obrien_fleming;
    } else if (name == "LDPocock") {
        function.kind = SpendingKind::lan_demets_pocock;
    } else if (name == "HSDm2" || name == "HSDm4") {
        function.kind = SpendingKind::hwang_shih_decani;
        function.parameter = name == "HSDm2" ? -2.0 : -4.0;
    } else {
        throw std::runtime_error("no spending function " + name);
    }
    return function;
}

/// Every spending function, those of the user as well, for properties that all have.
inline std::vector<SpendingFunction> all_spending() {
    std::vector<SpendingFunction> functions;
    for (char const* const name : {"LDOF", "LDPocock", "HSDm2", "HSDm4"}) {
        functions.push_back(spending_named(name));
    }
    for (double const gamma : {-1e-9, 0.0, 1e-9, 1.0}) {
        functions.push_back({SpendingKind::hwang_shih_decani, gamma, {}, {}});
    }
    for (double const rho : {0.5, 1.0, 3.0}) {
        functions.push_back({SpendingKind::power_family, rho, {}, {}});
    }
    functions.push_back({SpendingKind::piecewise_linear, 0.0, {0.3, 0.7}, {0.1, 0.4}});
    return functions;
}

/// The numbers of a field such as 0.5|0.75|1.
inline std::vector<double> numbers_between_bars(std::string const& field) {
    std::vector<double> numbers;
    std::istringstream stream(field);
    for (std::string number; std::getline(stream, number, '|');) {
        numbers.push_back(std::stod(number));
    }
    return numbers;
}

}  // namespace vtrial::trials::group_sequential::known
