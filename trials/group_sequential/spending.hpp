// Error spending functions: how much of a type I (or type II) error may have been spent by a look.
#pragma once

#include <cstddef>
#include <vector>

namespace vtrial::trials::group_sequential {

enum class SpendingKind {
    lan_demets_obrien_fleming,  ///< Lan and DeMets, Biometrika 70 (1983) 659-663
    lan_demets_pocock,          ///< the same
    hwang_shih_decani,          ///< Statistics in Medicine 9 (1990) 1439-1445; parameter gamma
    power_family,               ///< Kim and DeMets, Biometrika 74 (1987) 149-154; parameter rho > 0
    piecewise_linear,           ///< of the user: shares at fractions of the information
    by_look                     ///< of the user: a share for each look, whatever its information
};

struct SpendingFunction {
    SpendingKind kind = SpendingKind::lan_demets_obrien_fleming;
    double parameter = 0.0;  ///< gamma or rho
    /// piecewise_linear: increasing within (0, 1); 0 and 1 themselves are understood
    std::vector<double> information_fractions;
    /// piecewise_linear, by_look: of the total, cumulative, within [0, 1]; one for each fraction or
    /// for each look
    std::vector<double> shares;
};

/// When spending is asked for.
struct LookPoint {
    std::size_t look;             ///< from 0
    double information_fraction;  ///< of the planned maximum; above 1 counts as 1
};

/// Error spent by a look, of `total` in all; one-sided. 0 at fraction 0 and `total` from 1 on.
double spent(SpendingFunction const& function, double total, LookPoint point);

/// Error spent by each look of a trial at `information`, planned to end at the last of it: the last
/// look spends what is left.
std::vector<double> cumulative_spending(SpendingFunction const& function, double total,
                                        std::vector<double> const& information);

}  // namespace vtrial::trials::group_sequential
