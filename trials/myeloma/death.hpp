// What patients die of.
#pragma once

namespace vtrial::trials {

/// Gompertz mortality by age; published: United States 2017, unchecked.
struct BackgroundMortality {
    double men_at_70_per_year = 0.0226;
    double men_log_per_year_of_age = 0.0937;
    double women_at_70_per_year = 0.0150;
    double women_log_per_year_of_age = 0.1008;
    double standardised_ratio = 0.95;  ///< assumed: fit enough for a trial

    bool operator==(BackgroundMortality const&) const = default;
};

/// Hazard a month = rate * trial_factor * exp(logs) * burden^exponent * exp(per_failed_line *
/// lines) * (1 + growth_months * (rate of log burden, if it rises)).
struct DiseaseMortality {
    double rate_per_month = 0.0109;           ///< fitted
    double trial_factor = 1.0;                ///< of the trial: fitted
    double burden_exponent = 1.418;           ///< fitted
    double log_per_failed_line = 0.480;       ///< fitted
    double growth_months = 3.64;              ///< fitted
    double log_per_aggressiveness = 0.25;     ///< assumed
    double log_per_decade_over_70 = 0.30;     ///< assumed
    double log_per_performance_grade = 0.30;  ///< assumed

    bool operator==(DiseaseMortality const&) const = default;
};

/// While treated: hazard * exp(age, performance) * (1 + early_excess * exp(-months / early)).
struct TreatmentMortality {
    double hazard_per_month = 0.0011;         ///< fitted
    double early_excess = 2.0;                ///< assumed
    double early_months = 3.0;                ///< assumed
    double log_per_decade_over_70 = 0.30;     ///< assumed; found by reproduction
    double log_per_performance_grade = 0.30;  ///< assumed; found by reproduction

    bool operator==(TreatmentMortality const&) const = default;
};

/// Mean grade from which performance is counted.
inline constexpr double reference_performance = 0.8;

struct Mortality {
    BackgroundMortality background;
    DiseaseMortality disease;
    TreatmentMortality treatment;

    bool operator==(Mortality const&) const = default;
};

}  // namespace vtrial::trials
