// After progression: whether, when and with what a patient is treated again.
#pragma once

#include "trials/myeloma/regimen.hpp"

namespace vtrial::trials {

/// Probability to have daratumumab in a line, by whether the disease is refractory to it.
struct LaterDaratumumab {
    double second_line = 0.0;
    double further_lines = 0.0;

    bool operator==(LaterDaratumumab const&) const = default;
};

/// probability = share * exp(age, performance) * (1 + per_line * (failed lines of the trial - 1 +
/// prior_line_weight * prior lines)).
struct NoFurtherTreatment {
    double share = 0.10;                      ///< fitted
    double log_per_decade_over_72 = 0.55;     ///< assumed
    double log_per_performance_grade = 0.25;  ///< assumed
    double per_line = 0.35;                   ///< assumed
    double prior_line_weight = 0.7;           ///< assumed

    bool operator==(NoFurtherTreatment const&) const = default;
};

/// Median depth in log10 of the clone that a later line does not touch: that of the second line,
/// times exp of what is lost with every line, and with every prior one.
struct LaterDepth {
    double without_daratumumab_log10 = 2.14;      ///< fitted
    double with_daratumumab_log10 = 0.90;         ///< fitted; of what is given beside it
    double log_loss_per_line = 0.835;             ///< fitted
    double prior_line_weight = 0.5;               ///< assumed
    double log_sd = 0.7;                          ///< assumed
    double correlation_with_first_depth = 0.841;  ///< fitted

    bool operator==(LaterDepth const&) const = default;
};

struct NextLines {
    int last_line = 5;                     ///< assumed; the first of the trial is 1
    double shortest_gap_months = 0.5;      ///< assumed
    double mean_gap_months = 1.6;          ///< assumed
    double backbone_kill_per_month = 0.9;  ///< assumed; spread as in the first line
    double immunomodulation = 0.6;         ///< assumed: share of later backbones
    NoFurtherTreatment no_further_treatment;
    LaterDepth depth;
    LaterDaratumumab daratumumab_if_sensitive;               ///< of the trial: fitted
    LaterDaratumumab daratumumab_if_refractory{0.05, 0.10};  ///< assumed
    DaratumumabDosing dosing;                                ///< of daratumumab in a later line

    bool operator==(NextLines const&) const = default;
};

}  // namespace vtrial::trials
