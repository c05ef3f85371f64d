// How often treatment of the first line harms: adverse events beside the course, which they do not
// change. What hangs on the backbone is with the regimen.
#pragma once

namespace vtrial::trials {

/// Grade 3 or 4: hazard a month = exp(log_sd * z + age + frailty + prior lines) * (backbone's * (1
/// + early_excess * exp(-months / early)) * (backbone's factor with daratumumab, in frail patients
/// times exp(log_if_frail_with_daratumumab))^(its effect), or without a backbone that of
/// daratumumab alone).
struct Neutropenia {
    double alone_hazard_per_month = 0.0007;       ///< fitted: ALCYONE and CASTOR, later
    double early_excess = 10.0;                   ///< fitted
    double early_months = 3.0;                    ///< fitted
    double log_sd = 1.0;                          ///< assumed
    double log_per_decade_over_70 = 0.0;          ///< assumed
    double log_if_frail = -0.1;                   ///< fitted: MAIA, Rd
    double log_if_frail_with_daratumumab = 0.45;  ///< fitted: MAIA
    double log_per_prior_line = 0.22;             ///< fitted: POLLUX

    bool operator==(Neutropenia const&) const = default;
};

/// Grade 3 or more: hazard a month = exp(log_sd * z + age + frailty + prior lines) *
/// (1 + excess_at_full_burden * burden, to 1) * factor_if_neutropenic * (backbone's * (1 +
/// early_excess * exp(-months / early)) * factor_with_daratumumab^(its effect), or without a
/// backbone that of daratumumab alone).
struct Infection {
    double alone_hazard_per_month = 0.003;  ///< fitted: ALCYONE after VMP
    double factor_with_daratumumab = 1.55;  ///< fitted
    double early_excess = 1.0;              ///< assumed
    double early_months = 3.0;              ///< assumed
    double factor_if_neutropenic = 2.0;     ///< assumed
    double excess_at_full_burden = 1.0;     ///< assumed
    double pneumonia_share = 0.35;          ///< fitted
    double log_sd = 0.8;                    ///< assumed
    double log_per_decade_over_70 = 0.15;   ///< assumed
    double log_if_frail = 0.3;              ///< assumed
    double log_per_prior_line = 0.4;        ///< fitted: POLLUX

    bool operator==(Infection const&) const = default;
};

/// Probabilities of a reaction to an infusion or injection of daratumumab, of any grade.
struct InfusionReactions {
    double first_intravenous = 0.44;     ///< fitted
    double first_subcutaneous = 0.12;    ///< fitted: COLUMBA
    double later_intravenous = 0.0015;   ///< fitted
    double later_subcutaneous = 0.0005;  ///< assumed
    double grade_3_share = 0.11;         ///< published: POLLUX, unchecked

    bool operator==(InfusionReactions const&) const = default;
};

/// Which deaths count as related to treatment: of those that are of the hazard under treatment
/// these shares, and all of a transplant.
struct RelatedDeaths {
    double share = 0.65;       ///< while a backbone is given; fitted: MAIA
    double share_alone = 0.1;  ///< with daratumumab alone; fitted: ALCYONE

    bool operator==(RelatedDeaths const&) const = default;
};

struct Safety {
    Neutropenia neutropenia;
    Infection infection;
    InfusionReactions infusion_reactions;
    RelatedDeaths related_deaths;

    bool operator==(Safety const&) const = default;
};

}  // namespace vtrial::trials
