// Log-rank test, Cox regression on the arm, and Kaplan-Meier curve of sorted patients.
#pragma once

#include <optional>
#include <vector>

namespace vtrial::reference {

/// What is known of a patient and an endpoint: event or censored at a time, in any one unit.
struct Observation {
    double time = 0.0;
    bool event = false;
    int arm = 0;  ///< 0 control, 1 experimental
    int stratum = 0;
};

/// Whether patients are compared only within their stratum.
enum class Stratification { plain, stratified };

struct LogRank {
    double score = 0.0;     ///< U: events of the experimental arm, observed less expected
    double variance = 0.0;  ///< V: hypergeometric
    double z = 0.0;         ///< U / sqrt(V), 0 where V is 0; negative favours experimental
};
LogRank logrank(std::vector<Observation> const& observations, Stratification stratification);

/// The log-rank test of a null hypothesis that the hazard ratio is `margin`: of d events on a day
/// with n0 and n1 at risk d margin n1 / (n0 + margin n1) are expected in the experimental arm.
LogRank logrank_of_margin(std::vector<Observation> const& observations,
                          Stratification stratification, double margin);

/// Cox's model with the arm alone. Without a maximum of the likelihood nothing else is filled in.
struct CoxFit {
    bool exists = false;
    double log_hazard_ratio = 0.0;  ///< experimental against control
    double standard_error = 0.0;    ///< from the information
};
CoxFit cox_efron(std::vector<Observation> const& observations, Stratification stratification);

struct KaplanMeier {
    struct Step {
        double time;
        double survival;  ///< from `time` on, until the next step
    };
    std::vector<Step> steps;  ///< one an event time
    double last_follow_up = 0.0;

    double survival_at(double time) const;
    /// R's rule, quantile.survfit; empty if the curve does not come down to 1/2.
    std::optional<double> median() const;
};
KaplanMeier kaplan_meier(std::vector<Observation> const& observations, int arm);

}  // namespace vtrial::reference
