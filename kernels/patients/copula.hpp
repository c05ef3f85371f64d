// Follow, by the copula model: the cumulative hazards at which PFS, PFS2 and OS of a patient come,
// unit exponentials each, are joined; the margins' hazards then turn them into times.
//
// The copula joins survival functions, so that Clayton's is the model of a shared gamma frailty and
// Gumbel's that of a shared positive stable one (Marshall and Olkin, Journal of the American
// Statistical Association 83 (1988) 834-841). Each takes a fixed number of words.
#pragma once

#include "kernels/core/normal_distribution.hpp"
#include "kernels/core/sine.hpp"
#include "kernels/patients/multistate.hpp"

namespace vtrial::kernels {

inline constexpr int joint_times = 3;  ///< PFS, PFS2, OS: words 0, 1, 2 of `first_line`
inline constexpr int shared_word = 3;
inline constexpr int stable_word = 4;

/// An exponential draw with mean 1 from all bits of a word.
VTRIAL_FUNCTION double unit_exponential(std::uint32_t word) {
    return -log_of(open_uniform_double(word));
}

/// A cumulative hazard as what draw_durations takes: in units of ln 2. At least 2^-60, so that its
/// logarithm exists; a draw comes below it once in 2^60.
VTRIAL_FUNCTION std::uint32_t prepared(double cumulative_hazard) {
    constexpr double log2_e = 0x1.71547652b82fep+0;
    return bits_as<std::uint32_t>(static_cast<float>(larger(cumulative_hazard * log2_e, 0x1p-60)));
}

/// Clayton's copula by conditional inversion, in closed form. With u_1 ... u_k drawn and
/// A = 1 + sum(u_j^-theta - 1), the next is u^-theta = 1 + A (e^x - 1), x = theta E / (1 + k
/// theta), E a unit exponential; A then becomes A e^x. As logarithms, since u^-theta overflows.
/// There is no gamma variable to draw, of which neither a fixed number of words nor small shapes
/// would allow exact ones.
template <class Team>
VTRIAL_FUNCTION void join_by_clayton(Team const& team, double theta, Patients patients,
                                     Matrix<std::uint32_t> word) {
    team.for_each(patients.count, [=](std::int32_t i) {
        double log_sum = 0.0;  // of A
        for (int k = 0; k < joint_times; ++k) {
            double const x = theta / (1.0 + k * theta) * unit_exponential(word[k][i]);
            double const log_excess = log_sum + x + log_of(1.0 - exp_of(-x));
            double const log_power =
                larger(log_excess, 0.0) + log_of(1.0 + exp_of(-__builtin_fabs(log_excess)));
            word[k][i] = prepared(log_power / theta);
            log_sum += x;
        }
    });
}

/// Gumbel's copula by its frailty: H = (E / V)^alpha with V positive stable of index alpha =
/// 1 / theta, drawn as Kanter (Annals of Probability 3 (1975) 697-707) and Chambers, Mallows and
/// Stuck (Journal of the American Statistical Association 71 (1976) 340-344) do:
/// V^alpha = sin(alpha pi U)^alpha / sin(pi U) * (sin((1 - alpha) pi U) / W)^(1 - alpha).
template <class Team>
VTRIAL_FUNCTION void join_by_gumbel(Team const& team, double alpha, double complement,
                                    Patients patients, Matrix<std::uint32_t> word) {
    team.for_each(patients.count, [=](std::int32_t i) {
        double const u = open_uniform_double(word[shared_word][i]);
        double const log_w = log_of(unit_exponential(word[stable_word][i]));
        double const log_frailty =
            alpha * log_of(sine_of_pi(alpha * u)) - log_of(sine_of_pi(u)) +
            complement * (log_of(sine_of_pi(complement * u)) - log_w);  // of V^alpha
        for (int k = 0; k < joint_times; ++k) {
            double const log_exponential = log_of(unit_exponential(word[k][i]));
            word[k][i] = prepared(exp_of(alpha * log_exponential - log_frailty));
        }
    });
}

/// The Gaussian copula of one common correlation: normal variables that share one.
template <class Team>
VTRIAL_FUNCTION void join_by_gaussian(Team const& team, double shared_weight, double own_weight,
                                      Patients patients, Matrix<std::uint32_t> word) {
    auto const normal = [](std::uint32_t own) {
        return normal_quantile<false>(open_uniform_double(own));
    };
    team.for_each(patients.count, [=](std::int32_t i) {
        double const shared = shared_weight * normal(word[shared_word][i]);
        for (int k = 0; k < joint_times; ++k) {
            double const survival = normal_upper_tail(shared + own_weight * normal(word[k][i]));
            word[k][i] = prepared(-log_of(survival));
        }
    });
}

/// Joins the three exponential draws of each patient.
template <class Team>
VTRIAL_FUNCTION void join(Team const& team, CopulaPlan copula, Patients patients,
                          Matrix<std::uint32_t> word) {
    switch (copula.family) {
        case CopulaFamily::clayton:
            join_by_clayton(team, copula.dependence, patients, word);
            break;
        case CopulaFamily::gumbel:
            join_by_gumbel(team, copula.dependence, copula.complement, patients, word);
            break;
        default:
            join_by_gaussian(team, copula.dependence, copula.complement, patients, word);
            break;
    }
}

/// The normal quantile of the probability to live longer free of progression than the patient does:
/// what a response is linked to, as to the frailty of the other model.
template <class Team>
VTRIAL_FUNCTION void set_normal_of_first(Team const& team, Patients patients, PatientTile tile) {
    constexpr double ln_2 = 0x1.62e42fefa39efp-1;
    std::uint32_t const* const word = tile.word[0];
    team.for_each(patients.count, [=](std::int32_t i) {
        double const survival = exp_of(-ln_2 * static_cast<double>(bits_as<float>(word[i])));
        double const within = larger(0x1p-33, smaller(1.0 - 0x1p-33, survival));
        tile.frailty_log2[i] = normal_quantile<false>(within);
    });
}

/// The endpoints from the three times. Ordered: a death ends the others, and a second progression
/// is a first one too.
VTRIAL_FUNCTION EndpointTicks joint_endpoints(PatientTile tile, bool ordered, std::int32_t i) {
    std::uint32_t const first = tile.duration_ticks[0][i];
    std::uint32_t const second = tile.duration_ticks[1][i];
    std::uint32_t const os = tile.duration_ticks[2][i];
    std::uint32_t const pfs2 = ordered ? smaller(second, os) : second;
    std::uint32_t const pfs = ordered ? smaller(first, pfs2) : first;
    return {pfs, pfs2, os};
}

}  // namespace vtrial::kernels
