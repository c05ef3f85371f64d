// The copula model: three times with margins of their own, joined by an exchangeable copula of
// their survival functions. It stands in for the illness-death model.
#pragma once

#include <cstdint>

namespace vtrial::kernels {

enum class CopulaFamily : std::int32_t { none, clayton, gumbel, gaussian };

/// The times are those of PFS, PFS2 and OS; their hazards are the first three of
/// Plan::transitions. Made from Kendall's tau by trials/lower_copula.cpp.
struct CopulaPlan {
    CopulaFamily family;            ///< none: the illness-death model
    std::int32_t ends_are_ordered;  ///< an earlier endpoint comes no later than the next one
    /// Clayton: theta; Gumbel: 1 / theta, the index of the stable frailty; Gaussian: the weight of
    /// the normal variable that the three share, the root of their correlation
    double dependence;
    double complement;  ///< Gumbel: 1 - 1 / theta; Gaussian: the weight of each one's own variable
};

}  // namespace vtrial::kernels
